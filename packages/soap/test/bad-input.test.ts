import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelope, sandboxBridge, ticketHeader } from "./support.ts";
import { find, treeOf } from "./xml/tree.ts";

let world: Awaited<ReturnType<typeof sandboxBridge>>;
beforeAll(async () => {
  world = await sandboxBridge({ maxBytes: 200_000, maxDepth: 40 });
});
afterAll(() => world.close());

const service = "/Remote/Services88/Contact.svc";
const ticket = ticketHeader("7T:1234==");
const contact = (id: string): string => `<t:GetContact><t:ContactId>${id}</t:ContactId></t:GetContact>`;
const save = (properties: string): string =>
  `<t:SaveContactEntity><t:ContactEntity>${properties}</t:ContactEntity></t:SaveContactEntity>`;
const active = (action: string): string =>
  `<t:GetMyActiveContacts><t:ActivityStartTime>2024-01-01T00:00:00</t:ActivityStartTime><t:ActionType>${action}</t:ActionType></t:GetMyActiveContacts>`;
const dictionary = (pairs: string): string => save(`<t:UserDefinedFields>${pairs}</t:UserDefinedFields>`);
const pair = (inner: string): string => `<t:StringKeyValuePair>${inner}</t:StringKeyValuePair>`;

/** What came out of a fault. */
function faultOf(text: string) {
  const fault = find(treeOf(text), "Body", "Fault");
  const said = (...path: string[]): string | undefined => fault && find(fault, ...path)?.text;
  return {
    faultCode: said("faultcode"),
    message: said("faultstring"),
    code: said("detail", "error", "code"),
    path: said("detail", "error", "path"),
  };
}

const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`;
const plain = envelope(88, contact("1"), ticket);

const cases: readonly (readonly [what: string, message: string, code: string, path?: string])[] = [
  ["nothing", "", "xml-malformed"],
  ["no XML", "hello", "xml-malformed"],
  ["JSON", '{"ContactId": 1}', "xml-malformed"],
  ["XML that breaks off", plain.slice(0, -20), "xml-malformed"],
  [
    "tags that cross",
    plain.replace("</t:ContactId></t:GetContact>", "</t:GetContact></t:ContactId>"),
    "xml-malformed",
  ],
  [
    "an attribute that stands twice",
    plain.replace("<t:ContactId>", '<t:ContactId a="1" a="2">'),
    "xml-malformed",
  ],
  ["a prefix that nothing binds", plain.replaceAll("t:GetContact", "q:GetContact"), "xml-malformed"],
  ["an entity that nothing declares", envelope(88, contact("&one;"), ticket), "xml-malformed"],
  ["a character that XML does not have", envelope(88, contact("\u0001"), ticket), "xml-malformed"],
  ["a second root", `${plain}<more/>`, "xml-malformed"],
  ["a document type", plain.replace("?>", "?><!DOCTYPE Envelope>"), "xml-doctype"],
  ["entities that grow", plain.replace("?>", `?>${laughs}`).replace(">1<", ">&c;<"), "xml-doctype"],
  [
    "an entity from a file",
    plain.replace("?>", '?><!DOCTYPE e [<!ENTITY f SYSTEM "file:///etc/passwd">]>').replace(">1<", ">&f;<"),
    "xml-doctype",
  ],
  [
    "elements too deep in each other",
    envelope(88, contact("1"), `${"<x>".repeat(60)}${"</x>".repeat(60)}`),
    "xml-too-deep",
  ],
  ["a root that is no Envelope", '<a xmlns="urn:a"/>', "envelope-unknown", "a"],
  [
    "an Envelope of no SOAP",
    plain.replaceAll("schemas.xmlsoap.org/soap/envelope", "example.com"),
    "envelope-unknown",
    "Envelope",
  ],
  ["no Body", plain.replace(/<e:Body>.*<\/e:Body>/, ""), "body-missing", "Envelope"],
  ["an empty Body", envelope(88, ""), "body-missing", "Envelope/Body"],
  [
    "two wrappers",
    envelope(88, contact("1") + contact("2"), ticket),
    "body-missing",
    "Envelope/Body/GetContact",
  ],
  ["two Bodies", plain.replace("</e:Envelope>", "<e:Body/></e:Envelope>"), "element-twice", "Envelope/Body"],
  [
    "a header that must be understood",
    envelope(88, contact("1"), '<h:Sign xmlns:h="urn:h" e:mustUnderstand="1"/>'),
    "header-not-understood",
    "Envelope/Header/Sign",
  ],
  ["a wrapper of another version", plain.replaceAll("Services88", "Services86"), "namespace-wrong"],
  [
    "a wrapper in no namespace",
    envelope(88, "<GetContact/>", ticket),
    "namespace-wrong",
    "Envelope/Body/GetContact",
  ],
  [
    "an element in another namespace",
    envelope(88, "<t:GetContact><a:ContactId>1</a:ContactId></t:GetContact>", ticket),
    "namespace-wrong",
    "Envelope/Body/GetContact/ContactId",
  ],
  [
    "an unknown operation",
    envelope(88, "<t:DropTables/>", ticket),
    "operation-unknown",
    "Envelope/Body/DropTables",
  ],
  ["an operation of a later version", envelope(84, "<t:GetContactSummary/>", ticket), "operation-unknown"],
  ["a name in another case", envelope(88, "<t:getcontact/>", ticket), "operation-unknown"],
  [
    "an unknown element",
    envelope(88, save("<t:Shoe>1</t:Shoe>"), ticket),
    "element-unknown",
    "Envelope/Body/SaveContactEntity/ContactEntity/Shoe",
  ],
  [
    "an element that stands twice",
    envelope(88, save("<t:Name>a</t:Name><t:Name>b</t:Name>"), ticket),
    "element-twice",
  ],
  ["elements where text belongs", envelope(88, contact("<t:Id>1</t:Id>"), ticket), "element-unknown"],
  ["text where elements belong", envelope(88, save("Acme"), ticket), "text-unexpected"],
  ["a header that stands twice", envelope(88, contact("1"), ticket + ticket), "element-twice"],
  ["no number", envelope(88, contact("many"), ticket), "value-invalid", "Envelope/Body/GetContact/ContactId"],
  ["no number at all", envelope(88, contact(""), ticket), "value-invalid"],
  ["a number beyond its type", envelope(88, contact("2147483648"), ticket), "value-invalid"],
  ["a fraction where a whole number belongs", envelope(88, contact("1.5"), ticket), "value-invalid"],
  ["no boolean", envelope(88, save("<t:NoMailing>yes</t:NoMailing>"), ticket), "value-invalid"],
  ["no date", envelope(88, save("<t:UpdatedDate>yesterday</t:UpdatedDate>"), ticket), "value-invalid"],
  [
    "a date without such a month",
    envelope(88, save("<t:UpdatedDate>2024-13-01T00:00:00</t:UpdatedDate>"), ticket),
    "value-invalid",
  ],
  [
    "an xsi:type that does not fit",
    plain.replace("<t:ContactId>", '<t:ContactId i:type="x:string">'),
    "type-mismatch",
  ],
  [
    "an xsi:type of no schema",
    plain.replace("<t:ContactId>", '<t:ContactId i:type="t:Number">'),
    "type-mismatch",
  ],
  [
    "an enum value that neither side knows",
    envelope(88, active("Exploded"), ticket),
    "enum-unknown",
    "Envelope/Body/GetMyActiveContacts/ActionType",
  ],
  ["one such value among good ones", envelope(88, active("Created Exploded"), ticket), "enum-unknown"],
  [
    "a nil among numbers",
    envelope(
      88,
      '<t:GetContactList><t:ContactIds><a:int i:nil="true"/></t:ContactIds></t:GetContactList>',
      ticket,
    ),
    "nil-not-allowed",
  ],
  [
    "a nil with something in it",
    envelope(88, save('<t:Name i:nil="true">x</t:Name>'), ticket),
    "text-unexpected",
  ],
  [
    "a key that stands twice",
    envelope(88, dictionary(pair("<t:Key>a</t:Key><t:Value>1</t:Value>").repeat(2)), ticket),
    "key-twice",
  ],
  ["a pair without its value", envelope(88, dictionary(pair("<t:Key>a</t:Key>")), ticket), "element-missing"],
  [
    "a key that is nil",
    envelope(88, dictionary(pair('<t:Key i:nil="true"/><t:Value>1</t:Value>')), ticket),
    "nil-not-allowed",
  ],
];

describe("a message that is wrong is a SOAP fault with a stable code, and nothing is forwarded", () => {
  test.each(cases.map(([what, message, code, path]) => ({ what, message, code, path })))(
    "$what",
    async ({ message, code, path }) => {
      const before = world.sent.length;
      const version = /Services84/.test(message) ? 84 : 88;
      const { status, text, response } = await world.post(service.replace("88", String(version)), message);
      expect(status).toBe(500);
      expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
      const fault = faultOf(text);
      expect(fault.code).toBe(code);
      if (path !== undefined) expect(fault.path).toBe(path);
      expect(fault.faultCode).toBe(
        { "envelope-unknown": "s:VersionMismatch", "header-not-understood": "s:MustUnderstand" }[code] ??
          "s:Client",
      );
      expect(world.sent).toHaveLength(before);
    },
  );

  test("a SOAPAction of another operation", async () => {
    const action = '"http://www.superoffice.net/ws/crm/NetServer/Services88/Contact/DeleteContactEntity"';
    const before = world.sent.length;
    const { text } = await world.post(service, plain, { soapaction: action });
    expect(faultOf(text).code).toBe("action-mismatch");
    expect(world.sent).toHaveLength(before);
  });

  test("bytes that are not UTF-8, and a character set that nobody knows", async () => {
    const before = world.sent.length;
    const bytes = new TextEncoder().encode(plain);
    bytes[bytes.indexOf(0x31, 300)] = 0xff;
    expect(faultOf((await world.post(service, bytes)).text).code).toBe("message-charset");
    const unknown = { "content-type": "text/xml; charset=klingon" };
    expect(faultOf((await world.post(service, plain, unknown)).text).code).toBe("message-charset");
    expect(world.sent).toHaveLength(before);
  });

  test("50 MB are refused after the limit, whether the length is told or not", async () => {
    const before = world.sent.length;
    let read = 0;
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    const body = () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            read += chunk.byteLength;
            if (read >= 50 * 1024 * 1024) controller.close();
            else controller.enqueue(chunk);
          },
        },
        { highWaterMark: 0 },
      );
    const length = { "content-length": String(50 * 1024 * 1024) };
    for (const headers of [{}, length]) {
      read = 0;
      const { text } = await world.post(service, body(), headers);
      expect(faultOf(text).code).toBe("message-too-large");
      expect(read).toBeLessThan(400_000);
    }
    expect(world.sent).toHaveLength(before);
  });

  test("what stood in the message is not repeated", async () => {
    const secret = "hunter2-secret";
    for (const message of [
      envelope(88, contact(secret), ticketHeader(secret)),
      envelope(88, active(secret), ticketHeader(secret)),
      envelope(88, `<t:GetContact i:type="${secret}"/>`, ticketHeader(secret)),
      envelope(88, `<t:Get>${secret}`, ticketHeader(secret)),
    ])
      expect((await world.post(service, message)).text).not.toContain(secret);
  });
});

describe("a call that cannot go on says so in ExceptionInfo, and nothing is forwarded", () => {
  test.each([
    ["no ticket", "Contact", contact("1"), "", "credentials-missing"],
    ["an empty ticket", "Contact", contact("1"), ticketHeader(""), "credentials-missing"],
    [
      "a ticket that the bridge did not make",
      "Contact",
      contact("1"),
      ticketHeader("SB:AAAA"),
      "ticket-invalid",
    ],
    ["a ticket that no header takes", "Contact", contact("1"), ticketHeader("7T:å\u2603"), "header-invalid"],
    [
      "an application token with a line end",
      "Contact",
      contact("1"),
      `${ticket}<t:ApplicationToken>a&#10;x: y</t:ApplicationToken>`,
      "header-invalid",
    ],
    ["an argument that REST needs", "Contact", "<t:GetContact/>", ticket, "argument-missing"],
    ["an operation that only SOAP has", "List", "<t:GetAllLegalBase/>", ticket, "operation-not-in-rest"],
    ["a login of Windows", "SoPrincipal", "<t:AuthenticateImplicit/>", "", "login-not-supported"],
    ["a login without a name", "SoPrincipal", "<t:AuthenticateUsernamePassword/>", "", "argument-missing"],
  ])("%s", async (_what, agent, body, header, code) => {
    const before = world.sent.length;
    const { status, text } = await world.post(`/Remote/Services88/${agent}.svc`, envelope(88, body, header));
    const tree = treeOf(text);
    expect(status).toBe(200);
    expect(find(tree, "Header", "Succeeded")?.text).toBe("false");
    const parameters = find(tree, "Header", "ExceptionInfo", "Parameters")?.children ?? [];
    const pairs = parameters.map(({ children }) => children.map((child) => child.text));
    expect(pairs).toContainEqual(["Code", code]);
    expect(world.sent).toHaveLength(before);
  });
});

describe("an upstream that fails is told in ExceptionInfo", () => {
  const call = async (upstream: () => Promise<Response>) => {
    const request = new Request(`http://bridge${service}`, { method: "POST", body: plain });
    const text = await (await world.bridge.handle(request, upstream)).text();
    return /<Key>Code<\/Key><Value>([\w-]+)</.exec(text)?.[1];
  };
  test.each([
    ["no connection", () => Promise.reject(new TypeError("fetch failed")), "upstream-unreachable"],
    ["no JSON", () => Promise.resolve(new Response("<html>")), "upstream-body"],
    ["an answer of another shape", () => Promise.resolve(Response.json([1, 2])), "upstream-body"],
    ["a value of another type", () => Promise.resolve(Response.json({ ContactId: "x" })), "upstream-body"],
    [
      "an answer beyond the limit",
      () => Promise.resolve(Response.json("x".repeat(300_000))),
      "upstream-body",
    ],
    ["503", () => Promise.resolve(new Response("busy", { status: 503 })), "upstream-error"],
  ])("%s", async (_what, upstream, code) => {
    expect(await call(upstream)).toBe(code);
  });
});
