/** Which requests a fault is for: all that is given must fit. Nothing given fits every request but `/-/sandbox`. */
export interface FaultMatch {
  /** Of the contract: `v1ContactEntity_GetContactEntity`. */
  readonly operationId?: string;
  /** In any case. */
  readonly method?: string;
  /** The whole decoded path in any case; `*` stands for any characters: `/api/v1/Contact/*`. */
  readonly path?: string;
  /** How many requests meet it. Default 1. */
  readonly times?: number | "always";
}

/** What goes wrong. */
export type FaultEffect =
  | {
      readonly kind: "latency";
      /** How much later the answer comes: 0 to 600,000. */
      readonly milliseconds: number;
    }
  | {
      readonly kind: "status";
      /** 400 to 599; 429, 421, 500 and 503 are what a client must live with. The operation is not run. */
      readonly status: number;
      /** `Retry-After`: seconds, or an HTTP date as it is sent. Default: no such header. */
      readonly retryAfter?: number | string;
    }
  | {
      /** The connection is cut before the first byte of the answer. */
      readonly kind: "reset";
      /** Whether the operation ran by then. Default `before`: it did not. */
      readonly when?: "before" | "after";
    }
  | {
      /** The header is whole, `Content-Length` too, and the body breaks off. */
      readonly kind: "truncation";
      /** How much of the body is sent. Default: half of it. */
      readonly bytes?: number;
    };

/** What goes wrong, and for which requests. */
export type Fault = FaultMatch & FaultEffect;

/** A fault that waits for its requests. */
export interface ActiveFault {
  /** 1, 2, 3, ...; the header `SO-Sandbox-Fault` of an answer that met it. */
  readonly id: number;
  readonly fault: Fault;
  /** Requests that will still meet it. */
  readonly left: number | "always";
  /** Requests that met it. */
  readonly met: number;
}

/** Faults of a sandbox. */
export interface Faults {
  /** @throws {ControlError} for a fault that makes no sense; everything wrong is named at once. */
  add(fault: Fault): ActiveFault;
  /** In the order they were added, those that are used up left out. */
  list(): readonly ActiveFault[];
  /** False where there is none. */
  remove(id: number): boolean;
  clear(): void;
}
