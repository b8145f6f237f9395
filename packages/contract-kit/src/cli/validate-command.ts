import { readFileSync } from "node:fs";
import { UsageError } from "@so-webapi/command-line";
import { parseSelect, type SelectTree } from "@so-webapi/platform/select";
import type { Contract } from "../contract/contract.ts";
import { operationById } from "../contract/document.ts";
import { UnreadableError } from "../errors.ts";
import { packedEvidence } from "../evidence/evidence.ts";
import type { Json } from "../json/json.ts";
import { parsePlace } from "../json/parse-place.ts";
import { counted } from "../report/counted.ts";
import { parseRequest, parseResponse } from "../samples/http-text.ts";
import { type Candidate, inferOperation } from "../validate/infer.ts";
import { type Disagreement, validateBody } from "../validate/validate-body.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";
import { loadContract } from "./load-contract.ts";
import { unknownOperation } from "./near-operations.ts";
import { type SpecFlags, wholeNumber, withSpec } from "./shared-options.ts";

interface ValidateFlags extends SpecFlags {
  readonly operation?: string;
  readonly infer?: true;
  readonly request?: true;
  readonly status?: number;
  readonly select?: string;
  readonly allowDrift?: true;
  readonly json?: true;
}

/** What became of one file. */
interface FileResult {
  readonly file: string;
  readonly operationId?: string;
  readonly status?: number;
  readonly candidates?: readonly Candidate[];
  readonly disagreements: readonly Disagreement[];
}

const examples = `
Examples:
  so-contract validate --operation v1ContactAgent_GetMyActiveContacts answer.json
  so-contract validate --infer answer.json                  which operation is it of?
  curl -s … | so-contract validate --infer -                the answer comes from standard input
  so-contract validate --operation v1ContactEntity_GetContactEntity --select Name,ContactId answer.json`;

/** `so-contract validate`. */
export const addValidate: AddCommand = (program, io, done) =>
  withSpec(
    program
      .command("validate")
      .summary("a real answer against the contract, with what the contract rests on")
      .description("Holds bodies, or whole HTTP messages, against an operation of the contract.")
      .argument(
        "<files...>",
        "JSON bodies, or messages that begin with a request or status line; - for standard input",
      )
      .option("-o, --operation <operationId>", "the operation that the body is of")
      .option("--infer", "names the operation by the body's shape, and validates against the likest")
      .option("--request", "the body is one of a request")
      .option(
        "--status <number>",
        "status of the answer (default: the message's, or the operation's first 2xx)",
        wholeNumber("--status", 100, 599),
      )
      .option("--select <names>", "the request's $select: null is admitted for what it leaves out")
      .option("--allow-drift", "what the contract does not know yet is told, and does not fail")
      .option("--json", "the result as JSON"),
  )
    .addHelpText("after", examples)
    .action(async (files: readonly string[], flags: ValidateFlags) => {
      if ((flags.operation === undefined) === (flags.infer === undefined))
        throw new UsageError("validate: say --operation or --infer");
      const contract = await loadContract(flags.spec);
      const { document } = contract.open;
      if (flags.operation !== undefined && operationById(document, flags.operation) === undefined)
        throw unknownOperation(document, [flags.operation]);
      const results: FileResult[] = [];
      for (const file of files) results.push(await validateFile(contract, file, flags));
      io.out(flags.json === true ? `${JSON.stringify(results, null, 2)}\n` : results.map(format).join(""));
      const counts = ({ kind }: Disagreement): boolean => kind === "break" || flags.allowDrift !== true;
      const isFine = results.every(
        ({ operationId, disagreements }) => operationId !== undefined && !disagreements.some(counts),
      );
      done(isFine ? exitStatus.fine : exitStatus.disagreement);
    });

async function validateFile(contract: Contract, file: string, flags: ValidateFlags): Promise<FileResult> {
  const read = readBodyFile(file);
  const direction = flags.request === true || read.isRequest ? "request" : "response";
  const status = flags.status ?? read.status;
  const candidates =
    flags.infer === true ? await inferOperation(contract, read.body, { direction }) : undefined;
  const operationId = flags.operation ?? candidates?.[0]?.operationId;
  if (operationId === undefined) return { file, candidates: [], disagreements: [] };
  const found = await validateBody(contract, operationId, read.body, {
    direction,
    ...(status === undefined ? {} : { status }),
    ...(flags.select === undefined ? {} : { select: readSelect(flags.select) }),
    ...(contract.file === undefined ? { evidence: packedEvidence() } : {}),
  });
  if (!found.known) throw new UsageError(`${file}: ${found.reason}`);
  const { disagreements } = found;
  return { file, operationId, status: found.status, ...(candidates && { candidates }), disagreements };
}

/** A body by itself, or in a message as `check` takes them. */
function readBodyFile(file: string): {
  readonly body: Json;
  readonly isRequest: boolean;
  readonly status?: number;
} {
  const text = readText(file).replace(/^\uFEFF/, "");
  if (text.startsWith("HTTP/")) {
    const { response } = parseResponse(text);
    return { body: parseJson(file, response.body), isRequest: false, status: response.status };
  }
  if (/^[A-Z]+ \/\S*/.test(text))
    return { body: parseJson(file, parseRequest(text).request.body), isRequest: true };
  return { body: parseJson(file, text), isRequest: false };
}

/** What a file is called in messages. */
const nameOf = (file: string): string => (file === "-" ? "standard input" : file);

function readText(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UnreadableError(`${nameOf(file)} cannot be read`, { cause: error });
  }
}

function parseJson(file: string, text: string): Json {
  if (text.trim() === "") throw new UnreadableError(`${nameOf(file)} has no body`);
  if (/^\s*</.test(text)) throw new UnreadableError(`${nameOf(file)} is a web page or XML, and no JSON`);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new UnreadableError(`${nameOf(file)} is no JSON${parsePlace(error, text)}`, { cause: error });
  }
}

function readSelect(text: string): SelectTree {
  const select = parseSelect(text);
  if (!select.ok) throw new UsageError(`--select ${text}: is no $select`);
  return select.value;
}

function format({ file, operationId, status, candidates, disagreements }: FileResult): string {
  if (operationId === undefined)
    return `${nameOf(file)}: no operation of the contract has a body of this shape\n`;
  const drift = disagreements.filter(({ kind }) => kind === "drift").length;
  const verdict =
    disagreements.length === 0
      ? "keeps the contract"
      : `${counted(disagreements.length, "disagreement")}, ${drift} of them drift`;
  return [
    `${nameOf(file)}: ${operationId} ${status}: ${verdict}`,
    ...(candidates ?? []).map(
      (one) =>
        `  like ${one.operationId} (${(100 * one.likeness).toFixed(0)} % of the names, ${counted(one.disagreements, "disagreement")})`,
    ),
    ...disagreements.flatMap(formatOne),
    "",
  ].join("\n");
}

function formatOne({ pointer, message, kind, found, subject, evidence }: Disagreement): string[] {
  const rests = evidence === undefined || evidence.sources.length === 0 ? [] : [restsOn(evidence)];
  return [
    `  ${kind} ${pointer || "(root)"} ${message}`,
    `      found    ${found.split("\n").join("\n               ")}`,
    ...(subject === undefined ? [] : [`      contract ${subject}${rests.join("")}`]),
  ];
}

const restsOn = ({ type, state, rule, sources }: NonNullable<Disagreement["evidence"]>): string =>
  `${type === "" ? "" : `: ${type}`}${state === "" ? "" : `, ${state} (${rule})`}, by ${sources.join(", ")}`;
