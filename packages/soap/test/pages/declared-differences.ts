import type { Services } from "../../src/descriptors/index.ts";
import type { Tree } from "../xml/tree.ts";

interface DeclaredDifference {
  readonly id: string;
  readonly why: string;
  /** The element as it comes back; `undefined` where it does not. The same tree where the difference does not show. */
  readonly apply: (tree: Tree) => Tree | undefined;
}

/** What a printed message may lose on its way to REST and back. Everything else must come back as it was. */
export const declaredDifferences: readonly DeclaredDifference[] = [
  {
    id: "number-form",
    why: "A number has one form in JSON: 0.0 comes back as 0.",
    apply: (tree) => (/^-?\d+\.\d+$/.test(tree.text) ? { ...tree, text: String(Number(tree.text)) } : tree),
  },
  {
    id: "nil-value",
    why: "Pages print xsi:nil on numbers and booleans, which cannot be nil; it stands for an element that is left out.",
    apply: (tree) => (tree.text === "nil" && nilValues.has(localOf(tree)) ? undefined : tree),
  },
  {
    id: "empty-duration",
    why: "Pages print durations without a text, which no duration has; they stand for elements that are left out.",
    apply: (tree) => (tree.text === "" && durations.has(localOf(tree)) ? undefined : tree),
  },
];

const localOf = ({ name }: Tree): string => name.slice(name.indexOf("}") + 1);

/** Elements of classes that no class lets be nil. */
const nilValues = new Set<string>();

/** Names by what they are, from the descriptors of a version. */
export function readNames(services: Services): void {
  const classes = services.agents
    .flatMap((agent) => [...(services.agent(agent)?.operations.values() ?? [])])
    .flatMap((operation) => [...operation.arguments, ...operation.results]);
  const seen = new Set<string>();
  const nillable = new Set<string>();
  const visit = (type: string): void => {
    if (seen.has(type)) return;
    seen.add(type);
    const found = services.type(type);
    if (found?.kind === "array") visit(found.item.type);
    if (found?.kind === "dictionary") visit(found.value.type);
    for (const element of services.elements(type)) {
      (element.nillable ? nillable : nilValues).add(element.name);
      visit(element.type);
    }
  };
  for (const { type } of classes) visit(type);
  for (const name of nillable) nilValues.delete(name);
  // A number in list items, though a text that can be nil elsewhere.
  nilValues.add("Id");
}

const durations = new Set([
  "AlarmLeadTime",
  "Duration",
  "Interval",
  "LagTime",
  "LeadTime",
  ...["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Lunch"].flatMap((day) => [
    `${day}Start`,
    `${day}Stop`,
  ]),
]);

/** A tree without what is declared; `used` counts what was met. White space between tags is none. */
export function normalized(tree: Tree, used: Map<string, number>): Tree {
  const children = tree.children.flatMap((child) => {
    let now: Tree | undefined = normalized(child, used);
    for (const { id, apply } of declaredDifferences) {
      if (now === undefined) break;
      const next = apply(now);
      if (next !== now) used.set(id, (used.get(id) ?? 0) + 1);
      now = next;
    }
    return now === undefined ? [] : [now];
  });
  const text = tree.text.trim() === "" ? "" : tree.text;
  return { ...tree, text, children };
}

/** Printed messages that no reader by the WSDL can take, and why. */
export const wrongPages: readonly {
  readonly page: RegExp;
  readonly direction: "request" | "response";
  readonly code: string;
  readonly why: string;
}[] = [
  {
    page: /^Services8[68]-EMail-(Send|SendEMails)$/,
    direction: "request",
    code: "nil-not-allowed",
    why: "A nil number in an array of numbers.",
  },
  {
    page: /^Services8[68]-(Pocket-GetPocketStartupData|TimeZone-InitializeTimeZoneData)$/,
    direction: "response",
    code: "value-invalid",
    why: "A date as key of a dictionary, without a text.",
  },
  {
    page: /^Services88-Chat-(ChatTopicsForUser|CreateDefaultChatTopicEntity|GetChatTopicEntity|SaveChatTopicEntity)$/,
    direction: "response",
    code: "value-invalid",
    why: "The same.",
  },
  {
    page: /^Services88-Chat-SaveChatTopicEntity$/,
    direction: "request",
    code: "value-invalid",
    why: "The same.",
  },
  {
    page: /^Services88-AI-TrainCategorizer$/,
    direction: "request",
    code: "operation-unknown",
    why: "The WSDL of its service does not have the operation.",
  },
];
