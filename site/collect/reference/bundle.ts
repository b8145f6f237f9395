import { readText } from "../repository.ts";

/** A JSON Schema of the bundle, as far as the reference looks at it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly contentEncoding?: string;
  readonly enum?: readonly string[];
  readonly readOnly?: boolean;
  readonly deprecated?: boolean;
  readonly "x-replaced-by"?: string;
  readonly "x-extensible-enum"?: readonly string[];
  readonly "x-enum-numbers"?: Readonly<Record<string, number>>;
  readonly "x-flags"?: boolean;
  readonly "x-utc"?: boolean;
  readonly "x-arguments"?: boolean;
  readonly "x-input-of"?: string;
  readonly "x-documented-type"?: string;
  readonly "x-sources"?: readonly string[];
}

/** A parameter, or a reference to a shared one. */
export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** One operation of the bundle. */
export interface BundleOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
  readonly "x-group": string;
  readonly "x-call": readonly string[];
  readonly "x-safe"?: boolean;
  readonly "x-idempotent"?: boolean;
  readonly "x-online-restricted"?: boolean;
  readonly "x-sources": readonly string[];
}

/** An answer, or a reference to a shared one. */
export interface Response {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Content;
}

/** The contract as it is published. */
export interface Bundle {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, BundleOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

/** Reads the bundle that `openapi`'s build made. */
export const readBundle = (): Bundle =>
  JSON.parse(readText("openapi/dist/superoffice.openapi.json")) as Bundle;

/** Last part of a reference: `ContactEntity` of `#/components/schemas/ContactEntity`. */
export const nameIn = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);
