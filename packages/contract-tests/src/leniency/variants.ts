import type { Json } from "@so-webapi/contract-kit/json";
import { readBody, type Sample } from "@so-webapi/contract-kit/samples";
import type { Operation, Shapes } from "@so-webapi/operations";
import { numberOf, respelled, type Spelling } from "./respell.ts";

/** The same exchange in another form that the platform takes. */
export interface Variant {
  readonly name: string;
  readonly sample: Sample;
}

const spellings: Readonly<Record<string, Spelling>> = {
  "names in lower case": { name: (name) => name.toLowerCase() },
  "names in upper case": { name: (name) => name.toUpperCase() },
  "enums in lower case": { member: (value) => value.toLowerCase() },
  "enums by number": { member: numberOf },
  "both at once": { name: (name) => name.toLowerCase(), member: numberOf },
};

const targets: Readonly<Record<string, (path: string, query: string) => string>> = {
  "a slash at the end": (path, query) => `${path}/${query}`,
  "names of the query in upper case": (path, query) =>
    path + query.replace(/(?<=[?&])[^=&]+(?==)/g, (name) => name.toUpperCase()),
  "an empty optional parameter": (path, query) => `${path}${query === "" ? "?" : `${query}&`}$top=`,
};

/** Variants of the request: all spellings of its body, and all forms of what is around it. */
export function requestVariants(sample: Sample, operation: Operation, shapes: Shapes): Variant[] {
  return [...spelledVariants(sample, operation, shapes), ...aroundVariants(sample, operation)];
}

/** What is around the body in other forms. */
function aroundVariants(sample: Sample, operation: Operation): Variant[] {
  return [
    ...Object.entries(targets).map(([name, change]) => {
      const [path = "", ...rest] = sample.request.target.split("?");
      const query = rest.length === 0 ? "" : `?${rest.join("?")}`;
      return { name, sample: withRequest(sample, { target: change(path, query) }) };
    }),
    {
      name: "fixed parts of the path in upper case",
      sample: withRequest(sample, { target: upperPath(sample, operation) }),
    },
    {
      name: "no optional fields",
      sample: withRequest(sample, { headers: contentType(sample, (value) => value) }),
    },
    {
      name: "a media type without parameters",
      sample: withRequest(sample, {
        headers: contentType(sample, (value) => value.replace(/;.*$/, "").toUpperCase()),
      }),
    },
    {
      name: "a byte order mark",
      sample: withRequest(sample, { body: sample.request.body && `\ufeff${sample.request.body}` }),
    },
  ];
}

/** All spellings of the body, and one form of what is around it: the one of this number, counted round. */
export function fewVariants(sample: Sample, operation: Operation, shapes: Shapes, number: number): Variant[] {
  const around = aroundVariants(sample, operation);
  return [...spelledVariants(sample, operation, shapes), ...around.slice(number % around.length).slice(0, 1)];
}

function spelledVariants(sample: Sample, { request }: Operation, shapes: Shapes): Variant[] {
  const reading = readBody(sample, "request");
  if (request === null || !reading.ok) return [];
  return Object.entries(spellings).map(([name, spelling]) => {
    const body = JSON.stringify(respelled(reading.body, request, shapes, spelling));
    return { name, sample: withRequest(sample, { body }) };
  });
}

/**
 * Variants of the answer to a `$select`: what it leaves out is null (platform.md, "Queries"). `keeps` names a property that it
 * has to ask for.
 */
export function answerVariants(sample: Sample, operation: Operation, keeps?: string): Variant[] {
  const reading = readBody(sample, "response");
  const names = reading.ok ? namesOf(reading.body) : [];
  const hasSelect = operation.parameters.some(({ name }) => name === "$select");
  if (!reading.ok || !hasSelect || names.length === 0 || sample.request.target.includes("?")) return [];
  return [0, 1].map((half) => {
    const chosen = names.filter((name, index) => index % 2 === half || name === keeps);
    const select = chosen.length === 0 ? names.slice(0, 1) : chosen;
    const spelled = select.map((name, index) => (index % 2 === 0 ? name.toLowerCase() : name.toUpperCase()));
    const masked = mask(reading.body, new Set(select));
    const asked = withRequest(sample, {
      target: `${sample.request.target}?$SELECT=${encodeURIComponent(spelled.join(", "))}`,
    });
    return {
      name: `a $select of one half (${half})`,
      sample: { ...asked, response: { ...sample.response, body: JSON.stringify(masked) } },
    };
  });
}

function namesOf(body: Json): string[] {
  const first = Array.isArray(body) ? body[0] : body;
  return typeof first === "object" && first !== null && !Array.isArray(first) ? Object.keys(first) : [];
}

function mask(body: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(body)) return body.map((item) => mask(item, names));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, names.has(name) ? value : null]),
  );
}

function upperPath({ request }: Sample, operation: Operation): string {
  const [path = "", ...query] = request.target.split("?");
  const template = operation.path.split("/");
  const segments = path.split("/").map((segment, index) => {
    const isFixed = template[index]?.startsWith("{") === false;
    return isFixed ? segment.toUpperCase() : segment;
  });
  return [segments.join("/"), ...query].join("?");
}

function contentType({ request }: Sample, change: (value: string) => string): Sample["request"]["headers"] {
  return request.headers
    .filter(([name]) => name.toLowerCase() === "content-type")
    .map(([name, value]) => [name, change(value)]);
}

function withRequest(sample: Sample, over: Partial<Sample["request"]>): Sample {
  return { ...sample, request: { ...sample.request, ...over } };
}
