import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileReference } from "@so-webapi/docs-compiler";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDescriptors, SERVICES_VERSIONS } from "../src/index.ts";
import { writeWsdl } from "../src/wsdl/index.ts";

// The compiler reads the vendor's WSDLs into openapi/soap. What it reads in the WSDLs that the bridge serves must be the same.
const folder = mkdtempSync(join(tmpdir(), "so-wsdl-"));
const contract = fileURLToPath(new URL(".", import.meta.resolve("@so-webapi/openapi/package.json")));
beforeAll(() => {
  mkdirSync(join(folder, "wsdl"));
  // The compiler refuses a folder without a page; this one is none that it can read.
  mkdirSync(join(folder, "agent"));
  writeFileSync(join(folder, "agent/page.md"), "# no page\n");
  for (const version of SERVICES_VERSIONS) {
    const services = openDescriptors(version);
    for (const name of services.agents) {
      const agent = services.agent(name);
      if (agent === undefined) throw new Error(name);
      writeFileSync(
        join(folder, `wsdl/WSDL-Services${version}-${name}.xml`),
        writeWsdl(services, agent, "http://h/"),
      );
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the WSDLs of all services and versions are read as the vendor's are, byte for byte of the descriptors", async () => {
  const { files } = await compileReference(folder, { handWritten: contract });
  const made = [...files].filter(([path]) => path.startsWith("soap/"));
  const kept = readdirSync(join(contract, "soap"), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(made).toHaveLength(kept.length);
  for (const [path, text] of made) expect(text, path).toBe(readFileSync(join(contract, path), "utf8"));
});
