/** Words that no constant and no argument of a module can be called (ECMA-262, 12.7.2), `arguments` and `eval` with them. */
const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Says whether a text can follow a dot: a property may be a reserved word. */
export function isName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(text) && !/^(?:constructor|prototype|then|toJSON)$/.test(text);
}

/** Says whether a constant or an argument can be called so. */
export function isIdentifier(text: string): boolean {
  return isName(text) && !reserved.has(text);
}

/**
 * Names for the arguments of path parameters, in their order: `cRMScriptId` for `CRMScriptId`, with `Value` behind
 * what would be reserved, and unlike each other and the call's own `body` and `options`.
 */
export function argumentNames(parameters: readonly string[]): string[] {
  const taken = new Set(["body", "options"]);
  return parameters.map((parameter) => {
    const words = parameter.split(/[^A-Za-z0-9_]+/).filter((word) => word !== "");
    const camel = words.map((word, index) => (index === 0 ? lower(word) : upper(word))).join("");
    let name = /^[A-Za-z]/.test(camel) ? camel : `value${upper(camel)}`;
    while (!isIdentifier(name) || taken.has(name)) name += "Value";
    taken.add(name);
    return name;
  });
}

const lower = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
