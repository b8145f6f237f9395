import { renamedArguments } from "../src/bridge/rest-operations.ts";
import type { ParityRow } from "./parity-page.ts";

/** What the bridge does about a kind of difference. */
export interface ParityAnswer {
  readonly id: string;
  readonly title: string;
  readonly does: string;
}

interface Rule extends ParityAnswer {
  readonly holds: (row: ParityRow) => boolean;
}

const toRest = ({ to }: ParityRow): boolean => to === "REST";
const isShort = ({ before, after }: ParityRow): boolean => before === "short" && after === "int";
const isDuration = ({ before, after }: ParityRow): boolean => before === "duration" && after === "string";

/** The first rule that holds. */
const rules: readonly Rule[] = [
  {
    id: "versions",
    title: "A later version has more, less or another order",
    does: "Each version is read and written by its own WSDL. What it does not have is left out of an answer; a request that has it is a fault (`element-unknown`, `operation-unknown`, `enum-unknown`).",
    holds: (row) => !toRest(row),
  },
  {
    id: "login",
    title: "Logins (`SoPrincipal`), which REST does not have",
    does: "`AuthenticateUsernamePassword` and `AuthenticateWithAccessToken` are tried with `GET User/currentPrincipal`, and the bridge seals a ticket of its own. The others: `ExceptionInfo` with `login-not-supported`.",
    holds: ({ subject, change, owner }) =>
      subject === "operation" && change === "removed" && owner.startsWith("SoPrincipal."),
  },
  {
    id: "operation-removed",
    title: "Operations that only SOAP has",
    does: "`ExceptionInfo` with the code `operation-not-in-rest`; nothing is forwarded.",
    holds: ({ subject, change }) => subject === "operation" && change === "removed",
  },
  {
    id: "argument-case",
    title: "Arguments in another letter case",
    does: "The name of the operation table is sent: `contactId` for `ContactId`.",
    holds: ({ subject, change }) => subject === "argument" && change === "case",
  },
  {
    id: "argument-name",
    title: "An argument by another name",
    does: "Renamed both ways by a declared table (`renamedArguments`).",
    holds: ({ subject, owner, name, change }) => {
      const renamed = Object.entries(renamedArguments[owner] ?? {}).flat();
      return subject === "argument" && (change === "added" || change === "removed") && renamed.includes(name);
    },
  },
  {
    id: "short",
    title: "Short numbers that REST documents as `int`",
    does: "A JSON number both ways. An answer beyond the range of the short is `upstream-body`, not a number cut off.",
    holds: isShort,
  },
  {
    id: "duration",
    title: "Durations that REST documents as text",
    does: "`PT15M` goes to REST as .NET's `00:15:00`; from REST both forms are taken. REST's form is documented nowhere: this is inferred.",
    holds: isDuration,
  },
  {
    id: "dictionary-key",
    title: "Dictionaries whose keys are no texts in SOAP",
    does: "A JSON object has texts as keys; they are read back as the WSDL's type.",
    holds: ({ before = "", after = "" }) => before.startsWith("{") && after.startsWith("{"),
  },
  {
    id: "unknown-type",
    title: "Types that REST's pages do not tell",
    does: "The WSDL's type is read and written; REST gets and gives the same JSON form as everywhere.",
    holds: ({ change, after = "" }) => change === "type" && after.includes("unknown"),
  },
  {
    id: "type",
    title: "Other types that differ",
    does: "The WSDL decides what SOAP takes and gives. What does not fit it in an answer is `upstream-body` with the element's path.",
    holds: ({ change }) => change === "type",
  },
  {
    id: "class-added",
    title: "Classes that only REST has",
    does: "They belong to REST's entities (`…WithLinks`) or to bodies without a class in SOAP; the agents' operations do not carry them.",
    holds: ({ subject, change }) => subject === "class" && change === "added",
  },
  {
    id: "class-removed",
    title: "Classes that only SOAP has",
    does: "Base classes' elements are properties in JSON. `FieldInfo…` classes stand by `xsi:type` where a JSON object has their properties. Header classes are the headers of HTTP.",
    holds: ({ subject, change }) => subject === "class" && change === "removed",
  },
  {
    id: "property-added",
    title: "Properties that only REST has",
    does: "Left out of SOAP's answers.",
    holds: ({ subject, change }) => subject === "property" && change === "added",
  },
  {
    id: "enum",
    title: "Enumerations and members that one side has",
    does: "A member goes by its number. A member of REST alone is left out of an answer and named in `ExtraInfo`; one that neither side knows is a fault or `upstream-body`.",
    holds: ({ subject }) => subject === "enum" || subject === "member",
  },
];

/**
 * What the bridge does about a difference.
 *
 * @throws {RangeError} where no rule holds: a difference that nobody has thought of.
 */
export function answerTo(row: ParityRow): ParityAnswer {
  const rule = rules.find(({ holds }) => holds(row));
  if (rule === undefined) throw new RangeError(`no answer to ${JSON.stringify(row)}`);
  return rule;
}
