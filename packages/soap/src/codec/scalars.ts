import { toDuration, toTimeSpan } from "./durations.ts";
import { escapeText } from "./escape-text.ts";

/** How values of a simple type stand in XML and in JSON. */
export interface Scalar {
  /** The JSON value of a text; `undefined` where the text is none of the type. White space around it is gone, save for strings. */
  readonly read: (text: string) => unknown;
  /** The text of a JSON value, escaped; `undefined` where the value is none of the type. */
  readonly write: (value: unknown) => string | undefined;
  /** White space around the text belongs to it (XML Schema 1.0 part 2, 4.3.6). */
  readonly preserve?: true;
}

function integer(min: bigint, max: bigint): Scalar {
  const [low, high] = [Number(min), Number(max)];
  const isWide = max > BigInt(Number.MAX_SAFE_INTEGER);
  return {
    read(text) {
      if (!/^[+-]?\d{1,20}$/.test(text)) return undefined;
      const value = Number(text);
      if (Number.isSafeInteger(value)) return value >= low && value <= high ? value + 0 : undefined;
      const exact = BigInt(text.replace("+", ""));
      return isWide && exact >= min && exact <= max ? exact : undefined;
    },
    write(value) {
      if (typeof value === "number")
        return Number.isInteger(value) && value >= low && (isWide ? BigInt(value) <= max : value <= high)
          ? value < 1e21
            ? String(value)
            : undefined
          : undefined;
      return typeof value === "bigint" && value >= min && value <= max ? String(value) : undefined;
    },
  };
}

/** A type whose text is the JSON string. */
const textual = (form: RegExp, tidy = (text: string): string => text): Scalar => ({
  read: (text) => (form.test(tidy(text)) ? tidy(text) : undefined),
  write: (value) => (typeof value === "string" && form.test(tidy(value)) ? tidy(value) : undefined),
});

const real: Scalar = {
  // JSON has no INF and no NaN.
  read: (text) => (/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? finite(Number(text)) : undefined),
  write: (value) =>
    typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value))
      ? String(value)
      : undefined,
};

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const text: Scalar = {
  read: (value) => value,
  write: (value) => (typeof value === "string" ? escapeText(value) : undefined),
  preserve: true,
};

const duration: Scalar = {
  read: toTimeSpan,
  write: (value) => (typeof value === "string" ? toDuration(value) : undefined),
};

/**
 * The simple types of the WSDLs, after XML Schema 1.0 part 2, section 3. An `xs:long` beyond 2^53 is a `bigint` in
 * JSON; dates and base64 are strings. A duration is a .NET TimeSpan in JSON (`00:15:00`; see `durations.ts`).
 */
export const scalars: Readonly<Record<string, Scalar>> = {
  "xs:string": text,
  "xs:boolean": {
    read: (value) =>
      value === "true" || value === "1" ? true : value === "false" || value === "0" ? false : undefined,
    write: (value) => (typeof value === "boolean" ? String(value) : undefined),
  },
  "xs:byte": integer(-128n, 127n),
  "xs:unsignedByte": integer(0n, 255n),
  "xs:short": integer(-32_768n, 32_767n),
  "xs:unsignedShort": integer(0n, 65_535n),
  "xs:int": integer(-2_147_483_648n, 2_147_483_647n),
  "xs:unsignedInt": integer(0n, 4_294_967_295n),
  "xs:long": integer(-(2n ** 63n), 2n ** 63n - 1n),
  "xs:unsignedLong": integer(0n, 2n ** 64n - 1n),
  "xs:double": real,
  "xs:float": real,
  "xs:decimal": real,
  "xs:dateTime": textual(
    /^-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/,
  ),
  // Base64 may be broken into lines anywhere.
  "xs:base64Binary": textual(/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/, (value) =>
    /\s/.test(value) ? value.replace(/\s+/g, "") : value,
  ),
  "ser:duration": duration,
  "xs:duration": duration,
  "ser:guid": textual(/^[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/),
  "ser:char": integer(0n, 65_535n),
};
