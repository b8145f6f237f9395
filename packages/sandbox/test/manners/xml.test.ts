import { operations } from "@so-webapi/operations/all";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readXml } from "../../src/http/xml/read-xml.ts";
import { writeXml } from "../../src/http/xml/write-xml.ts";
import { openTestTenant } from "../harness/tenant.ts";

const XML = { "content-type": "application/xml" };

function requestShape(operationId: string): NonNullable<(typeof operations)[number]["request"]> {
  const shape = operations.find((operation) => operation.operationId === operationId)?.request;
  if (!shape) throw new Error(`${operationId} takes no body`);
  return shape;
}

const CONTACT = requestShape("v1ContactEntity_PostContactEntity");
const ACTIVE = requestShape("v1ContactAgent_GetMyActiveContacts");

describe("an XML body", () => {
  test.each(["application/xml", "text/xml; charset=utf-8"])(
    "as %s makes what its JSON would make",
    async (type) => {
      const { ask } = await openTestTenant();
      const body = `<?xml version="1.0" encoding="utf-8"?>
<!-- a contact --><c:ContactEntity xmlns:c="urn:any" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
  <name>Ørn &amp; Sønner &#x1F985; <![CDATA[<b>&amp;</b>]]></name>
  <DEPARTMENT/>
  <OrgNr i:nil="true"/>
  <Category><Id> 32 </Id></Category>
  <NoMailing>true</NoMailing>
  <Emails><EntityElement><Value>a@example.com</Value></EntityElement><x><value>b@example.com</value></x></Emails>
  <CustomFields><StringDictionaryKeyValuePair><Key>x_one</Key><Value>1</Value></StringDictionaryKeyValuePair></CustomFields>
</c:ContactEntity>`;
      const answer = await ask("POST", "Contact", { body, headers: { "content-type": type } });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        Name: "Ørn & Sønner 🦅 <b>&amp;</b>",
        Department: "",
        Category: { Id: 32 },
        NoMailing: true,
        Emails: [{ Value: "a@example.com" }, { Value: "b@example.com" }],
      });
    },
  );

  test("becomes the types of the class: numbers, booleans, enums by name and number, lists, dictionaries", async () => {
    const text = `<Any><ActivityStartTime> 2026-11-20T12:00:00 </ActivityStartTime>
      <contactcategories><int>5</int><int> 7 </int></contactcategories><ActionType>3</ActionType></Any>`;
    expect(await readXml(text, ACTIVE)).toEqual({
      ActivityStartTime: "2026-11-20T12:00:00",
      ContactCategories: [5, 7],
      ActionType: 3,
    });
    const contact = `<C><ContactId>-12</ContactId><Xstop>0</Xstop><CustomFields><p><Key>a b</Key><Value> 1 </Value></p></CustomFields>
      <Emails/><Associate/><ActiveInterests/><Domains><string>x.example</string></Domains></C>`;
    expect(await readXml(contact, CONTACT)).toEqual({
      ContactId: -12,
      Xstop: false,
      CustomFields: { "a b": " 1 " },
      Emails: [],
      Associate: {},
      ActiveInterests: null,
      Domains: ["x.example"],
    });
  });

  test("that is an array has an element for each", async () => {
    const shape = { array: true, nullable: false, mediaTypes: [] };
    expect(
      await readXml("<ArrayOfint><int>1</int><int>-2</int><string>x</string></ArrayOfint>", shape),
    ).toEqual([1, -2, "x"]);
    const classes = { ...shape, class: "EntityElement" };
    expect(await readXml("<a><b><Value>1</Value></b><b/></a>", classes)).toEqual([{ Value: "1" }, {}]);
  });

  const bomb = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
  test.each<[why: string, body: string]>([
    ["of text", "hello"],
    ["empty but for white space", "  \n "],
    ["not closed", "<a><Name>x</Name>"],
    ["closed by another tag", "<a><Name>x</Nam></a>"],
    ["of two roots", "<a><Name>x</Name></a><b/>"],
    ["followed by text", "<a><Name>x</Name></a>x"],
    ["with a bare ampersand", "<a><Name>x & y</Name></a>"],
    ["with a bare ampersand in an attribute", '<a x="&"><Name>x</Name></a>'],
    ["with a DTD", "<!DOCTYPE a><a><Name>x</Name></a>"],
    ["with a DTD behind a processing instruction", "<?x <!-- ?><!DOCTYPE a><a><Name>x</Name></a><!-- -->"],
    ["with an inner entity", '<!DOCTYPE a [<!ENTITY e "x">]><a><Name>&e;</Name></a>'],
    [
      "with an external entity",
      '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><Name>&e;</Name></a>',
    ],
    [
      "with a parameter entity",
      '<!DOCTYPE a [<!ENTITY % e SYSTEM "http://127.0.0.1/x"> %e;]><a><Name>x</Name></a>',
    ],
    ["a billion laughs", `<!DOCTYPE a [<!ENTITY l0 "ha">${bomb}]><a><Name>&l10;</Name></a>`],
    ["with an entity that nobody declared", "<a><Name>&nbsp;</Name></a>"],
    ["with a character that XML has not", "<a><Name>&#0;</Name></a>"],
    ["with a number of a character beyond all", "<a><Name>&#x110000;</Name></a>"],
    ["a megabyte of nested elements", "<a>".repeat(350_000)],
    ["a megabyte of nested elements that close", `${"<a>".repeat(150_000)}${"</a>".repeat(150_000)}`],
    ["70 levels deep", `${"<a>".repeat(70)}${"</a>".repeat(70)}`],
    ["of more elements than anything needs", `<a>${"<b/>".repeat(100_001)}</a>`],
    ["a megabyte of angle brackets", "<".repeat(1_000_000)],
    ["a megabyte of comments that do not end", "<!--".repeat(250_000)],
    ["a megabyte of ampersands", `<a>${"&".repeat(1_000_000)}</a>`],
    ["a megabyte of attributes", `<a ${Array.from({ length: 90_000 }, (_, i) => `a${i}="1"`).join(" ")}/>`],
    ["with a name as long as a book", `<${"a".repeat(1_000_000)}/>`],
    ["with a name of a prototype", "<a><__proto__><polluted>1</polluted></__proto__></a>"],
    ["with a property twice", "<a><Name>x</Name><name>y</name></a>"],
    ["with text beside elements", "<a>x<Name>y</Name></a>"],
    ["with elements where a value stands", "<a><Name><b>x</b></Name></a>"],
    ["with a word where a number stands", "<a><ContactId>five</ContactId></a>"],
    ["with a word where a boolean stands", "<a><NoMailing>yes</NoMailing></a>"],
    ["with a dictionary that has no pairs", "<a><CustomFields><b>1</b></CustomFields></a>"],
    ["of JSON", '{"Name":"x"}'],
  ])("that is %s is 400 and changes nothing", async (_, body) => {
    const { ask, sandbox } = await openTestTenant();
    const before = await sandbox.snapshot();
    const answer = await ask("POST", "Contact", { body, headers: XML });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ Error: true, ErrorType: "SoArgumentException" });
    expect(JSON.stringify(answer.body)).not.toContain("root:");
    expect(await sandbox.snapshot()).toEqual(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("is no patch", async () => {
    const { ask } = await openTestTenant();
    const answer = await ask("PATCH", "Contact/1", { body: "<a/>", headers: XML });
    expect(answer.status).toBe(415);
  });
});

describe("an XML answer", () => {
  test("has the root of the class, children in the order of the contract, no namespace and no declaration", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", "Contact/1", { headers: { accept: "application/xml" } });
    const json = (await ask("GET", "Contact/1")).body;
    expect(body).toMatch(
      /^<ContactEntity><ContactId>1<\/ContactId><Name>Nattlys Lanterner AS<\/Name><Department><\/Department><OrgNr>/,
    );
    expect(body).toMatch(/<\/ContactEntity>$/);
    expect(body).not.toContain("xmlns");
    expect(body).toContain(`<Emails><EntityElement><Value>${json.Emails[0].Value}</Value>`);
    expect(body).toContain(`<_Links><Self>${json._Links.Self}</Self>`);
  });

  test("names lists inside lists after what they hold", async () => {
    const { ask } = await openTestTenant();
    const { body } = await ask("GET", "Contact/1", { headers: { accept: "application/xml" } });
    expect(body).toContain("<LocalizedAddress><ArrayOfLocalizedField><LocalizedField><Name>");
  });

  test("of a list is ArrayOf its class", async () => {
    const { ask } = await openTestTenant();
    const request = { ActivityStartTime: "2026-11-01T00:00:00", ContactCategories: [], ActionType: "All" };
    const options = { body: request, headers: { accept: "text/xml" } };
    const { body } = await ask("POST", "Agents/Contact/GetMyActiveContacts", options);
    expect(body).toMatch(/^<ArrayOfContactActivity><ContactActivity><ContactId>\d+<\/ContactId>/);
    expect(body).toMatch(/<\/ContactActivity><\/ArrayOfContactActivity>$/);
  });

  test("of nothing is a root that is nil", async () => {
    const { ask } = await openTestTenant();
    const path = "Agents/Contact/GetContactEntity?contactEntityId=99999";
    const { status, body } = await ask("POST", path, { headers: { accept: "application/xml" } });
    expect([status, body]).toEqual([
      200,
      '<ContactEntity xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
    ]);
  });

  test.each<[why: string, body: unknown, expected: string]>([
    ["a text", "a<b>&c\r\n", "<string>a&lt;b&gt;&amp;c&#13;\n</string>"],
    ["a number", 5, "<int>5</int>"],
    ["a fraction", 1.5, "<double>1.5</double>"],
    ["a boolean", true, "<boolean>true</boolean>"],
    [
      "numbers",
      [1, null, 2],
      '<ArrayOfint><int>1</int><anyType xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/><int>2</int></ArrayOfint>',
    ],
    ["no elements", [], "<ArrayOfanyType></ArrayOfanyType>"],
    [
      "columns that are no names",
      { "person/fullName": "A", "1st": "B", "odata.nextLink": "C" },
      "<anyType><person_x002F_fullName>A</person_x002F_fullName><_x0031_st>B</_x0031_st><odata.nextLink>C</odata.nextLink></anyType>",
    ],
    [
      "characters that XML has not",
      "\u0000a\uFFFE\uD800b\u001F",
      "<string>\uFFFDa\uFFFD\uFFFDb\uFFFD</string>",
    ],
  ])("writes %s", (_, body, expected) => {
    expect(writeXml(body, null)).toBe(expected);
  });

  test("is read back as what was written, whatever stands in it", async () => {
    const text = fc
      .string({ unit: "binary" })
      .filter((value) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(value) || /^[\t\n\r]*$/.test(value));
    const contact = fc.record({
      Name: text,
      ContactId: fc.integer(),
      NoMailing: fc.boolean(),
      Domains: fc.array(text),
      Emails: fc.array(fc.record({ Value: text, Description: text })),
      CustomFields: fc.dictionary(text, text, { noNullPrototype: true }),
      Category: fc.record({ Id: fc.nat() }),
    });
    const shape = { ...CONTACT, class: "ContactEntity" };
    await fc.assert(
      fc.asyncProperty(contact, async (body) => {
        expect(await readXml(writeXml(body, shape), CONTACT)).toEqual(body);
      }),
      { seed: 20_261_122 },
    );
  });
});
