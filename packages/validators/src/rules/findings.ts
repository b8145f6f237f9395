import type { Violation } from "../violation.ts";

/** What a check finds in a body, and where in it the check is. A body that keeps the contract costs no pointer. */
export class Findings {
  readonly violations: Violation[] = [];
  readonly #path: (string | number)[] = [];

  /** Goes to a property or an item of the value. */
  enter(token: string | number): void {
    this.#path.push(token);
  }

  /** Goes back to the value that holds it. */
  leave(): void {
    this.#path.pop();
  }

  /** Notes what is wrong with the value, or with its property of this name. */
  add(keyword: string, message: string, name?: string): void {
    let pointer = "";
    for (const token of this.#path) pointer += toToken(token);
    if (name !== undefined) pointer += toToken(name);
    this.violations.push({ pointer, keyword, message });
  }

  /** Forgets all but the first so many violations. */
  keep(count: number): void {
    this.violations.length = count;
  }
}

function toToken(name: string | number): string {
  if (typeof name === "number" || !/[~/]/.test(name)) return `/${name}`;
  return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
