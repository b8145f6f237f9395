import { join } from "node:path";
import type {
  EvidenceFact,
  EvidenceOwner,
} from "../../../packages/docs-compiler/src/evidence/collect-evidence.ts";
import { readEvidence } from "../../../packages/docs-compiler/src/evidence/read-evidence.ts";
import { readActions } from "../evidence.ts";
import { root } from "../repository.ts";
import { readBundle, type Schema } from "./bundle.ts";
import { groupsOf } from "./groups.ts";
import { type Material, parameterModel, propertiesOf } from "./material.ts";
import type { ClassModel, Reference } from "./model.ts";
import { usesOf } from "./uses.ts";

/** Makes the API reference from the bundle and the evidence beside it. */
export function makeReference(): Reference {
  const bundle = readBundle();
  const evidence = readEvidence(join(root, "openapi"));
  const owners = new Map(evidence.map((owner) => [owner.name, factsByPart(owner)]));
  const { schemas } = bundle.components;
  const hasPage = (name: string): boolean => schemas[name] !== undefined && isNamed(schemas[name]);
  const material: Material = {
    bundle,
    pageOf: (name) => {
      const own = schemas[name]?.["x-input-of"] ?? name;
      return hasPage(own) ? `reference/classes/${own}/` : undefined;
    },
    factOf: (owner, part) => owners.get(owner)?.get(part),
    correctedWhole: new Map(),
  };
  for (const { target, place, evidence: seen } of readActions()) {
    const [, name] = /^\$\.components\.schemas\.(\w+)$/.exec(target) ?? [];
    if (name !== undefined) material.correctedWhole.set(name, [place, ...seen]);
  }
  const groups = groupsOf(material);
  const uses = usesOf(bundle, groups);
  const classes = Object.entries(schemas)
    .filter(([, schema]) => isNamed(schema))
    .map(([name, schema]) => classModel(name, schema, material, uses.get(name) ?? []))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const headers = Object.values(bundle.components.parameters)
    .filter((one) => one.in === "header")
    .map((one) => parameterModel(one, "", material));
  return { version: bundle.info.version, groups, classes, headers };
}

/** Arguments of an operation stand with it, and an input form with its class. */
const isNamed = (schema: Schema): boolean =>
  schema["x-arguments"] !== true && schema["x-input-of"] === undefined;

const factsByPart = ({ facts }: EvidenceOwner): ReadonlyMap<string, EvidenceFact> =>
  new Map(facts.map((fact) => [fact.part, fact]));

/** A member that no source has, in an enum that an overlay corrects as a whole. */
function correctedMember(
  name: string,
  member: string,
  { correctedWhole }: Material,
): EvidenceFact | undefined {
  const sources = correctedWhole.get(name);
  return sources && { part: member, type: "", state: "corrected", rule: "overlay", sources };
}

function classModel(
  name: string,
  schema: Schema,
  material: Material,
  usedBy: ClassModel["usedBy"],
): ClassModel {
  const members = schema["x-extensible-enum"] ?? schema.enum;
  const numbers = schema["x-enum-numbers"] ?? {};
  const notes = [
    ...(schema["x-flags"] ? ["Several travel as one list with commas."] : []),
    ...(schema["x-extensible-enum"] ? ["Answers may hold members that are not listed here."] : []),
  ];
  return {
    name,
    kind: members === undefined ? "class" : "enum",
    ...(schema.description !== undefined && { text: schema.description }),
    notes,
    properties: propertiesOf(schema, name, "", material),
    members: (members ?? []).map((member) => {
      const fact = material.factOf(name, member) ?? correctedMember(name, member, material);
      const number =
        numbers[member] ?? (fact === undefined || fact.type === "" ? undefined : Number(fact.type));
      return { name: member, ...(number !== undefined && { number }), ...(fact !== undefined && { fact }) };
    }),
    sources: schema["x-sources"] ?? [],
    usedBy,
  };
}
