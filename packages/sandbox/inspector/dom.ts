/** The element of the page with an id; the page and this script are made together. */
export function byId<Element extends HTMLElement = HTMLElement>(id: string): Element {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found as Element;
}

type Child = Node | string | number;

/** Makes an element. Text is only ever set as text, so nothing that data holds becomes markup. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.map((child) => (typeof child === "number" ? String(child) : child)));
  return element;
}

/** Shows what went wrong, or clears that. */
export function notice(text: string): void {
  byId("notice").textContent = text;
}

/** Lets what a person asked for fail in front of them; what was said of the last thing they asked for goes. */
export function guarded(work: () => Promise<unknown>): () => void {
  const run = inBackground(work);
  return () => {
    notice("");
    run();
  };
}

/** Lets work that nobody asked for fail in front of the person; it takes nothing away that they may still read. */
export function inBackground(work: () => Promise<unknown>): () => void {
  return () => {
    work().catch((error: unknown) => notice(error instanceof Error ? error.message : String(error)));
  };
}

/** Lets only the answer to the last question count: true for that one, whatever order they come in. */
export function lastOnly(): () => () => boolean {
  let asked = 0;
  return () => {
    const mine = ++asked;
    return () => mine === asked;
  };
}
