/** A change that makes the repository wrong, and where that must show. */
export interface Edit {
  /** What is wrong afterwards, as a sentence. */
  readonly what: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly put: string;
  /** Test files that must go red, all by themselves: `package folder` or nothing for this package, then the file. */
  readonly seenBy: readonly string[];
}

const matrix = "test/matrix.test.ts";
const kit = "packages/contract-kit/";
const client = "packages/client/";
const soap = "packages/soap/";
const sandbox = "packages/sandbox/";
const proxy = "apps/edge-proxy/src/lib/";

/** One at a time: `node bite/bite.ts`. */
export const edits: readonly Edit[] = [
  // The contract.
  {
    what: "the contract lacks a property that an answer has",
    file: "openapi/schemas/ContactActivity.yaml",
    find: '  Department:\n    type: [string, "null"]\n',
    put: "",
    seenBy: [matrix],
  },
  {
    what: "the contract no longer requires a property",
    file: "openapi/schemas/ContactActivity.yaml",
    find: "  - OrgNr\n",
    put: "",
    seenBy: ["test/mutation.test.ts"],
  },
  {
    what: "the contract widens a type",
    file: "openapi/schemas/ContactActivity.yaml",
    find: "  ContactId:\n    type: integer\n",
    put: "  ContactId:\n    type: [integer, string]\n",
    seenBy: ["test/mutation.test.ts"],
  },
  {
    what: "the contract forbids a null that an answer has",
    file: "openapi/schemas/ContactActivity.yaml",
    find: '  Department:\n    type: [string, "null"]\n',
    put: "  Department:\n    type: integer\n",
    seenBy: [matrix],
  },
  {
    what: "the contract lacks a member of an enum",
    file: "openapi/schemas/ContactAction.yaml",
    find: "  - Updated\n",
    put: "",
    seenBy: [matrix],
  },
  {
    what: "the contract has another path",
    file: "openapi/agents/pocket.yaml",
    find: "  /api/v1/Agents/Pocket/GetMyCallerIDs:",
    put: "  /api/v1/Agents/Pocket/GetMyCallerIds:",
    seenBy: [matrix],
  },
  {
    what: "the closed profile leaves objects open",
    file: "openapi/src/close.ts",
    find: 'object["additionalProperties"] = false;',
    put: "",
    seenBy: ["openapi/ test/policy.test.ts", `${kit} src/contract/close.test.ts`],
  },
  // Platform and validators, which everything else reads by.
  {
    what: "every text is a date",
    file: "packages/platform/src/dates/date-time.ts",
    find: "return DATE_TIME.test(text);",
    put: "return text === text;",
    seenBy: ["test/mutation.test.ts"],
  },
  {
    what: "names of properties are read as they are written",
    file: "packages/platform/src/names/canonicalize.ts",
    find: "own(classShape, key.toLowerCase())",
    put: "own(classShape, key)",
    seenBy: ["test/leniency.test.ts"],
  },
  {
    what: "validators do not look for what must be there",
    file: "packages/validators/src/rules/rules.ts",
    find: '} else if (required) findings.add("required", "must be present", name);',
    put: "}",
    seenBy: [matrix],
  },
  // The client.
  {
    what: "the client says another media type of its bodies",
    file: `${client}src/transport/exchange.ts`,
    find: 'JSON_MEDIA_TYPE = "application/json; charset=utf-8"',
    put: 'JSON_MEDIA_TYPE = "application/json"',
    seenBy: [matrix],
  },
  {
    what: "the client sends no credential",
    file: `${client}src/auth/credential.ts`,
    find: "for (const [name, value] of this.#headers) headers.set(name, value);",
    put: "",
    seenBy: [matrix],
  },
  {
    what: "the client takes a 200 for an answer without a body",
    file: `${client}src/transport/read-json.ts`,
    find: "return status === 204 || status === 205;",
    put: "return status >= 200;",
    seenBy: [matrix],
  },
  {
    what: "the client follows redirects with its credentials",
    file: `${client}src/transport/send.ts`,
    find: 'redirect: "manual", signal: current.signal',
    put: 'redirect: "follow", signal: current.signal',
    seenBy: [`${client} test/misbehaving-server.test.ts`],
  },
  // The proxy.
  {
    what: "the proxy lets wrong requests through",
    file: `${proxy}validation/check-request.ts`,
    find: 'if (mode === "report" || verdict.result !== "invalid")',
    put: 'if (mode === "report" || verdict.result)',
    seenBy: ["test/mutation.test.ts"],
  },
  {
    what: "the proxy lets wrong answers through",
    file: `${proxy}forward/answer-response.ts`,
    find: 'if (verdict?.result === "invalid" && modesFor(matched, settings).answers === "enforce") {',
    put: 'if (verdict?.result === "invalid" && modesFor(matched, settings).answers === "off") {',
    seenBy: [matrix],
  },
  {
    what: "the proxy changes a header of the answer",
    file: `${proxy}forward/answer-response.ts`,
    find: "const outcome = validationHeader(exchange.facts);",
    put: 'fields.push(["x-lorem", "ipsum"]);\n  const outcome = validationHeader(exchange.facts);',
    seenBy: [matrix],
  },
  {
    what: "the proxy answers with another status",
    file: `${proxy}forward/answer-response.ts`,
    find: "{ status: answer.status, statusText: answer.statusText, headers: fields }",
    put: "{ status: answer.status === 200 ? 203 : answer.status, headers: fields }",
    seenBy: [matrix],
  },
  {
    what: "the proxy leaves links to the tenant in answers",
    file: `${proxy}forward/answer-response.ts`,
    find: "rewriteText(text, operation.links, (url) => rewriteOrigin(url, baseUrl, target));",
    put: "rewriteText(text, [], (url) => rewriteOrigin(url, baseUrl, target));",
    seenBy: [matrix],
  },
  {
    what: "the proxy gives samples without their last byte",
    file: `${proxy}upstream/samples-upstream.ts`,
    find: "encoder.encode(response.body);",
    put: "encoder.encode(response.body.trim().slice(0, -1));",
    seenBy: [matrix],
  },
  // The sandbox.
  {
    what: "the sandbox answers with the other error form",
    file: `${sandbox}src/http/error-response.ts`,
    find: 'form === "agent" ? agentError',
    put: 'form !== "agent" ? agentError',
    seenBy: ["test/sandbox.test.ts"],
  },
  {
    what: "the sandbox gives what $select left out",
    file: `${sandbox}src/http/write-json.ts`,
    find: "const chosen = select.whole ? WHOLE : select.children.get(lower);",
    put: "const chosen = select.whole ? WHOLE : (select.children.get(lower) ?? WHOLE);",
    seenBy: ["test/sandbox.test.ts"],
  },
  {
    what: "the sandbox writes in XML what $select left out",
    file: `${sandbox}src/http/present.ts`,
    find: "chosen === undefined ? null : presentValue(value[property], type, chosen, manners)",
    put: "presentValue(value[property], type, chosen ?? WHOLE, manners)",
    seenBy: [`${sandbox} test/manners/write-json.test.ts`],
  },
  {
    what: "the sandbox gives a text for an id",
    file: `${sandbox}src/agents/contact/get-my-active-contacts.ts`,
    find: "ContactId: row.contactId,",
    put: "ContactId: String(row.contactId),",
    seenBy: ["test/sandbox.test.ts"],
  },
  {
    what: "the sandbox leaves a list out",
    file: `${sandbox}src/agents/contact/get-contact-summary.ts`,
    find: "    Chats: chats,\n",
    put: "",
    seenBy: [`${sandbox} test/activity/get-contact-summary.test.ts`],
  },
  // SOAP.
  {
    what: "flags are written with a comma in XML",
    file: `${soap}src/codec/enum-names.ts`,
    find: 'return { text: members.join(" ") };',
    put: 'return { text: members.join(",") };',
    seenBy: [`${soap} src/codec`],
  },
  {
    what: "null is written as an empty element",
    file: `${soap}src/codec/encode-value.ts`,
    find: ' i:nil="true"/>`;',
    put: "/>`;",
    seenBy: [matrix],
  },
  {
    what: "the bridge leaves arguments out",
    file: `${soap}src/bridge/rest-request.ts`,
    find: "Object.entries(values).map(([name, value]) => [form.names.get(name) ?? name, value]),",
    put: "Object.entries(values)\n            .slice(1)\n            .map(([name, value]) => [form.names.get(name) ?? name, value]),",
    seenBy: [matrix],
  },
  {
    what: "the bridge reads no booleans written as digits",
    file: `${soap}src/codec/scalars.ts`,
    find: 'value === "true" || value === "1" ? true',
    put: 'value === "true" ? true',
    seenBy: [`${soap} src/codec`],
  },
  // The kit: a check that looks away.
  {
    what: "every violation is excused by any recorded fault",
    file: `${kit}src/checks/faults.ts`,
    find: "isWithin(pointer, fault.pointer) && kinds[fault.fault].excuses({ pointer, ...rest })",
    put: "isWithin(pointer, fault.pointer) || kinds[fault.fault].excuses({ pointer, ...rest })",
    seenBy: ["test/harness/contract.test.ts"],
  },
  {
    what: "records of faults that are stale are not told",
    file: `${kit}src/checks/faults.ts`,
    find: "[...problems, ...stale],",
    put: "[...problems],",
    seenBy: ["test/harness/contract.test.ts"],
  },
  {
    what: "the check of a proxy does not compare what arrives",
    file: `${kit}src/checks/passes.ts`,
    find: "const isSameBody = arrived.body.equals(Buffer.from(request.body));",
    put: "const isSameBody = arrived.body.byteLength >= 0;",
    seenBy: ["test/harness/proxy.test.ts"],
  },
  {
    what: "a mutant counts as killed by a check that was red before",
    file: `${kit}src/mutation/bodies-proof.ts`,
    find: "const isGreen = holds !== undefined && reading.ok && holds(reading.body);",
    put: "const isGreen = holds !== undefined && reading.ok;",
    seenBy: [`${kit} test/cli/mutate.test.ts`],
  },
  {
    what: "an empty run is well",
    file: `${kit}src/matrix/matrix.ts`,
    find: "failed === 0 && passed === expected && expected > 0;",
    put: "failed === 0 && passed === expected;",
    seenBy: [`${kit} src/matrix`],
  },
  {
    what: "reports hold credentials",
    file: `${kit}src/redact/redact.ts`,
    find: "return (text) => list.reduce(",
    put: "return (text) => list.slice(0, 0).reduce(",
    seenBy: [`${kit} test/cli/live.test.ts`],
  },
  {
    what: "a property that goes from an answer is no break",
    file: `${kit}src/diff/schemas.ts`,
    find: 'return [change("property-removed", name)];',
    put: "return [];",
    seenBy: [`${kit} src/diff/diff.test.ts`],
  },
  {
    what: "coverage takes null for a value",
    file: `${kit}src/coverage/coverage.ts`,
    find: "(value === null ? nulls : values).add",
    put: "(value === undefined ? nulls : values).add",
    seenBy: [`${kit} test/cli/coverage.test.ts`],
  },
  {
    what: "an operation without any 2xx passes",
    file: `${kit}src/live/run-live.ts`,
    find: 'cells.push(cell("live.reached", outcome(reached ? [] :',
    put: 'cells.push(cell("live.reached", outcome(reached || own.length > 0 ? [] :',
    seenBy: [`${kit} test/cli/live.test.ts`],
  },
  {
    what: "fuzzing takes an accepted violation for well",
    file: `${kit}src/fuzz/verdict.ts`,
    find: 'if (expectation === "refused") return',
    put: 'if (expectation === "refused" && status > 299) return',
    seenBy: [`${kit} test/cli/fuzz.test.ts`],
  },
];
