const iso = /^(-?)P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;
const dotNet = /^(-?)(?:(\d+)\.)?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/;

/**
 * Brings an `xs:duration` of the WSDLs (days and less) to the form in which .NET writes a TimeSpan, `[-][d.]hh:mm:ss[.fffffff]`:
 * `PT15M` is `00:15:00`. `undefined` for another text.
 */
export function toTimeSpan(text: string): string | undefined {
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [, sign = "", days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
  let rest = BigInt(days) * 86_400n + BigInt(hours) * 3_600n + BigInt(minutes) * 60n + BigInt(seconds);
  const two = (unit: bigint): string => {
    const part = rest % unit;
    rest /= unit;
    return String(part).padStart(2, "0");
  };
  const [second, minute, hour] = [two(60n), two(60n), two(24n)];
  const digits = fraction.replace(/0+$/, "");
  return `${sign}${rest === 0n ? "" : `${rest}.`}${hour}:${minute}:${second}${
    digits === "" ? "" : `.${digits.padEnd(7, "0").slice(0, 7)}`
  }`;
}

/** Brings either form to an `xs:duration`; `undefined` for another text. */
export function toDuration(text: string): string | undefined {
  if (iso.test(text)) return text;
  const match = dotNet.exec(text);
  if (match === null) return undefined;
  const [, sign = "", days, hours, minutes, seconds, fraction = ""] = match;
  const digits = fraction.replace(/0+$/, "");
  const units: readonly (readonly [value: string, unit: string])[] = [
    [String(Number(hours)), "H"],
    [String(Number(minutes)), "M"],
    [`${Number(seconds)}${digits === "" ? "" : `.${digits}`}`, "S"],
  ];
  const time = units.filter(([value]) => value !== "0").map((part) => part.join(""));
  const day = days === undefined || Number(days) === 0 ? "" : `${Number(days)}D`;
  if (day === "" && time.length === 0) return "PT0S";
  return `${sign}P${day}${time.length === 0 ? "" : `T${time.join("")}`}`;
}
