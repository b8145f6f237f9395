import type { ContractDocument } from "@so-webapi/contract-kit/contract";

/** A file that a generator makes. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

/** As much of the scripts that make our packages as the corpus calls. They are not published, so no package exports them. */
interface Scripts {
  readonly operationSchemas: (contract: ContractDocument) => object[];
  readonly groupModules: (
    contract: ContractDocument,
    byGroup: ReadonlyMap<string, object[]>,
    banner: string,
  ) => Promise<MadeFile[]>;
  readonly generateTypes: (document: ContractDocument) => Promise<MadeFile[]>;
}

/** Loads a script of another package by its path below `packages/`. */
export async function ownScript<Name extends keyof Scripts>(
  path: string,
  name: Name,
): Promise<Scripts[Name]> {
  const file = new URL(`../../../${path}`, import.meta.url);
  const module = (await import(file.href)) as Scripts;
  return module[name];
}
