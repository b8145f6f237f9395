import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isDateTime } from "@so-webapi/platform/dates";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { Contract, Node } from "../scripts/schemas.ts";
import { loadValidators } from "../src/all.ts";
import { loadValidators as loadClosed } from "../src/closed/all.ts";
import { bodiesOf } from "./bodies.ts";

const require = createRequire(import.meta.url);
/** One operation in this many is looked at: all of them take a minute. */
const STEP = 24;

describe.each([
  { profile: "openapi", load: loadValidators },
  { profile: "closed", load: loadClosed },
])("the validators of the $profile profile", ({ profile, load }) => {
  test("say of generated bodies what plain ajv says of the document", { timeout: 300_000 }, async () => {
    const file = require.resolve(`@so-webapi/openapi/superoffice.${profile}.json`);
    const contract = JSON.parse(readFileSync(file, "utf8")) as Contract;
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, formats });
    ajv.addSchema({ $id: "contract", components: contract.components });
    const bodyOf = bodiesOf(contract.components.schemas, 20_261_122);
    const operations = Object.values(contract.paths).flatMap((item) => Object.values(item));
    const verdicts = { kept: 0, broken: 0 };
    for (let place = 0; place < operations.length; place += STEP) {
      const operation = operations[place] as Node;
      const validators = await load(String(operation["operationId"]));
      const responses = Object.entries(operation["responses"] as Record<string, Node>);
      const bodies = [
        [schemaIn(operation["requestBody"] as Node | undefined), validators?.request],
        ...responses
          .filter(([status]) => status.startsWith("2"))
          .map(([status, response]) => [schemaIn(response), validators?.responses[status]] as const),
      ] as const;
      for (const [schema, check] of bodies) {
        expect(check === undefined, String(operation["operationId"])).toBe(schema === undefined);
        if (schema === undefined || check === undefined) continue;
        const plain = ajv.compile(absolute(schema) as object);
        for (let round = 0; round < 8; round++) {
          const body = bodyOf(schema);
          const violations = check(body);
          expect(violations.length === 0, `${operation["operationId"]} ${JSON.stringify(body)}`).toBe(
            plain(body),
          );
          verdicts[violations.length === 0 ? "kept" : "broken"]++;
          // The same places are named, no more and no fewer: what is missing or too much has its own.
          expect(placesOf(violations.map(({ pointer, keyword }) => [pointer, keyword]))).toEqual(
            placesOf((plain.errors ?? []).filter(({ params }) => params["type"] !== "null").map(placed)),
          );
        }
      }
    }
    expect(Math.min(verdicts.kept, verdicts.broken)).toBeGreaterThan(150);
  });
});

type Placed = readonly [pointer: string, keyword: string];

/** Pointers of violations, each once, without those of `anyOf`: "this class or null" has none of its own with us. */
const placesOf = (found: readonly Placed[]): string[] =>
  [...new Set(found.flatMap(([pointer, keyword]) => (keyword === "anyOf" ? [] : [pointer])))].sort();

/** An error of ajv's at the place where our validators see it. */
function placed({ instancePath, keyword, params }: ErrorObject): Placed {
  const name: unknown = params["missingProperty"] ?? params["additionalProperty"];
  const token = String(name).replaceAll("~", "~0").replaceAll("/", "~1");
  return [name === undefined ? instancePath : `${instancePath}/${token}`, keyword];
}

const formats = {
  "so-date-time": { type: "string", validate: isDateTime },
  int32: { type: "number", validate: (value: number) => Number.isInteger(value) && (value | 0) === value },
  int64: {
    type: "number",
    validate: (value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 63,
  },
  double: true,
} as const;

function schemaIn(holder: Node | undefined): Node | undefined {
  const content = holder?.["content"] as Readonly<Record<string, Node>> | undefined;
  return content?.["application/json"]?.["schema"] as Node | undefined;
}

/** The schema with references that lead into the document from wherever it is compiled. */
const absolute = (schema: Node): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"contract#/components/'));
