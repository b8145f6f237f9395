import type { Operation, Shapes } from "@so-webapi/operations";
import type { ServicesVersion } from "../descriptors/index.ts";

/** Everything that {@link createRestBridge} can be told. */
export interface RestBridgeOptions {
  /** The REST operations that are served: `import * as contract from "@so-webapi/operations/all"`. */
  readonly contract: { readonly operations: readonly Operation[]; readonly shapes: Shapes };
  /** The newest version of the services that the server has. Default 88. */
  readonly version?: ServicesVersion;
  /** Largest body and largest answer that are read, in bytes. Default 16 MiB. */
  readonly maxBytes?: number;
}
