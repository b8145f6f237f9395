import type { Block } from "./blocks.ts";

/** A page whose blocks are being turned into modules, one after the other. */
export interface Page {
  /** Its name as part of file names. */
  readonly slug: string;
  /** A module of what its blocks take for given without saying where it comes from. */
  readonly given: string | undefined;
  /** Modules of the blocks so far, the last one first. */
  readonly earlier: { readonly file: string; readonly names: readonly string[] }[];
}

/** A block as a module of its own, and the number of lines that stand before its first one. */
export function asModule(block: Block, page: Page): { text: string; added: number } {
  const own = declaredIn(block.code);
  const imports: string[] = [];
  const taken = new Set(own);
  const take = (file: string, names: readonly string[]) => {
    const wanted = names.filter((name) => !taken.has(name) && uses(block.code, name));
    for (const name of wanted) taken.add(name);
    if (wanted.length > 0) imports.push(`import { ${wanted.join(", ")} } from "./${file}";`);
  };
  if (page.given !== undefined) take(`${page.slug}-given.ts`, declaredIn(page.given));
  for (const { file, names } of page.earlier) take(file, names);

  const file = `${page.slug}-${block.line}.${block.language}`;
  if (block.language === "ts") page.earlier.unshift({ file, names: own });
  const again = own.filter((name) => !exported(block.code).has(name));
  const exports = block.language === "js" ? "export {};" : `export { ${again.join(", ")} };`;
  return { text: `${imports.join(" ")}\n${block.code}\n${exports}\n`, added: 1 };
}

/** Names that a module declares or imports at its top. */
function declaredIn(code: string): string[] {
  const names = [
    ...code.matchAll(
      /^(?:export )?(?:declare )?(?:const|let|var|function\*?|async function|class|interface|type|enum) ([\w$]+)/gm,
    ),
  ].map(([, name = ""]) => name);
  const destructured = [...code.matchAll(/^(?:export )?(?:const|let) [{[]([^=]*?)[}\]] =/gm)].flatMap(
    ([, list = ""]) => localNames(list),
  );
  const imported = [
    ...code.matchAll(/^import (?:type )?(?:([\w$]+),? ?)?(?:\{([^}]*)\}|\* as ([\w$]+))? ?from/gm),
  ]
    .flatMap(([, one, list = "", all]) => [one, all, ...localNames(list)])
    .filter((name) => name !== undefined);
  return [...new Set([...names, ...destructured, ...imported])];
}

/** `{ a, type B, c as d, e: f }` declares a, B, d and f. */
function localNames(list: string): string[] {
  return list
    .split(",")
    .map((part) =>
      part
        .replace(/=.*$/s, "")
        .replace(/^.*(?: as |:)/s, "")
        .replace(/\btype |\.\.\./g, "")
        .trim(),
    )
    .filter((name) => /^[\w$]+$/.test(name));
}

function exported(code: string): Set<string> {
  const words =
    /^export (?:declare )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) ([\w$]+)/gm;
  return new Set([...code.matchAll(words)].map(([, name = ""]) => name));
}

/** Whether a name is used as one: not as a property's, and not as part of a module's. */
function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![.@\\w"'/-])${name.replaceAll("$", "\\$")}(?![\\w-])`).test(code);
}
