import { groups, loaders } from "./generated/loaders.ts";
import { loaderOf } from "./load.ts";

/** The validators of an operation against the open bundle, or undefined for an operation it does not have. */
export const loadValidators = loaderOf(groups, loaders);
