import { fileURLToPath } from "node:url";

/** Root of the contract's folder, with a trailing slash. */
export const contractRoot = fileURLToPath(new URL("../", import.meta.url));

/** A path below the contract's folder. */
export const inContract = (path: string): string => `${contractRoot}${path}`;
