import type { Diagnostic } from "../diagnostic.ts";
import type { EvidenceState, RuleId, TypeFact } from "../merge/evidence.ts";
import type { ContractModel } from "../merge/merge.ts";
import type { OperationModel } from "../merge/operations.ts";
import { formatType } from "../merge/type-ref.ts";
import type { PageParameter } from "../pages/model.ts";
import type { EnumFact } from "../wsdl/facts.ts";
import type { Correction } from "./read-corrections.ts";

/** The rules of merging, and two that need none: a parameter's table, and an overlay. */
export type EvidenceRule = RuleId | "parameter-of-a-page" | "overlay";

/** What is known of one part of a class, an enum or an operation. */
export interface EvidenceFact {
  /** `Action` of a class, `Update` of an enum, `request.ActionType`, `response` or `query.$select` of an operation. */
  readonly part: string;
  /** As people read it: `ContactAction`, `Person[]`, `unknown (array)`; the number of an enum's member. */
  readonly type: string;
  readonly state: EvidenceState;
  readonly rule: EvidenceRule;
  /** Each `file:line`, the one that decided first. */
  readonly sources: readonly string[];
}

/** A class, enum or operation, and what every fact of it rests on. */
export interface EvidenceOwner {
  readonly kind: "class" | "enum" | "operation";
  /** A class, an enum or an operationId. */
  readonly name: string;
  /** Where the thing itself stands, each `file:line`. */
  readonly sources: readonly string[];
  readonly facts: readonly EvidenceFact[];
}

/** Everything that is known and from where: classes, then enums, then operations, each by name. */
export type Evidence = readonly EvidenceOwner[];

/** Facts about types; members of enums and parameters are facts too, but say nothing of what is unknown. */
export const isTypeFact = ({ rule, part }: EvidenceFact, { kind }: EvidenceOwner): boolean =>
  kind === "class" ||
  (kind === "operation" && rule !== "parameter-of-a-page" && !/^(?:path|query)\./.test(part));

/** Collects the evidence of a model, with the overlays' corrections in place of what they correct. */
export function collectEvidence(
  model: ContractModel,
  corrections: readonly Correction[] = [],
): { readonly evidence: Evidence; readonly diagnostics: readonly Diagnostic[] } {
  const argumentsOf = new Map(
    model.operations.flatMap(({ page, request }): [string, string][] =>
      request.kind === "arguments" ? [[request.name, page.uid]] : [],
    ),
  );
  const byPath = new Map(
    model.operations.map(({ page: { uid, operation } }) => [`${operation.method} ${operation.path}`, uid]),
  );
  const bySubject = new Map<string, Correction>();
  for (const correction of corrections) {
    for (const subject of correction.subjects({ argumentsOf, byPath })) bySubject.set(subject, correction);
  }
  const met = new Set<string>();
  const corrected = (owner: string, fact: EvidenceFact): EvidenceFact => {
    const subject = `${owner}.${fact.part}`;
    const correction = bySubject.get(subject);
    if (correction === undefined) return fact;
    met.add(subject);
    if (correction.type === fact.type) return fact;
    const { type, source, evidence } = correction;
    return { part: fact.part, type, state: "corrected", rule: "overlay", sources: [source, ...evidence] };
  };
  const evidence = [
    ...[...model.classes.values()].map((one) => classEvidence(one.name, one.sources, one.properties)),
    ...[...model.enums.values()].map(enumEvidence),
    ...model.operations.map(operationEvidence),
  ].map((owner) => ({ ...owner, facts: owner.facts.map((fact) => corrected(owner.name, fact)) }));
  const stray = [...bySubject].filter(([subject]) => !met.has(subject));
  return {
    evidence,
    diagnostics: stray.map(([subject, correction]) => strayCorrection(subject, correction)),
  };
}

const partOf = (fact: TypeFact, owner: string): EvidenceFact => ({
  part: fact.subject.slice(owner.length + 1),
  type: formatType(fact.type),
  state: fact.state,
  rule: fact.rule,
  sources: fact.sources,
});

const classEvidence = (
  name: string,
  sources: readonly string[],
  properties: readonly { readonly fact: TypeFact }[],
): EvidenceOwner => ({
  kind: "class",
  name,
  sources,
  facts: properties.map(({ fact }) => partOf(fact, name)),
});

const enumEvidence = ({ name, file, line, members }: EnumFact): EvidenceOwner => ({
  kind: "enum",
  name,
  sources: [`${file}:${line}`],
  facts: members.map((member) => ({
    part: member.name,
    type: String(member.number),
    state: "stated",
    rule: "wsdl-only",
    sources: [`${member.file}:${member.line}`],
  })),
});

function operationEvidence({ page, request, response }: OperationModel): EvidenceOwner {
  const { uid, file, operation } = page;
  const parameter = (
    where: "path" | "query",
    { name, type, members, line }: PageParameter,
  ): EvidenceFact => ({
    part: `${where}.${name}`,
    type: type === "enum" ? members.join(" | ") : (type ?? "unknown"),
    state: type === undefined ? "unknown" : "stated",
    rule: "parameter-of-a-page",
    sources: [`${file}:${line}`],
  });
  return {
    kind: "operation",
    name: uid,
    sources: [`${file}:${operation.line}`],
    facts: [
      ...(page.pathParameters ?? []).map((one) => parameter("path", one)),
      ...(page.queryParameters ?? []).map((one) => parameter("query", one)),
      ...(request.kind === "arguments" ? request.properties.map(({ fact }) => partOf(fact, uid)) : []),
      ...(request.kind === "type" ? [partOf(request.fact, uid)] : []),
      ...(response === undefined ? [] : [partOf(response, uid)]),
    ],
  };
}

function strayCorrection(subject: string, { source }: Correction): Diagnostic {
  const [, file = "", line = "1"] = /^(.*):(\d+)$/.exec(source) ?? [];
  const message = `corrects ${subject}, which the contract does not have`;
  return { file, line: Number(line), code: "stray-correction", message };
}
