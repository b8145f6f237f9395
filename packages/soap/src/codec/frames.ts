import type { SaxesParser, SaxesTagNS } from "saxes";
import { SoapError, type SoapErrorCode } from "./soap-error.ts";

/** An element's tag with its namespaces resolved. */
export type Tag = SaxesTagNS;
export type Parser = SaxesParser<{ xmlns: true }>;

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
