// Runs a program that measures and prints for itself.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs it in a folder of the repository, with what the folder has installed; what fails ends the benchmark. */
export function runProgram(command, args, folder) {
  const cwd = `${root}${folder}`;
  const env = { ...process.env, PATH: `${cwd}/node_modules/.bin:${process.env.PATH}` };
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: "inherit" });
  if (status !== 0) throw new Error(`${folder}: ${command} failed`, { cause: error });
}
