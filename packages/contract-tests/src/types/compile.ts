import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** One error of the compiler. */
export interface Diagnostic {
  /** Path as the compiler prints it, relative to the folder it runs in. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

const packageRoot = fileURLToPath(new URL("../../", import.meta.url));
const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/**
 * Type-checks a project and gives its errors. Throws where the compiler did not run to its end: an error without a
 * place (a missing file, a bad option) must never look like a clean run.
 *
 * @param project a tsconfig file below this package
 */
export async function compileProject(project: string): Promise<Diagnostic[]> {
  const child = spawn(process.execPath, [tsc, "--noEmit", "--pretty", "false", "-p", project], {
    cwd: packageRoot,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const diagnostics = readDiagnostics(output);
  const hasStray = output.split("\n").some((line) => /^error TS/.test(line));
  if (hasStray || (code !== 0 && diagnostics.length === 0))
    throw new Error(`tsc ended with ${code}: ${output.slice(0, 2000)}`);
  return diagnostics;
}

/** Reads the compiler's output. Continuation lines, which are indented, belong to the error above. */
export function readDiagnostics(output: string): Diagnostic[] {
  return [...output.matchAll(/^(\S.*?)\((\d+),\d+\): error (TS\d+): (.*)$/gm)].map(
    ([, file = "", line, code = "", message = ""]) => ({
      file,
      line: Number(line),
      code,
      message,
    }),
  );
}
