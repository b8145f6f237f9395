/** An HTTP method that the WebAPI uses. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a parameter's text stands for. */
export type ParameterType = "string" | "int32" | "boolean" | "date-time" | "array";

/** A parameter of an operation, those of its path included. */
export interface OperationParameter {
  /** The name exactly as in the contract, `$select` or `SO-TimeZone` for example. */
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly type: ParameterType;
  /** Exact names of the values, where the contract lists them. */
  readonly enum?: readonly string[];
}

/** The shape of a body, by the name of its class in the contract's `components.schemas`. */
export interface BodyShape {
  /** Class of the body, of its elements when `array` is true, or of a dictionary's values. Absent where the contract knows none. */
  readonly class?: string;
  readonly array: boolean;
  readonly nullable: boolean;
  /** Media types in the contract's order, without parameters. */
  readonly mediaTypes: readonly string[];
}

/** One row of the operation table: all that code needs to know of an operation without reading the spec. */
export interface Operation {
  /** The page's `uid`, `v1ContactAgent_GetMyActiveContacts` for example. */
  readonly operationId: string;
  readonly method: Method;
  /** Path template as on the page, `/api/v1/Contact/{id}` for example. */
  readonly path: string;
  /** Where the operation belongs; `name` is the file name of its group: `contact`. */
  readonly group: { readonly kind: "agent" | "entity"; readonly name: string };
  /** The named call, `["agents", "contact", "getMyActiveContacts"]` or `["contact", "create"]`. */
  readonly call: readonly string[];
  readonly parameters: readonly OperationParameter[];
  readonly request: (BodyShape & { readonly required: boolean }) | null;
  /** Answers with a 2xx status, by status; `null` where there is no body. */
  readonly responses: Readonly<Record<string, BodyShape | null>>;
  /** Every status that the contract lists, 2xx and errors, ascending. */
  readonly statuses: readonly number[];
  /** Which of the platform's two error bodies the operation answers with. */
  readonly errorForm: "agent" | "entity";
  /** It changes nothing (RFC 9110, 9.2.1), whatever its method. */
  readonly safe: boolean;
  /** Sending it twice has the effect of sending it once (RFC 9110, 9.2.2). */
  readonly idempotent: boolean;
  readonly deprecated: boolean;
  /** The page's slow-call mark in milliseconds: a figure for analytics, neither limit nor time-out. */
  readonly slowThresholdMs?: number;
  /** Places in an answer that hold URLs to the WebAPI itself, as JSON pointers where `*` is any key: `/_Links/*`. */
  readonly links: readonly string[];
  /** For path templates that collide with another: which parameter decides, and its form that chooses this one. */
  readonly match?: { readonly parameter: string; readonly form: "integer" | "not-integer" };
}

/** One property of a class, for code that walks bodies by the contract. */
export interface PropertyShape {
  /** The exact wire name. */
  readonly name: string;
  /** Class of the value, of the elements, or of the dictionary's values. */
  readonly class?: string;
  /** Enum of the value or of the elements. */
  readonly enum?: string;
  readonly kind: "value" | "array" | "dictionary";
}

/** Properties of a class by their lower-case names. */
export type ClassShape = Readonly<Record<string, PropertyShape>>;

/** The members of an enum, by name and number. */
export interface EnumShape {
  /** Exact member names, in the order of the contract. */
  readonly members: readonly string[];
  /** Member name by number, as far as the numbers are known. */
  readonly numbers: Readonly<Record<string, string>>;
  /** True where several members travel as one comma list. */
  readonly flags: boolean;
}

/** Classes and enums that the bodies of one group reach. */
export interface Shapes {
  readonly classes: Readonly<Record<string, ClassShape>>;
  readonly enums: Readonly<Record<string, EnumShape>>;
}
