/** As much of an OpenAPI 3.1 document as the generator reads. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
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
}

export interface Schema extends Described {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly "x-extensible-enum"?: readonly string[];
  readonly "x-flags"?: boolean;
  readonly "x-input-of"?: string;
  readonly "x-mdo-list"?: string;
  readonly "x-utc"?: boolean;
}

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
