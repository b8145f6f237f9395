import type { TypeName } from "./descriptors.ts";

/** Bounds of the integer types that occur. */
const integers: Readonly<Record<string, readonly [bigint, bigint]>> = {
  "xs:byte": [-128n, 127n],
  "xs:unsignedByte": [0n, 255n],
  "xs:short": [-32_768n, 32_767n],
  "xs:unsignedShort": [0n, 65_535n],
  "xs:int": [-2_147_483_648n, 2_147_483_647n],
  "xs:unsignedInt": [0n, 4_294_967_295n],
  "xs:long": [-(2n ** 63n), 2n ** 63n - 1n],
  "xs:unsignedLong": [0n, 2n ** 64n - 1n],
};

/** Forms of the other types, after XML Schema 1.0 part 2, section 3. Types that are not listed take any text. */
const forms: Readonly<Record<string, RegExp>> = {
  "xs:boolean": /^(true|false|0|1)$/,
  "xs:decimal": /^[+-]?(\d+(\.\d*)?|\.\d+)$/,
  "xs:double": /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|INF|-INF|NaN)$/,
  "xs:float": /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|INF|-INF|NaN)$/,
  "xs:dateTime": /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  "xs:base64Binary": /^([A-Za-z\d+/]{4})*([A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/,
  "ser:duration": /^-?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d*)?S)?)?$/,
  "ser:guid": /^[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}$/,
};

/** Tells why a text is no value of a type; `undefined` where it is one, or where the type takes any text. */
export const lexicalFault = (type: TypeName, text: string): string | undefined => {
  const bounds = integers[type];
  if (bounds !== undefined) {
    if (!/^[+-]?\d{1,20}$/.test(text)) return `"${text}" is no ${type}`;
    const value = BigInt(text.replace("+", ""));
    return value < bounds[0] || value > bounds[1] ? `${text} is beyond ${type}` : undefined;
  }
  // Base64 may be broken into lines anywhere.
  const compact = type === "xs:base64Binary" ? text.replace(/\s+/g, "") : text;
  return forms[type]?.test(compact) === false ? `"${text}" is no ${type}` : undefined;
};
