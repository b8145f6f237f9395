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

/** Lets work of the page fail in front of the person. */
export function guarded(work: () => Promise<unknown>): () => void {
  return () => {
    notice("");
    work().catch((error: unknown) => notice(error instanceof Error ? error.message : String(error)));
  };
}
