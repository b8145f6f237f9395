import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as contract from "@so-webapi/operations/all";
import { afterAll, describe, expect, test } from "vitest";
import { createCodec } from "../../src/codec/index.ts";
import { openDescriptors, SERVICES_VERSIONS, type ServicesVersion } from "../../src/index.ts";
import { writeWsdl } from "../../src/wsdl/index.ts";
import { type PrintedPair, printedPairs, soapPages } from "../pages/soap-pages.ts";
import { envelope, sandboxBridge, ticketHeader } from "../support.ts";
import { exampleOf } from "./example-values.ts";
import { xmllint } from "./xmllint.ts";

const lint = xmllint();
afterAll(() => lint.close());

const wsdlOf = (version: ServicesVersion, agent: string): string => {
  const services = openDescriptors(version);
  const found = services.agent(agent);
  if (found === undefined) throw new Error(`no ${agent}`);
  return writeWsdl(services, found, `http://127.0.0.1/Remote/Services${version}/${agent}.svc`);
};

describe.each(SERVICES_VERSIONS)("Services%i", (version) => {
  const codec = createCodec(version, { enums: contract.shapes.enums });
  const { services } = codec;

  test("every WSDL is well-formed, its schemas hold, and a message of every operation in both directions is valid", () => {
    const wsdls = services.agents.map((agent) => wsdlOf(version, agent));
    expect(lint.wellFormed(wsdls)).toBe("");
    const faults = services.agents.flatMap((agent, index) => {
      const messages = [...(services.agent(agent)?.operations.values() ?? [])].flatMap((operation) => [
        codec.encodeRequest(operation, exampleOf(services, operation.arguments), {
          ApplicationToken: "token",
          Credentials: { Ticket: "7T:x==" },
          TimeZone: { SoTimeZoneId: 261, SoTimeZoneLocationCode: "NO" },
        }),
        codec.encodeResponse(operation, exampleOf(services, operation.results), { Succeeded: true }).xml,
      ]);
      return lint.validator(wsdls[index] ?? "")(messages);
    });
    expect(faults.slice(0, 10)).toEqual([]);
  });

  test("what the bridge answers is valid: data, ExceptionInfo, faults", async () => {
    const world = await sandboxBridge();
    const call = async (body: string, header = ticketHeader(world.ticket)) =>
      (await world.post(`/Remote/Services${version}/Contact.svc`, envelope(version, body, header))).text;
    const messages = [
      await call("<t:GetContactEntity><t:ContactEntityId>59</t:ContactEntityId></t:GetContactEntity>"),
      await call(
        "<t:GetContactList><t:ContactIds><a:int>59</a:int><a:int>178</a:int></t:ContactIds></t:GetContactList>",
      ),
      await call("<t:GetContact><t:ContactId>59</t:ContactId></t:GetContact>", ""),
      await call("<t:GetContact><t:ContactId>x</t:ContactId></t:GetContact>"),
      await call("<t:NoSuchOperation/>"),
      await call("<broken"),
    ];
    await world.close();
    expect(messages.map((text) => /<(Succeeded>\w+|s:Fault)/.exec(text)?.[1])).toEqual([
      "Succeeded>true",
      "Succeeded>true",
      "Succeeded>false",
      "s:Fault",
      "s:Fault",
      "s:Fault",
    ]);
    expect(lint.validator(wsdlOf(version, "Contact"))(messages)).toEqual([]);
  });

  test("the validator bites: a wrong element, a wrong order and a wrong value are told", () => {
    const validate = lint.validator(wsdlOf(version, "Contact"));
    const broken = [
      "<t:GetContact><t:Contact>1</t:Contact></t:GetContact>",
      "<t:Merge><t:DestinationContactId>1</t:DestinationContactId><t:SourceContactId>1</t:SourceContactId></t:Merge>",
      "<t:GetContact><t:ContactId>x</t:ContactId></t:GetContact>",
    ].map((body) => envelope(version, body));
    for (const message of broken) expect(validate([message])).not.toEqual([]);
  });
});

const folder = soapPages("xmllint on the printed pairs");
if (folder !== undefined)
  test.each([86, 88] as const)(
    "what the codec makes of the printed pairs of Services%i is valid by the vendor's own schemas",
    (version) => {
      const codec = createCodec(version, { enums: contract.shapes.enums });
      const pairsByAgent = grouped(printedPairs(folder, version));
      const faults = [...pairsByAgent].flatMap(([agent, pairs]) => {
        const messages = pairs.flatMap((pair) => {
          const operation = codec.services.agent(agent)?.operations.get(pair.operation);
          if (operation === undefined) return [];
          const request = codec.decodeRequest(agent, pair.request);
          const response = codec.decodeResponse(operation, pair.response);
          return [
            ...(request.ok
              ? [codec.encodeRequest(operation, request.value.values, request.value.headers)]
              : []),
            ...(response.ok
              ? [codec.encodeResponse(operation, response.value.values, { Succeeded: true }).xml]
              : []),
          ];
        });
        return lint.validator(vendorWsdl(folder, version, agent))(messages);
      });
      expect(faults.slice(0, 10)).toEqual([]);
    },
  );

function grouped(pairs: Iterable<PrintedPair>): Map<string, PrintedPair[]> {
  const groups = new Map<string, PrintedPair[]>();
  for (const pair of pairs) groups.set(pair.agent, [...(groups.get(pair.agent) ?? []), pair]);
  return groups;
}

/** The WSDL that the page of a service embeds: newer than the files in `wsdl/`. */
function vendorWsdl(pages: string, version: number, agent: string): string {
  const page = readFileSync(resolve(pages, `Services${version}/Services${version}-${agent}.md`), "utf8");
  const xml = /<(?:wsdl:)?definitions[\s\S]*<\/(?:wsdl:)?definitions>/.exec(page)?.[0];
  if (xml === undefined) throw new Error(`no WSDL in the page of ${agent}`);
  return xml;
}
