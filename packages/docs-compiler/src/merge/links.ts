import type { OperationPage } from "../pages/model.ts";
import type { ClassFacts, OperationFact } from "../wsdl/facts.ts";

const withLinks = "WithLinks";

/** `ContactEntityWithLinks` → `ContactEntity`: the class without the property `_Links`. */
export const baseOfLinks = (name: string): string =>
  name.endsWith(withLinks) ? name.slice(0, -withLinks.length) : name;

const uidForm = /^v1(.+?)(Agent|Entity)?_(.+)$/;

/** Owner and method of a uid: `Contact` and `GetMyActiveContacts`. */
function uidParts(uid: string): { readonly owner: string; readonly method: string } {
  const [, owner = "", , method = ""] = uidForm.exec(uid) ?? [];
  return { owner, method };
}

const callsService =
  /Calls the \{?(?:SuperOffice\.CRM\.Services\.I)?(\w+?)(?:Agent)?\}? (?:agent )?service (\w+)/;

/** Looks up the operation of the SOAP side that a page describes, without regard to letter case. */
export type FindService = (page: OperationPage) => OperationFact | undefined;

/**
 * An agent's page names agent and operation in its uid. An entity's page often says which agent's operation it calls;
 * where it does not, the agent of the entity's name may have an operation of the page's name. That position is what identifies the classes of arguments and result.
 */
export function serviceFinder(facts: ClassFacts): FindService {
  const byName = new Map([...facts.operations].map(([key, fact]) => [key.toLowerCase(), fact]));
  const find = (agent: string, operation: string): OperationFact | undefined =>
    byName.get(`${agent}.${operation}`.toLowerCase());
  return (page) => {
    const { owner, method } = uidParts(page.uid);
    if (page.kind === "agent") return find(owner, method);
    for (const { text } of page.description ?? []) {
      const [, agent, operation] = callsService.exec(text) ?? [];
      if (agent !== undefined && operation !== undefined) return find(agent, operation);
    }
    return find(owner.replace(/(Entity)?List$/, ""), method);
  };
}
