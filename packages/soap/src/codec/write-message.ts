import type { ElementDescriptor, OperationDescriptor, Services } from "../descriptors/index.ts";
import type { ElementWriter, Notes } from "./encode-value.ts";
import { escapeText } from "./escape-text.ts";
import { prefixes } from "./prefixes.ts";

/** Values by their names in the WSDL, as JSON has them. */
export type Values = Readonly<Record<string, unknown>>;

/** A message as text, and what is not in it because SOAP has no word for it. */
export interface WrittenMessage {
  readonly xml: string;
  readonly notes: readonly string[];
}

type Writers = readonly (readonly [name: string, write: ElementWriter])[];

interface OperationWriters {
  readonly arguments: Writers;
  readonly results: Writers;
  readonly requestHeaders: Writers;
  readonly responseHeaders: Writers;
}

/** The key in `ExtraInfo` that tells what was left out of an answer. */
const LEFT_OUT = "so-webapi-left-out";

/** Makes the writers of whole messages. Those of an operation are made when it is first met, and kept. */
export function messageWriter(
  services: Services,
  element: (descriptor: ElementDescriptor, namespace: string) => ElementWriter,
) {
  const known = new Map<OperationDescriptor, OperationWriters>();
  const start = envelopeStart(services);

  const list = (elements: readonly ElementDescriptor[]): Writers =>
    elements.map((each) => [each.name, element(each, services.namespace)]);

  const headers = (names: readonly string[]): readonly ElementDescriptor[] =>
    names.map(services.header).filter((header) => header !== undefined);

  const of = (operation: OperationDescriptor): OperationWriters => {
    let writers = known.get(operation);
    if (writers === undefined) {
      writers = {
        arguments: list(operation.arguments),
        results: list(operation.results),
        // A request may do without its headers, an answer has all of them.
        requestHeaders: list(headers(operation.requestHeaders).map((each) => ({ ...each, minOccurs: 0 }))),
        responseHeaders: list(headers(operation.responseHeaders)),
      };
      known.set(operation, writers);
    }
    return writers;
  };

  return {
    request(operation: OperationDescriptor, values: Values, header: Values = {}): string {
      const notes: Notes = new Set();
      const writers = of(operation);
      const body = wrapped(operation.request, written(writers.arguments, values, notes));
      return `${start}${headed(written(writers.requestHeaders, header, notes))}${body}${END}`;
    },
    response(operation: OperationDescriptor, values: Values, header: Values): WrittenMessage {
      const notes: Notes = new Set();
      const writers = of(operation);
      // The body comes first: what is left out of it is told in a header.
      const body = wrapped(operation.response, written(writers.results, values, notes));
      const leftOut = notes.size === 0 ? {} : { ExtraInfo: { [LEFT_OUT]: [...notes].join("; ") } };
      const head = headed(written(writers.responseHeaders, { ...header, ...leftOut }, notes));
      return { xml: `${start}${head}${body}${END}`, notes: [...notes] };
    },
  };
}

/** A fault of SOAP 1.1, 4.4: `Client` where the message is at fault, else `Server`; the code stands in its detail. */
export function writeFault(
  services: Services,
  fault: {
    readonly faultCode: string;
    readonly message: string;
    readonly code: string;
    readonly path?: string;
  },
): string {
  const path = fault.path ? `<path>${escapeText(fault.path)}</path>` : "";
  return `${envelopeStart(services)}<s:Body><s:Fault><faultcode xmlns="">s:${fault.faultCode}</faultcode>\
<faultstring xmlns="">${escapeText(fault.message)}</faultstring>\
<detail xmlns=""><error xmlns="urn:so-webapi:soap"><code>${escapeText(fault.code)}</code>${path}</error></detail>\
</s:Fault></s:Body></s:Envelope>`;
}

const END = "</s:Body></s:Envelope>";

const envelopeStart = (services: Services): string =>
  `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${prefixes.declarations(services)}>`;

const headed = (header: string): string =>
  header === "" ? "<s:Body>" : `<s:Header>${header}</s:Header><s:Body>`;

const wrapped = (name: string, content: string): string =>
  content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`;

function written(writers: Writers, values: Values, notes: Notes): string {
  let text = "";
  for (const [name, write] of writers) text += write(values[name], notes);
  return text;
}
