import { type Direction, type Header, type Sample, targetOf } from "../samples/sample.ts";
import type { MessageMutation } from "./mutation.ts";

/** A changed message and the part that was changed. */
export interface MessageChange {
  readonly where: string;
  readonly part: MessageMutation["part"];
  readonly sample: Sample;
}

/** One way to change a message around its body, or its body's text. */
export interface MessageKind {
  readonly id: string;
  readonly title: string;
  readonly changes: (sample: Sample, direction: Direction) => readonly MessageChange[];
}

const withHeaders = (sample: Sample, direction: Direction, headers: readonly Header[]): Sample =>
  direction === "request"
    ? { ...sample, request: { ...sample.request, headers } }
    : { ...sample, response: { ...sample.response, headers } };

const withBody = (sample: Sample, direction: Direction, body: string): Sample =>
  direction === "request"
    ? { ...sample, request: { ...sample.request, body } }
    : { ...sample, response: { ...sample.response, body } };

/** A change of each header in turn; `write` gives the header's new form, or undefined to leave it out. */
const eachHeader = (
  id: string,
  title: string,
  write: (header: Header) => Header | undefined | "same",
): MessageKind => ({
  id,
  title,
  changes: (sample, direction) =>
    sample[direction].headers.flatMap(([name, before], index, all) => {
      const after = write([name, before]);
      if (after === "same") return [];
      const headers = all.flatMap((header, at) =>
        at === index ? (after === undefined ? [] : [after]) : [header],
      );
      const part = {
        type: "header",
        name,
        before,
        ...(after === undefined ? {} : { after: after[1] }),
      } as const;
      return [{ where: `header ${name}`, part, sample: withHeaders(sample, direction, headers) }];
    }),
});

const onRequest = (
  id: string,
  title: string,
  type: "method" | "path" | "query",
  write: (request: Sample["request"]) => readonly Partial<Sample["request"]>[],
): MessageKind => ({
  id,
  title,
  changes: (sample, direction) =>
    direction === "response"
      ? []
      : write(sample.request).map((change) => ({
          where: `${type} ${change.method ?? change.target ?? ""}`,
          part: { type },
          sample: { ...sample, request: { ...sample.request, ...change } },
        })),
});

const onBody = (id: string, title: string, write: (body: string) => string): MessageKind => ({
  id,
  title,
  changes: (sample, direction) => [
    {
      where: "body",
      part: { type: "body" },
      sample: withBody(sample, direction, write(sample[direction].body)),
    },
  ],
});

const swapCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

/** Every way to change a message around its body. */
export const messageKinds: readonly MessageKind[] = [
  eachHeader("header-dropped", "a header is gone", () => undefined),
  eachHeader("header-changed", "a header has a lorem word for its value", ([name]) => [name, "lorem"]),
  eachHeader("header-renamed", "a header has another name", ([name, value]) => [`${name}-Lorem`, value]),
  eachHeader("header-name-case", "a header's name is in small letters", ([name, value]) => [
    name.toLowerCase(),
    value,
  ]),
  eachHeader("media-type-without-charset", "a media type has no charset", ([name, value]) =>
    value.includes("; charset") ? [name, value.replace(/; charset=.*/, "")] : "same",
  ),
  eachHeader("media-type-sibling", "a media type is another one of the documented", ([name, value]) =>
    value.startsWith("application/json") ? [name, "text/json; charset=utf-8"] : "same",
  ),
  {
    id: "header-added",
    title: "there is a header that nobody knows",
    changes: (sample, direction) => {
      const headers: Header[] = [...sample[direction].headers, ["X-Lorem", "ipsum"]];
      const part = { type: "header", name: "X-Lorem", after: "ipsum" } as const;
      return [{ where: "header X-Lorem", part, sample: withHeaders(sample, direction, headers) }];
    },
  },
  onRequest("method-changed", "the method is another one", "method", () => [
    { method: "GET" },
    { method: "PUT" },
  ]),
  onRequest("path-changed", "the path is another one", "path", ({ target }) => [
    { target: `${target}Lorem` },
    { target: `${target}/7` },
    { target: target.slice(0, target.lastIndexOf("/")) },
  ]),
  onRequest("path-case", "the path has another letter case", "path", ({ target }) => [
    { target: swapCase(target) },
  ]),
  onRequest("query-added", "there is a query parameter that nobody knows", "query", ({ target }) => [
    { target: `${target}${target.includes("?") ? "&" : "?"}lorem=1` },
  ]),
  onRequest("query-documented", "a documented query parameter is sent that was not", "query", ({ target }) =>
    targetOf(target).query.has("$select")
      ? []
      : [{ target: `${target}${target.includes("?") ? "&" : "?"}$select=Name` }],
  ),
  {
    id: "status-changed",
    title: "the status is another one",
    changes: (sample, direction) =>
      direction === "request"
        ? []
        : [201, 204, 400, 404, 500].map((status) => ({
            where: `status ${status}`,
            part: { type: "status" } as const,
            sample: { ...sample, response: { ...sample.response, status } },
          })),
  },
  {
    id: "reason-changed",
    title: "the reason phrase is another one",
    changes: (sample, direction) =>
      direction === "request"
        ? []
        : [
            {
              where: "reason",
              part: { type: "reason" },
              sample: { ...sample, response: { ...sample.response, reason: "Lorem" } },
            },
          ],
  },
  onBody("json-cut", "the body ends too early", (body) => body.slice(0, -1)),
  onBody("json-trailing-comma", "a comma stands before the last bracket", (body) =>
    body.replace(/\s*([}\]])$/, ",$1"),
  ),
  onBody("json-unquoted", "a name or a text has lost a quotation mark", (body) => body.replace('"', "")),
  onBody("body-emptied", "there is no body", () => ""),
  onBody("body-doubled", "the body stands there twice", (body) => `${body}\n${body}`),
  onBody("whitespace-removed", "the body has no white space between its tokens", (body) =>
    JSON.stringify(JSON.parse(body)),
  ),
];
