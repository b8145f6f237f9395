/** Why a message was refused. Stable; made for programs. */
export type SoapErrorCode =
  /** No well-formed XML, or a prefix that nothing binds. */
  | "xml-malformed"
  /** A document type declaration; with it go entities. */
  | "xml-doctype"
  | "xml-too-deep"
  /** Larger than the limit. */
  | "message-too-large"
  /** Bytes that are not of the character set they claim, or a character set that is not known. */
  | "message-charset"
  /** The root is no Envelope, of neither SOAP 1.1 nor 1.2. */
  | "envelope-unknown"
  /** No Body, an empty one, or one with several wrappers. */
  | "body-missing"
  /** A header block that must be understood and is not. */
  | "header-not-understood"
  /** An element in the namespace of another version, or in none. */
  | "namespace-wrong"
  | "operation-unknown"
  /** The SOAPAction names another operation than the body. */
  | "action-mismatch"
  | "element-unknown"
  | "element-twice"
  | "element-missing"
  /** Text where elements belong. */
  | "text-unexpected"
  /** `xsi:nil` on an item of an array that is not nillable. */
  | "nil-not-allowed"
  /** `xsi:type` names a type that does not fit. */
  | "type-mismatch"
  /** A value that its type does not have. */
  | "value-invalid"
  /** A member that the enumeration does not have, on neither side. */
  | "enum-unknown"
  | "key-twice"
  /** The answer is a SOAP fault. */
  | "fault-received";

/** Where in a message something stands. */
export interface SoapPlace {
  /** Names of the elements from the outside in, with slashes: `Envelope/Body/GetContact/ContactId`. */
  readonly path: string;
  /** From 1; absent where the message was not read but written. */
  readonly line?: number;
  readonly column?: number;
}

/** A message that cannot be read or written. The text names places and types, and nothing of what stood there. */
export class SoapError extends Error {
  override readonly name = "SoapError";
  readonly code: SoapErrorCode;
  readonly place: SoapPlace;

  constructor(code: SoapErrorCode, message: string, place: SoapPlace = { path: "" }) {
    super(message);
    this.code = code;
    this.place = place;
  }
}

/** Adds the name of an element around the place of a mistake. */
export function within(name: string, error: unknown): unknown {
  if (!(error instanceof SoapError)) return error;
  const { path } = error.place;
  return new SoapError(error.code, error.message, {
    ...error.place,
    path: path === "" ? name : `${name}/${path}`,
  });
}
