import MarkdownIt from "markdown-it";

/**
 * The parser of the page reader: markdown-it's block rules. Nothing here needs inline markup, which is half of
 * the parser's time, nor a token for each cell, which is half of the rest: a table is one token whose `map`
 * tells its lines. What is a table, and where it ends, is decided as markdown-it decides it; a test compares
 * both.
 */
export const createBlockParser = (): InstanceType<typeof MarkdownIt> => {
  const parser = new MarkdownIt({ html: false });
  parser.core.ruler.enableOnly(["normalize", "block"]);
  // The preset "zero" has no other block rule before it.
  const [isTable] = new MarkdownIt("zero").enable("table").block.ruler.getRules("");
  if (isTable === undefined) return parser;
  parser.block.ruler.at(
    "table",
    (state, startLine, endLine, silent) => {
      if (!isTable(state, startLine, endLine, true)) return false;
      if (silent) return true;
      const { parentType } = state;
      // The word that markdown-it's own rule sets; its types do not list it.
      state.parentType = "table" as typeof parentType;
      const terminators = parser.block.ruler.getRules("blockquote");
      let line = startLine + 2;
      const endsHere = (): boolean => {
        const indent = (state.sCount[line] ?? 0) - state.blkIndent;
        if (indent < 0 || indent >= 4 || state.isEmpty(line)) return true;
        return terminators.some((rule) => rule(state, line, endLine, true));
      };
      while (line < endLine && !endsHere()) line++;
      const token = state.push("table", "table", 0);
      token.map = [startLine, line];
      state.parentType = parentType;
      state.line = line;
      return true;
    },
    { alt: ["paragraph", "reference"] },
  );
  return parser;
};
