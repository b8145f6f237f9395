import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { hasReference, referenceDir } from "../pages/reference.ts";
import { run } from "./run.ts";

const openapi = resolve(import.meta.dirname, "../../../../openapi");

describe.runIf(hasReference("that the committed contract is what the pages compile to"))(
  "the committed contract",
  () => {
    test("is what the pages and the WSDLs compile to, byte for byte", async () => {
      const { status, out, err } = await run([
        "compile",
        referenceDir(),
        "--out",
        openapi,
        "--check",
        "--no-progress",
      ]);
      expect(`${out}${err}`).toContain("0 files differ");
      expect(status).toBe(0);
    });
  },
);
