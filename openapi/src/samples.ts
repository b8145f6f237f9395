import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { inContract } from "./paths.ts";

/** A header as it stands in a message. */
export type Header = [name: string, value: string];

/** The request of a sample, as its page prints it. */
export interface SampleRequest {
  readonly method: string;
  /** Request target as printed: path and query. */
  readonly target: string;
  readonly headers: readonly Header[];
  /** The body's text as printed, empty where there is none. */
  readonly body: string;
}

/** The answer of a sample, as its page prints it. */
export interface SampleResponse {
  readonly status: number;
  /** Reason phrase as printed. */
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** What a sample gets wrong, and where. Samples stay as printed; this stands beside them. */
export interface SampleFault {
  readonly in: "request" | "response";
  /** JSON pointer to the faulty value. */
  readonly pointer: string;
  /** Kind of fault; POLICY.md, P11 lists them. */
  readonly fault: "elided-object" | "decimal-in-integer";
  readonly why: string;
}

/** The documented exchange of one operation, exactly as the page prints it. */
export interface Sample {
  readonly operationId: string;
  /** The page, below the reference folder. */
  readonly page: string;
  readonly request: SampleRequest;
  readonly response: SampleResponse;
  readonly faults: readonly SampleFault[];
}

/** The documented envelopes of one SOAP operation, exactly as the page prints them. */
export interface SoapSample {
  /** The page's uid, `Services86-Contact-GetMyActiveContacts`. */
  readonly uid: string;
  readonly page: string;
  /** operationId of the same operation on the REST side. */
  readonly restOperationId: string;
  readonly request: string;
  readonly response: string;
}

interface Record_ {
  readonly page: string;
  readonly restOperationId?: string;
  readonly faults?: readonly SampleFault[];
}

const folder = inContract("samples/");
const text = (path: string): string => readFileSync(folder + path, "utf8");
const uids = (file: string): string[] =>
  readdirSync(folder)
    .filter((uid) => existsSync(`${folder}${uid}/${file}`))
    .sort();

/** All REST samples, by operationId. */
export function readSamples(): Sample[] {
  return uids("request.http").map((operationId) => {
    const { page, faults = [] } = parse(text(`${operationId}/sample.yaml`)) as Record_;
    const request = splitMessage(text(`${operationId}/request.http`));
    const response = splitMessage(text(`${operationId}/response.http`));
    const [method = "", target = ""] = request.start.split(" ");
    const [, status = "", ...reason] = response.start.split(" ");
    return {
      operationId,
      page,
      request: { method, target, headers: request.headers, body: request.body },
      response: {
        status: Number(status),
        reason: reason.join(" "),
        headers: response.headers,
        body: response.body,
      },
      faults,
    };
  });
}

/** All SOAP samples, by uid. */
export function readSoapSamples(): SoapSample[] {
  return uids("request.xml").map((uid) => {
    const { page, restOperationId = "" } = parse(text(`${uid}/sample.yaml`)) as Record_;
    return {
      uid,
      page,
      restOperationId,
      request: text(`${uid}/request.xml`),
      response: text(`${uid}/response.xml`),
    };
  });
}

function splitMessage(message: string): { start: string; headers: Header[]; body: string } {
  const end = message.indexOf("\n\n");
  const head = end === -1 ? message.trimEnd() : message.slice(0, end);
  const [start = "", ...lines] = head.split("\n");
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { start, headers, body: end === -1 ? "" : message.slice(end + 2).replace(/\n$/, "") };
}
