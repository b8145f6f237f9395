import { directions } from "@so-webapi/contract-kit/samples";
import { readSoapSamples } from "@so-webapi/openapi";
import { describe, expect, it } from "vitest";
import { envelopeAgrees, soapAgrees } from "../src/checks/soap.ts";
import { soapMutations } from "../src/mutation/soap-kinds.ts";
import { parseXml } from "../src/soap/xml.ts";
import { writeResult } from "./setup/results.ts";
import { closedDocument, samples } from "./setup/subjects.ts";

const envelopes = readSoapSamples();

describe("mutations of envelopes", () => {
  it("are killed without an exception", () => {
    const survivors: string[] = [];
    const killed = new Map<string, number>();
    for (const soap of envelopes) {
      const sample = samples.find(({ operationId }) => operationId === soap.restOperationId)!;
      const rest = { document: closedDocument, sample };
      for (const direction of directions) {
        const envelope = parseXml(soap[direction]);
        expect(envelopeAgrees(envelope, rest, direction).problems).toEqual([]);
        for (const mutation of soapMutations(envelope)) {
          const { ok } = envelopeAgrees(mutation.envelope, rest, direction);
          if (ok) survivors.push(`${soap.uid} ${direction} ${mutation.kind} ${mutation.where}`);
          else killed.set(mutation.kind, (killed.get(mutation.kind) ?? 0) + 1);
        }
      }
    }
    const total = [...killed.values()].reduce((sum, count) => sum + count, 0);
    const rows = [...killed].map(([kind, count]) => `  ${kind.padEnd(48)}${String(count).padStart(8)}`);
    const share = `  ${((total / (total + survivors.length)) * 100).toFixed(2)} % of ${total + survivors.length} mutants killed`;
    writeResult(
      "soap-mutation",
      { killed: Object.fromEntries(killed), total, survivors },
      [
        "Mutations of SOAP envelopes                         killed",
        ...rows,
        ...survivors.map((one) => `  SURVIVED ${one}`),
        share,
      ].join("\n"),
    );
    expect(survivors).toEqual([]);
    expect(killed.size).toBeGreaterThanOrEqual(10);
  });
});

describe.each(envelopes.map((soap) => [soap.uid, soap] as const))("%s", (_uid, soap) => {
  const sample = samples.find(({ operationId }) => operationId === soap.restOperationId)!;
  const rest = { document: closedDocument, sample };

  it("is read by namespaces: other prefixes make no difference but to the record of the pages' own", () => {
    const other = {
      ...soap,
      request: soap.request
        .replaceAll("NetServerServices862", "a862")
        .replaceAll("Contact:", "c:")
        .replace("xmlns:Contact=", "xmlns:c="),
    };
    expect(soapAgrees(other, rest, "request").problems).toEqual([]);
  });

  it.each([
    ["an element that is not closed", (text: string) => text.replace("</Contact:ActionType>", "")],
    ["a prefix that nothing binds", (text: string) => text.replace("xmlns:Contact=", "xmlns:Lorem=")],
    ["no XML at all", () => "lorem"],
  ])("is refused with %s", (_title, change) => {
    expect(soapAgrees({ ...soap, request: change(soap.request) }, rest, "request").problems).toHaveLength(1);
  });

  it("makes a record stale when a page stops having one of the four known faults", () => {
    const repaired = soap.request.replaceAll(
      "http://www.w3.org/2003/05/soap-envelope",
      "http://schemas.xmlsoap.org/soap/envelope/",
    );
    expect(soapAgrees({ ...soap, request: repaired }, rest, "request").problems).toEqual([
      { message: "the recorded fault soap-1.2-namespace of printed envelopes is not there" },
    ]);
  });
});
