import { SoapError, type SoapErrorCode } from "./soap-error.ts";

/** The name of an element or attribute, its prefix resolved. */
export interface QualifiedName {
  readonly local: string;
  /** Namespace; empty for none. */
  readonly uri: string;
}

/** An element's tag. Said here rather than by saxes, whose declarations users of this package would have to compile. */
export interface Tag extends QualifiedName {
  readonly attributes: Readonly<Record<string, QualifiedName & { readonly value: string }>>;
}

/** What frames ask of the parser. */
export interface Parser {
  /** Namespace of a prefix where the parser stands; undefined where there is none. */
  resolve(prefix: string): string | undefined;
}

/** What an element that is open does with what it meets. One frame for each open element; the innermost is asked. */
export interface Frame {
  /** Begins a child. */
  open(tag: Tag): Frame;
  text(text: string): void;
  close(): void;
}

/** Where a frame puts what became of its element. */
export interface Holder {
  set(key: string, value: unknown): void;
}

/** A mistake in what is being read; the reader adds the place. */
export const refuse = (code: SoapErrorCode, message: string): SoapError => new SoapError(code, message);

/** Takes white space only. */
export function expectBlank(text: string): void {
  if (/[^ \t\r\n]/.test(text)) throw refuse("text-unexpected", "There is text where elements belong.");
}

/** Passes over an element and all that is in it. */
export const skipped: Frame = { open: () => skipped, text() {}, close() {} };
