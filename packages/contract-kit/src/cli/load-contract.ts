import { type Contract, contractFromFile, packedContract } from "../contract/contract.ts";

/** The contract of `--spec`, or the packed one. */
export const loadContract = async (spec: string | undefined): Promise<Contract> =>
  spec === undefined ? packedContract() : contractFromFile(spec);
