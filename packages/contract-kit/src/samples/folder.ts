import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parse } from "yaml";
import { UnreadableError } from "../errors.ts";
import { parseRequest, parseResponse } from "./http-text.ts";
import type { Fault, Origin, Sample } from "./sample.ts";

/** Says which operation a request line means; undefined where none. */
export type FindOperation = (method: string, path: string) => string | undefined;

/** `sample.yaml`, which may be left out, as may each of its fields. */
interface SampleRecord {
  readonly operationId?: string;
  readonly page?: string;
  readonly faults?: readonly Fault[];
}

/**
 * Every sample below a folder: each folder with `request.http` and `response.http`, and beside them perhaps a `sample.yaml`
 * with `operationId`, `page` and `faults`. Without an operationId there, the folder's name is one, or the request's line
 * tells it.
 *
 * @param isOperation says whether the contract has an operation of a name
 * @throws UnreadableError where a file cannot be read, or a sample has no operation
 */
export function readSampleFolder(
  folder: string,
  isOperation: (name: string) => boolean,
  find: FindOperation = () => undefined,
): Sample[] {
  return foldersWith(folder, "request.http").map((path) => readSample(folder, path, isOperation, find));
}

/** True where a folder or one below it holds samples. */
export const holdsSamples = (folder: string): boolean => foldersWith(folder, "request.http").length > 0;

function readSample(
  root: string,
  folder: string,
  isOperation: (name: string) => boolean,
  find: FindOperation,
): Sample {
  const files = { request: join(folder, "request.http"), response: join(folder, "response.http") };
  const record = readRecord(join(folder, "sample.yaml"));
  const { request, bodyOffset } = parseRequest(readText(files.request));
  const answer = parseResponse(readText(files.response));
  if (!(answer.response.status >= 100))
    throw new UnreadableError(`${files.response}: the first line is no status line (HTTP/1.1 200 OK)`);
  const name = basename(folder);
  const operationId =
    record.operationId ??
    (isOperation(name) ? name : find(request.method, request.target.split("?")[0] ?? ""));
  if (operationId === undefined)
    throw new UnreadableError(
      `${files.request}: no operation is ${request.method} ${request.target}; say operationId in sample.yaml`,
    );
  const id = relative(root, folder).replaceAll("\\", "/");
  return {
    ...(id === "" || id === operationId ? {} : { id }),
    operationId,
    page: record.page ?? files.request,
    request,
    response: answer.response,
    faults: record.faults ?? [],
    origin: { request: at(files.request, bodyOffset), response: at(files.response, answer.bodyOffset) },
  };
}

const at = (file: string, bodyOffset: number): Origin => ({ file, line: 1, bodyLine: 1 + bodyOffset });

function readRecord(file: string): SampleRecord {
  if (!existsSync(file)) return {};
  try {
    return (parse(readText(file)) ?? {}) as SampleRecord;
  } catch (error) {
    throw new UnreadableError(`${file} is no YAML`, { cause: error });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UnreadableError(`${file} cannot be read`, { cause: error });
  }
}

function foldersWith(folder: string, file: string): string[] {
  try {
    if (!statSync(folder).isDirectory()) throw new Error("no folder");
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name === file)
      .map((entry) => entry.parentPath)
      .sort();
  } catch (error) {
    throw new UnreadableError(`${folder}: the folder cannot be read`, { cause: error });
  }
}
