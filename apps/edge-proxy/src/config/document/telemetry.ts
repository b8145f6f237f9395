import { dictionary, object, type Place, type Reader, refuse, text } from "./readers.ts";

/** Where traces and metrics go. */
export interface TelemetryConfig {
  /** Address of a collector without `/v1/traces`: `http://127.0.0.1:4318`. */
  readonly endpoint?: string;
  /** Fields that the collector wants, a key for one. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly serviceName?: string;
  /** Share of the traces that are recorded where the caller has not decided it: 0 to 1. */
  readonly sample?: number;
}

/** Reads `telemetry`; the values of headers stand elsewhere. */
export function telemetryReader(secret: Reader<string>): Reader<TelemetryConfig> {
  return object((members) => {
    const headers = members.optional("headers", dictionary(secret));
    const serviceName = members.optional("serviceName", text);
    const sample = members.optional("sample", share);
    return {
      endpoint: members.required("endpoint", collector),
      ...(headers !== undefined && { headers: Object.fromEntries(headers) }),
      ...(serviceName !== undefined && { serviceName }),
      ...(sample !== undefined && { sample }),
    };
  });
}

const share: Reader<number> = (value, place) =>
  typeof value === "number" && value >= 0 && value <= 1
    ? value
    : refuse(place, "must be a number from 0 to 1");

function collector(value: unknown, place: Place): string {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return isPlain && /^https?:$/.test(url.protocol)
    ? url.href.replace(/\/+$/, "")
    : refuse(
        place,
        "must be a URL that begins with http:// or https://, without credentials, query and fragment",
      );
}
