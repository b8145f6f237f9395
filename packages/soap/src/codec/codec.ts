import type { EnumShape } from "@so-webapi/operations";
import type { Success } from "@so-webapi/platform";
import {
  type OperationDescriptor,
  openDescriptors,
  type Services,
  type ServicesVersion,
} from "../descriptors/index.ts";
import { valueDecoder } from "./decode-value.ts";
import { valueEncoder } from "./encode-value.ts";
import { type BodyReader, type EnvelopeParts, envelopeFrame } from "./envelope-frames.ts";
import type { SoapFault } from "./fault-frames.ts";
import { readXml } from "./read-xml.ts";
import { SoapError, type SoapErrorCode, type SoapPlace } from "./soap-error.ts";
import { messageWriter, type Values, type WrittenMessage } from "./write-message.ts";

/** A message as it was read. */
export interface SoapMessage {
  readonly operation: OperationDescriptor;
  /** Header blocks of the services by name: `ApplicationToken`, `Credentials`, `Succeeded`, ... */
  readonly headers: Values;
  /** Arguments of a request, results of an answer. */
  readonly values: Values;
}

/** Why a message was refused, and where. */
export interface SoapFailure {
  readonly ok: false;
  readonly code: SoapErrorCode;
  readonly message: string;
  readonly place: SoapPlace;
  /** With `fault-received`: what the other side said. */
  readonly fault?: SoapFault;
}

/** A message that was read, or why it was not and where. */
export type SoapMessageResult = Success<SoapMessage> | SoapFailure;

/** Which members enums have, and how deep a message may go. */
export interface CodecOptions {
  /**
   * Enumerations of REST by name, `shapes.enums` of `@so-webapi/operations`. With them values hold the members of REST, and
   * those that one side lacks go by number. Default: the members of the WSDL on both sides.
   */
  readonly enums?: Readonly<Record<string, EnumShape>>;
  /** How many elements may stand inside each other. Default 100. */
  readonly maxDepth?: number;
}

/** Reads and writes the messages of one version of the services. */
export interface Codec {
  readonly services: Services;
  /** Reads what a client sends to the service of an agent (its name in any case). */
  readonly decodeRequest: (agent: string, xml: string) => SoapMessageResult;
  /** Reads what a service answers. */
  readonly decodeResponse: (operation: OperationDescriptor, xml: string) => SoapMessageResult;
  /** @throws {SoapError} for a value that its type does not have. */
  readonly encodeRequest: (operation: OperationDescriptor, values: Values, headers?: Values) => string;
  /**
   * Writes an answer. Headers that are not given are nil, and what was left out is told in `ExtraInfo`.
   *
   * @throws {SoapError} for a value that its type does not have.
   */
  readonly encodeResponse: (
    operation: OperationDescriptor,
    values: Values,
    headers: Values,
  ) => WrittenMessage;
}

/**
 * Makes a codec for one version: SOAP 1.1, document/literal, by the descriptors of its WSDLs. In values a class is an object
 * with the names of the WSDL, an array an array, a dictionary an object, flags a comma list, `xs:nil` null, an element that is
 * not there no property; an `xs:long` beyond 2^53 is a bigint; dates, base64 and guids are strings, durations .NET time spans.
 *
 * It reads leniently (SOAP 1.2's namespace, headers straight under Envelope, elements in any order) and writes strictly.
 *
 * @example
 * const codec = createCodec(88);
 * const operation = codec.services.agent("Contact")?.operations.get("GetMyContacts");
 * const xml = operation && codec.encodeRequest(operation, {}, { Credentials: { Ticket: "7T:..." } });
 */
export function createCodec(version: ServicesVersion, { enums, maxDepth = 100 }: CodecOptions = {}): Codec {
  const services = openDescriptors(version);
  const { element } = valueEncoder({ services, enums });
  const { begin } = valueDecoder({ services, enums });
  const write = messageWriter(services, element);

  const read = (xml: string, wrapper: BodyReader["wrapper"], takesFaults: boolean): SoapMessageResult => {
    const parts: EnvelopeParts = { headers: {}, operation: undefined, values: undefined };
    const faults: SoapFault[] = [];
    const body = takesFaults ? { wrapper, fault: (fault: SoapFault) => faults.push(fault) } : { wrapper };
    try {
      readXml(xml, (parser) => envelopeFrame({ services, begin, parser, body, parts }), { maxDepth });
    } catch (error) {
      if (!(error instanceof SoapError)) throw error;
      return { ok: false, code: error.code, message: error.message, place: error.place };
    }
    const { operation, headers, values = {} } = parts;
    if (operation !== undefined) return { ok: true, value: { operation, headers, values } };
    const [fault] = faults;
    return {
      ok: false,
      code: "fault-received",
      message: "The answer is a SOAP fault.",
      place: { path: "" },
      fault,
    };
  };

  return {
    services,
    decodeRequest(agent, xml) {
      const found = services.agent(agent);
      const wrapper = (name: string) => {
        const operation = found?.operations.get(name);
        return operation && { operation, isAnswer: false };
      };
      return read(xml, wrapper, false);
    },
    decodeResponse(operation, xml) {
      const wrapper = (name: string) =>
        name === operation.response ? { operation, isAnswer: true } : undefined;
      return read(xml, wrapper, true);
    },
    encodeRequest: write.request,
    encodeResponse: write.response,
  };
}
