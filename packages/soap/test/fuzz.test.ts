import { parseXml } from "@rgrove/parse-xml";
import { readSoapSamples } from "@so-webapi/openapi";
import * as contract from "@so-webapi/operations/all";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSoapBridge } from "../src/index.ts";
import { envelope, ticketHeader } from "./support.ts";

const SEED = 2_601;
const bridge = createSoapBridge({ contract });
const [printed] = readSoapSamples();
const messages = [
  printed?.request ?? "",
  envelope(86, "<t:GetContact><t:ContactId>59</t:ContactId></t:GetContact>", ticketHeader("7T:x==")),
];

const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat(12),
  insert: fc.oneof(
    fc.constantFrom(
      "<",
      ">",
      "/",
      '"',
      "&",
      "]]>",
      "<!--",
      "<![CDATA[",
      "<!DOCTYPE x>",
      "xmlns",
      ":",
      "\u0000",
      "é",
    ),
    fc.string({ maxLength: 6 }),
  ),
});

test("whatever is done to a message, the answer is a call, an ExceptionInfo or a fault, and XML", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...messages),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      async (message, edits) => {
        const body = edits.reduce((text, { at, remove, insert }) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + insert + text.slice(place + remove);
        }, message);
        const forwarded: Request[] = [];
        const request = new Request("http://bridge/Remote/Services86/Contact.svc", { method: "POST", body });
        const response = await bridge.handle(request, async (rest) => {
          forwarded.push(rest);
          return Response.json(null);
        });
        const text = await response.text();
        parseXml(text);
        const isFault = text.includes("<s:Fault>");
        seen.add(isFault ? "fault" : (/<Succeeded>(\w+)/.exec(text)?.[1] ?? "?"));
        expect(response.status).toBe(isFault ? 500 : 200);
        if (isFault) expect(forwarded).toEqual([]);
        for (const rest of forwarded)
          expect(new URL(rest.url).pathname).toMatch(/^\/api\/v1\/Agents\/Contact\/\w+$/);
      },
    ),
    { seed: SEED, numRuns: 1_500 },
  );
  // Edits inside of texts leave a message that is good.
  expect([...seen]).toEqual(expect.arrayContaining(["fault", "true"]));
});
