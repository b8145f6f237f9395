import type { OpenApiDocument } from "./document.ts";

/** Where an operation belongs and how it is called by name. */
export interface CallName {
  /** Folder and file name of the group in every generated package: `agents/contact`, `entities/contact`. */
  readonly group: `${"agents" | "entities"}/${string}`;
  /** `["agents", "contact", "getMyActiveContacts"]` or `["contact", "create"]`. */
  readonly call: readonly string[];
}

/**
 * Marks every operation with its group (`x-group`) and its named call (`x-call`), so that no generator has the
 * rule a second time (POLICY.md, P12). Throws where two operations of a group would have one name.
 */
export function nameOperations(document: OpenApiDocument): void {
  const taken = new Map<string, string>();
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) {
      const operationId = operation["operationId"];
      if (typeof operationId !== "string") continue;
      const { group, call } = callName(operationId);
      const name = call.join(".");
      const other = taken.get(name);
      if (other !== undefined)
        throw new RangeError(`${operationId} and ${other} would both be called ${name}`);
      taken.set(name, operationId);
      operation["x-group"] = group;
      operation["x-call"] = [...call];
    }
  }
}

/** What is done to the entity itself has a short name: `PostContactEntity`, `PostBusiness` of the BusinessList. */
const entityVerbs: Readonly<Record<string, string>> = {
  Post: "create",
  Get: "get",
  Put: "update",
  Patch: "patch",
  Delete: "delete",
  Default: "createDefault",
};

const operationIdForm = /^v1([A-Za-z0-9]+?)(Agent|Entity)?_(.+)$/;

/**
 * Splits `v1ContactAgent_GetMyActiveContacts` into group `contact` and call `agents.contact.getMyActiveContacts`,
 * and `v1ContactEntity_PostContactEntity` into group `contact` and call `contact.create`.
 * Throws a RangeError for an id of another form.
 */
export function callName(operationId: string): CallName {
  const parts = operationIdForm.exec(operationId);
  const [, owner, kind, method] = parts ?? [];
  if (owner === undefined || method === undefined)
    throw new RangeError(`not an operationId of a page: ${operationId}`);
  const name = camelCase(owner);
  if (kind === "Agent") return { group: `agents/${name}`, call: ["agents", name, camelCase(method)] };
  const [, verb = "", rest] = /^([A-Z][a-z]+)(.*)$/.exec(method) ?? [];
  const entity = owner.replace(/(Entity)?List$/, "");
  const whole = kind === "Entity" ? `${entity}Entity` : entity;
  const short = rest === whole ? entityVerbs[verb] : undefined;
  return {
    group: `entities/${name}`,
    call: [name, method === "GetAll" ? "list" : (short ?? camelCase(method))],
  };
}

/** `GetMyCallerIDs` → `getMyCallerIDs`, `AI` → `ai`, `CRMScript` → `crmScript`: a leading run of capitals goes down. */
function camelCase(name: string): string {
  return name.replace(/^[A-Z]+(?![a-z])|^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (run) => run.toLowerCase());
}
