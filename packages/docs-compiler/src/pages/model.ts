/**
 * The model of a reference page: what the page says, each fact with its line, nothing concluded beyond the
 * page. `undefined` in place of a section means that the page is broken there; a diagnostic says where, and
 * nothing may be concluded, not even that the section is empty.
 *
 * @module
 */

/** Text of the page. Kept in memory only; the repository never contains it. */
export interface Prose {
  readonly line: number;
  readonly text: string;
}

/** Verbs that occur in the operation's fence. */
export type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

/** `PATCH /api/v1/Contact/{id}`, from the first `http` fence: the one authority. */
export interface OperationLine {
  readonly line: number;
  readonly method: Method;
  readonly path: string;
}

/** Type words of a path or query parameter. `array` repeats the parameter; `enum` has members. */
export type ParameterType =
  | "array"
  | "bool"
  | "date-time"
  | "double"
  | "enum"
  | "int32"
  | "int64"
  | "object"
  | "string";

export interface PageParameter {
  readonly line: number;
  readonly name: string;
  /** `undefined` where the page has a word that the compiler does not know. */
  readonly type: ParameterType | undefined;
  /** Members of an `Enum: A, B` type, in the page's order; empty for other types. */
  readonly members: readonly string[];
  /** `**Required**` in the description. Path parameters are required whether marked or not. */
  readonly required: boolean;
  /** Without the mark. */
  readonly description: string;
}

export interface PageHeader {
  readonly line: number;
  readonly name: string;
  readonly description: string;
  /** Media types listed for `Content-Type` and `Accept`; empty for other headers, and where none is listed. */
  readonly mediaTypes: readonly string[];
}

/** A row of a property or argument table. */
export interface PageRow {
  readonly line: number;
  readonly name: string;
  /** The type word as printed; `undefined` where it is no type word at all. */
  readonly type: string | undefined;
  readonly description: string;
  /** Name of the list that feeds the property. */
  readonly mdoList?: string;
  readonly deprecated?: true;
  /** Property that replaces a deprecated one. */
  readonly replacedBy?: string;
  /** The description says that the date is in UTC. */
  readonly utc?: true;
}

export type RequestForm =
  | "arguments"
  | "arrayOfEntity"
  | "arrayOfPrimitives"
  | "dictionary"
  | "entity"
  | "file"
  | "patch"
  | "string"
  /** There is a body, and the page does not tell of which form. */
  | "unknown";

/** What told the form of a request body. */
export type RequestFormRule =
  /** The name `request` and a table of arguments. */
  | "request-table"
  /** A table with exactly the rows op, path, value. */
  | "patch-rows"
  /** A table, and a sample that begins with `{` or `[`. */
  | "table-and-sample"
  /** No table; the media types or the word `binary` tell. */
  | "media-type"
  /** No table; a word of the body's prose or its name tells. */
  | "wording"
  | "none";

export interface NoRequestBody {
  readonly form: "none";
}

export interface RequestBody {
  readonly line: number;
  readonly form: RequestForm;
  readonly rule: RequestFormRule;
  /** `request`, `newEntity`, ... */
  readonly name: string;
  /** Word after the name: `binary`, `string`. */
  readonly qualifier: string | undefined;
  readonly prose: readonly Prose[];
  /** The line of comma-separated names above a table of arguments, where the page has it; they equal the rows. */
  readonly argumentNames: { readonly line: number; readonly names: readonly string[] } | undefined;
  /** Empty where the page has no table. */
  readonly rows: readonly PageRow[];
}

export interface PageStatus {
  readonly line: number;
  readonly code: number;
  readonly description: string;
}

export type ResponseForm =
  /** A class with a table. */
  | "named"
  /** A class with a table whose names have dots (`odata.metadata`). */
  | "odata"
  /** An array; the table is of its element, whose class the page does not name. */
  | "arrayOfRows"
  /** An array without a table; see `element`. */
  | "arrayOfPrimitives"
  /** `object`. A table, if any, is of the values. */
  | "dictionary"
  /** string, bool, int32, ... */
  | "primitive"
  /** No content: a leaked class name without a table. */
  | "none";

export interface PageResponse {
  readonly line: number;
  /** Text after `## Response:`; empty where the body is a class. */
  readonly kind: string;
  readonly form: ResponseForm;
  readonly prose: readonly Prose[];
  readonly statuses: readonly PageStatus[];
  /** Text after `### Response body:`, as printed. */
  readonly bodyType: string;
  readonly bodyLine: number;
  /** The body type is a name that the generator leaks (`TableRight`, `RecurrenceInfo`): the class is unknown. */
  readonly leakedName: boolean;
  /** The table has a row `_Links`. */
  readonly links: boolean;
  /** Element of an array of primitives, from the sample. */
  readonly element: "boolean" | "integer" | "number" | "string" | undefined;
  /** Empty where the page has no table. */
  readonly rows: readonly PageRow[];
}

export interface SampleHeader {
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

export interface SampleBody {
  readonly line: number;
  readonly text: string;
  /** A body that is not JSON also gives a diagnostic. */
  readonly json:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly message: string };
}

export interface SampleRequest {
  /** Line of the start line. */
  readonly line: number;
  readonly method: Method;
  readonly target: string;
  readonly headers: readonly SampleHeader[];
  readonly body: SampleBody | undefined;
}

export interface SampleResponse {
  /** Line of the status line. */
  readonly line: number;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly SampleHeader[];
  readonly body: SampleBody | undefined;
}

/** Facts found in the description's prose. */
export interface DescriptionMarks {
  /** `NsApiSlow threshold: N ms.`: a mark for analytics, no limit and no time-out. */
  readonly slowThresholdMs?: { readonly line: number; readonly value: number };
  /** The page has the "Online Restricted" heading. */
  readonly onlineRestricted?: { readonly line: number };
}

/** A page that describes one operation. */
export interface OperationPage {
  readonly page: "operation";
  readonly file: string;
  readonly kind: "agent" | "entity";
  readonly uid: string;
  readonly uidLine: number;
  readonly title: string;
  readonly titleLine: number;
  /** All of the front matter: releases differ in it. */
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly operation: OperationLine;
  readonly description: readonly Prose[] | undefined;
  readonly marks: DescriptionMarks | undefined;
  readonly pathParameters: readonly PageParameter[] | undefined;
  readonly queryParameters: readonly PageParameter[] | undefined;
  readonly headers: readonly PageHeader[] | undefined;
  readonly request: RequestBody | NoRequestBody | undefined;
  readonly response: PageResponse | undefined;
  readonly sampleRequest: SampleRequest | undefined;
  readonly sampleResponse: SampleResponse | undefined;
}

/** A page that lists the operations of one folder. */
export interface IndexPage {
  readonly page: "index";
  readonly file: string;
  readonly title: string;
  /** From its `http` fence, which has no verb. */
  readonly path: string;
  readonly links: readonly { readonly line: number; readonly text: string; readonly target: string }[];
}

/** A release's front page or table of contents: nothing in it is a fact of the contract. */
export interface OtherPage {
  readonly page: "other";
  readonly file: string;
  /** `soap`: a page of the SOAP reference, which has its own reader. */
  readonly reason: "contents" | "overview" | "soap";
}

export type Page = OperationPage | IndexPage | OtherPage;
