/**
 * What differs between the lines that a page shows and those that a command printed, or undefined. On the page `…` stands
 * for any text, and a line of `...` for any lines; how many seconds something took, and trailing space, do not matter.
 */
export function differs(shown: readonly string[], printed: string): string | undefined {
  const wanted = [...shown];
  while (wanted.at(-1)?.trim() === "") wanted.pop();
  const pattern = wanted
    .map((line) =>
      line.trim() === "..." ? "(?:.*\\n)*?" : `${line.trimEnd().split("…").map(escaped).join(".*")}\\n`,
    )
    .join("");
  const text = `${printed.trimEnd().replace(/[ \t]+$/gm, "")}\n`;
  if (new RegExp(`^${pattern}$`).test(text)) return undefined;
  return `the page shows\n${wanted.join("\n")}\nand printed was\n${text}`;
}

function escaped(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\d+(?:\\\.\d+)? (m?s)\b/g, "\\d+(?:\\.\\d+)? $1");
}
