import type { EvidenceFact } from "../../../packages/docs-compiler/src/evidence/collect-evidence.ts";

/** A piece of a type as people read it: `ContactEntity` leads to its page, `[]` to none. */
export interface TypePart {
  readonly text: string;
  /** Path below the base. */
  readonly to?: string;
}

/** What the contract says of a place, and why. */
export interface Typed {
  readonly type: readonly TypePart[];
  readonly canBeNull: boolean;
  /** Absent for what a human wrote, headers that all operations share for one. */
  readonly fact?: EvidenceFact;
}

/** A property of a class, or an argument of an operation. */
export interface PropertyModel extends Typed {
  readonly name: string;
  readonly text?: string;
  /** `read only`, `UTC`, `deprecated, use X`. */
  readonly notes: readonly string[];
}

export interface ParameterModel extends Typed {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly text?: string;
}

export interface AnswerModel {
  readonly status: string;
  readonly words: string;
  /** Absent for an answer without a body. */
  readonly body?: Typed;
}

export interface OperationModel {
  readonly id: string;
  /** What follows the underscore of the id. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** `so.agents.contact.getMyActiveContacts`. */
  readonly call: string;
  readonly summary: string;
  readonly text?: string;
  /** `reads only`, `may be repeated`, `restricted online`. */
  readonly notes: readonly string[];
  readonly parameters: readonly ParameterModel[];
  /** Names of headers that many operations share. */
  readonly headers: readonly string[];
  readonly request?: Typed & { readonly mediaTypes: readonly string[] };
  /** Arguments by name, in place of `request`. */
  readonly arguments?: readonly PropertyModel[];
  readonly answers: readonly AnswerModel[];
  readonly sources: readonly string[];
}

/** An agent or an entity with its operations. */
export interface GroupModel {
  /** `agents/contact`, its path below `reference/`. */
  readonly key: string;
  readonly kind: "agent" | "entity";
  readonly title: string;
  readonly operations: readonly OperationModel[];
}

export interface MemberModel {
  readonly name: string;
  readonly number?: number;
  readonly fact?: EvidenceFact;
}

/** A class or an enum. */
export interface ClassModel {
  readonly name: string;
  readonly kind: "class" | "enum";
  readonly text?: string;
  /** `flag list`, `open in answers`. */
  readonly notes: readonly string[];
  readonly properties: readonly PropertyModel[];
  readonly members: readonly MemberModel[];
  readonly sources: readonly string[];
  /** Operations that take it or answer it, and classes that hold it. */
  readonly usedBy: readonly { readonly text: string; readonly to: string }[];
}

export interface Reference {
  readonly version: string;
  readonly groups: readonly GroupModel[];
  readonly classes: readonly ClassModel[];
  readonly headers: readonly ParameterModel[];
}
