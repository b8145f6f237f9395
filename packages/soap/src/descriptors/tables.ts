/** Where a type stands in the tables. */
export type Section = "classes" | "arrays" | "dictionaries" | "enums" | "flags" | "restrictions";

/**
 * The descriptors of all versions as they are packed: rows of lines, with tabs between lines and line ends between
 * rows. A line that holds in some versions only ends in its range (`@86-`); a row that does begins with its own.
 */
export interface Tables {
  /** Namespace by version. */
  readonly versions: Readonly<Record<string, string>>;
  /** `prefix namespace`. */
  readonly namespaces: readonly string[];
  /** The headers that most operations have: of the request, `>`, of the answer. */
  readonly headers: string;
  readonly headerElements: readonly string[];
  readonly types: Readonly<Record<Section, string>>;
  readonly agents: Readonly<
    Record<
      string,
      { readonly versions: string; readonly knownTypes: readonly string[]; readonly operations: string }
    >
  >;
}
