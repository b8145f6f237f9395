import { groups, loaders } from "../generated/closed/loaders.ts";
import { loaderOf } from "../load.ts";

/** The validators of an operation against the closed profile, or undefined for an operation it does not have. */
export const loadValidators = loaderOf(groups, loaders);
