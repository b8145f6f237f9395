import { expect, test } from "vitest";
import { find, type Tree, treeOf } from "../../test/xml/tree.ts";
import { openDescriptors } from "../descriptors/index.ts";
import { writeWsdl } from "./index.ts";

const services = openDescriptors(86);
const agent = services.agent("Contact");
const wsdl = agent === undefined ? "" : writeWsdl(services, agent, 'https://h/"&"/Contact.svc');
const tree = treeOf(wsdl);

test("the address is the one given, escaped", () => {
  expect(wsdl).toContain('<soap:address location="https://h/&quot;&amp;&quot;/Contact.svc"/>');
});

test("an enumeration with flags is a list of its members, one without is a restriction", () => {
  const type = (name: string): string =>
    new RegExp(`<xs:simpleType name="${name}">.*?</xs:simpleType>(</xs:list></xs:simpleType>)?`).exec(
      wsdl,
    )?.[0] ?? "";
  expect(type("ContactAction")).toMatch(
    /^<xs:simpleType name="ContactAction"><xs:list><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="Created"\/>/,
  );
  expect(type("AddressType")).toContain('<xs:restriction base="xs:string"><xs:enumeration value="Unknown"/>');
  expect(type("AddressType")).not.toContain("<xs:list>");
});

test("every operation stands in port and binding with two messages, four headers and a SOAPAction", () => {
  const names = [...(agent?.operations.keys() ?? [])];
  const count = (text: string): number => wsdl.split(text).length - 1;
  expect(names).toHaveLength(29);
  expect(count("<wsdl:operation ")).toBe(2 * names.length);
  expect(count("soapAction=")).toBe(names.length);
  expect(count('part="Succeeded"')).toBe(names.length);
  expect(count('part="Credentials"')).toBe(names.length);
});

test("schemas come one a namespace and import each other", () => {
  const schemas = find(tree, "types")?.children ?? [];
  const imports = ({ children }: Tree): number =>
    children.filter(({ name }) => name.endsWith("}import")).length;
  expect(schemas).toHaveLength(3);
  expect(schemas.map(imports)).toEqual([2, 2, 2]);
});
