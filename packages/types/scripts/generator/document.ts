/** As much of an OpenAPI 3.1 document as the generator reads. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly responses?: Readonly<Record<string, Described>>;
    readonly [kind: string]: Readonly<Record<string, unknown>> | undefined;
  };
}

/** What the comment of an operation, a parameter, a property or a schema is made from. */
export interface Described {
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly "x-note"?: string;
  readonly "x-replaced-by"?: string;
}

export interface Operation extends Described {
  readonly operationId?: string;
  readonly "x-slow-threshold-ms"?: number;
  readonly "x-group"?: string;
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

/** Bodies by media type. */
export type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Schema extends Described {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly contentEncoding?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  /** On the arguments of an agent's operation: their names in the order of the documentation. */
  readonly "x-arguments"?: unknown;
  /** The words of the documentation, where they do not tell a type. */
  readonly "x-documented-type"?: string;
  readonly "x-extensible-enum"?: readonly string[];
  readonly "x-flags"?: boolean;
  readonly "x-input-of"?: string;
  readonly "x-mdo-list"?: string;
  readonly "x-utc"?: boolean;
}

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
