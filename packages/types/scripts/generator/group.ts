/** The agent or entity that an operation belongs to; it has one entry in the package. */
export interface Group {
  readonly kind: "agents" | "entities";
  /** As the contract writes it, `CRMScript`. */
  readonly name: string;
  /** As the entry is named, `agents/crmScript`. */
  readonly entry: string;
}

/**
 * Reads the group off an operation id: `v1CRMScriptAgent_GetCRMScript` is of `agents/crmScript`. The contract says the
 * same in `x-group`; a test holds the two together.
 */
export function groupOf(operationId: string): Group {
  const match = /^v\d+(?<name>[A-Za-z]\w*?)(?<kind>Agent|Entity)?_\w+$/.exec(operationId);
  const { name, kind } = match?.groups ?? {};
  if (name === undefined) {
    throw new Error(
      `${operationId} names neither an agent (v1{Name}Agent_*) nor an entity (v1{Name}Entity_*, v1{Name}_*)`,
    );
  }
  const folder = kind === "Agent" ? "agents" : "entities";
  return { kind: folder, name, entry: `${folder}/${toCamelCase(name)}` };
}

/** Lower-cases the first word, which may be an abbreviation: Contact, CRMScript, EMail and AI begin with one each. */
export function toCamelCase(name: string): string {
  return name.replace(/^[A-Z]+(?![a-z])|^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (word) => word.toLowerCase());
}
