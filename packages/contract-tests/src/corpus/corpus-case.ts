import type { JsonObject } from "@so-webapi/contract-kit/json";

/** A small schema that breaks tools, with values that it must take and values that it must refuse. */
export interface CorpusCase {
  /** Name of its schema and of its operation. */
  readonly name: string;
  /** The pitfall, and what is meant by the schema. */
  readonly meaning: string;
  readonly schema: JsonObject;
  /** Schemas that it refers to. */
  readonly shared?: Readonly<Record<string, JsonObject>>;
  /** The body that has the schema. Default: the answer. */
  readonly body?: "request" | "answer";
  /** JSON as written, so that digits stay; every one is valid. */
  readonly taken: readonly string[];
  /** JSON as written; none is valid. */
  readonly refused: readonly string[];
}

/** What a tool makes of a case: what it judges otherwise than meant, or why it gives no judgement. */
export type Verdict =
  | { readonly kind: "judged"; readonly takes: readonly string[]; readonly refuses: readonly string[] }
  | { readonly kind: "no judgement"; readonly reason: string };

/** The verdict of a tool that says of each value whether it takes it. */
export function judge({ taken, refused }: CorpusCase, takes: (json: string) => boolean): Verdict {
  return {
    kind: "judged",
    takes: refused.filter((json) => takes(json)),
    refuses: taken.filter((json) => !takes(json)),
  };
}
