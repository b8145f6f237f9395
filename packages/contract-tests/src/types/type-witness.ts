import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import type { SpecMutation } from "@so-webapi/contract-kit/mutation";
import { type Assertion, changedAssertion } from "./class-source.ts";

/** The assertion about a class's type that a change is put to; undefined outside of classes. */
export const typeAssertion = (document: ContractDocument, mutation: SpecMutation): Assertion | undefined =>
  mutation.of === "class"
    ? changedAssertion(document, mutation.class, mutation.schema(), mutation.property)
    : undefined;

/**
 * Makes the witness `types.agree`: a change is noticed where the shipped type is what the contract says, and is not what
 * the changed contract says.
 *
 * @param holding the assertions about types that hold, of the original and of every change
 */
export function typesNotice(
  document: ContractDocument,
  holding: ReadonlySet<Assertion>,
): (mutation: SpecMutation) => boolean {
  return (mutation) => {
    if (mutation.of !== "class") return false;
    const before = document.components.schemas[mutation.class] ?? {};
    const original = changedAssertion(document, mutation.class, before, mutation.property);
    if (!holding.has(original)) return false;
    try {
      return !holding.has(typeAssertion(mutation.document(), mutation) ?? original);
    } catch {
      // A document of which no type can be told disagrees.
      return true;
    }
  };
}
