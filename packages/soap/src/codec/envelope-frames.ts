import type { OperationDescriptor, Services } from "../descriptors/index.ts";
import { faultFrame, type SoapFault } from "./fault-frames.ts";
import { expectBlank, type Frame, type Parser, refuse, skipped, type Tag } from "./frames.ts";
import { SERVICES_PREFIX, SOAP_11, SOAP_12, XSI } from "./namespaces.ts";
import { type BeginElement, membersIn, ObjectFrame } from "./value-frames.ts";

/** What the reader of a body does with its one wrapper. */
export interface BodyReader {
  /** The operation and the elements of a wrapper in the version's namespace; `undefined` where there is none such. */
  readonly wrapper: (
    name: string,
  ) => { readonly operation: OperationDescriptor; readonly isAnswer: boolean } | undefined;
  /** Takes a SOAP fault; absent where none belongs. */
  readonly fault?: (fault: SoapFault) => void;
}

/** What was read of an envelope. */
export interface EnvelopeParts {
  readonly headers: Record<string, unknown>;
  operation: OperationDescriptor | undefined;
  values: Readonly<Record<string, unknown>> | undefined;
}

interface Reading {
  readonly services: Services;
  readonly begin: BeginElement;
  readonly parser: Parser;
  readonly body: BodyReader;
  readonly parts: EnvelopeParts;
}

const isSoap = (uri: string): boolean => uri === SOAP_11 || uri === SOAP_12;

/** Frames for a whole message: Envelope, headers where they belong or straight under Envelope, Body and its wrapper. */
export function envelopeFrame(reading: Reading): Frame {
  return frame({
    open(tag) {
      if (tag.local !== "Envelope" || !isSoap(tag.uri))
        throw refuse("envelope-unknown", "The root is no Envelope of SOAP.");
      return insideEnvelope(reading, tag.uri);
    },
  });
}

function insideEnvelope(reading: Reading, soap: string): Frame {
  const { parts } = reading;
  let bodies = 0;
  return frame({
    open(tag) {
      if (tag.uri === soap && tag.local === "Header")
        return frame({ open: (block) => header(block, reading) });
      // The form that the reference pages print.
      if (tag.uri !== soap && bodies === 0) return header(tag, reading);
      if (tag.uri !== soap || tag.local !== "Body")
        throw refuse("element-unknown", "An Envelope holds Header and Body.");
      bodies += 1;
      if (bodies > 1) throw refuse("element-twice", "There is a second Body.");
      return insideBody(reading, soap);
    },
    close() {
      if (parts.values === undefined && bodies === 0) throw refuse("body-missing", "There is no Body.");
    },
  });
}

function header(tag: Tag, { services, begin, parser, parts }: Reading): Frame {
  const element = services.header(tag.local);
  if (tag.uri === services.namespace && element !== undefined) {
    if (Object.hasOwn(parts.headers, tag.local)) throw refuse("element-twice", "The header stands twice.");
    return begin(element, tag, parser, { set: (key, value) => set(parts.headers, key, value) }, tag.local);
  }
  if (element !== undefined && tag.uri.startsWith(SERVICES_PREFIX))
    throw refuse("namespace-wrong", "The header is in the namespace of another version.");
  if (mustUnderstand(tag)) throw refuse("header-not-understood", "The header must be understood and is not.");
  return skipped;
}

const set = (object: Record<string, unknown>, key: string, value: unknown): void => {
  object[key] = value;
};

/** SOAP 1.1, 4.2.3; SOAP 1.2 part 1, 5.2.3. */
const mustUnderstand = ({ attributes }: Tag): boolean =>
  Object.values(attributes).some(
    ({ uri, local, value }) =>
      isSoap(uri) && local === "mustUnderstand" && (value.trim() === "1" || value.trim() === "true"),
  );

function insideBody({ services, begin, parser, body, parts }: Reading, soap: string): Frame {
  let faults = 0;
  return frame({
    open(tag) {
      if (body.fault !== undefined && tag.uri === soap && tag.local === "Fault") {
        faults += 1;
        return faultFrame(body.fault);
      }
      if (parts.operation !== undefined) throw refuse("body-missing", "A Body holds one wrapper.");
      const found = body.wrapper(tag.local);
      if (tag.uri !== services.namespace) {
        if (found !== undefined || tag.uri === "" || tag.uri.startsWith(SERVICES_PREFIX))
          throw refuse(
            "namespace-wrong",
            `The wrapper is not in the namespace of Services${services.version}.`,
          );
        throw refuse("operation-unknown", "The service has no such operation.");
      }
      if (found === undefined) throw refuse("operation-unknown", "The service has no such operation.");
      parts.operation = found.operation;
      const elements = found.isAnswer ? found.operation.results : found.operation.arguments;
      if (isNil(tag)) {
        parts.values = {};
        return skipped;
      }
      return new ObjectFrame(begin, parser, membersIn(services.namespace, elements), (values) => {
        parts.values = values;
      });
    },
    close() {
      if (parts.operation === undefined && faults === 0) throw refuse("body-missing", "The Body is empty.");
    },
  });
}

const isNil = ({ attributes }: Tag): boolean =>
  Object.values(attributes).some(
    ({ uri, local, value }) => uri === XSI && local === "nil" && value === "true",
  );

const frame = ({ open, close = () => {} }: Pick<Frame, "open"> & Partial<Frame>): Frame => ({
  open,
  text: expectBlank,
  close,
});
