import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { generated, root } from "./repository.ts";

/** A report that a program of this repository writes as a page of its own. */
export interface ReportModel {
  readonly title: string;
  readonly words: string;
  /** The command that writes it, as people type it. */
  readonly command: string;
  /** Path below the base. */
  readonly path: string;
}

const programs = {
  "so-contract": "packages/contract-kit/dist/cli.js",
  "so-docs": "packages/docs-compiler/src/cli.ts",
} as const;

/** Writes the reports below the site's static files. */
export function writeReports(): ReportModel[] {
  const folder = join(generated, "public/reports");
  mkdirSync(folder, { recursive: true });
  run("so-contract", "check", "--report", `html=${join(folder, "contract.html")}`);
  run("so-docs", "report", "--html", join(folder, "evidence.html"));
  return [
    {
      title: "Samples against the contract",
      words:
        "Each documented sample of the repository against each check: the matrix, and beside each failure what the contract says and what was found.",
      command: "so-contract check --report html=contract.html",
      path: "reports/contract.html",
    },
    {
      title: "What the contract knows",
      words: "Every class and group with the share of its types that are known, by state and by rule.",
      command: "so-docs report --html evidence.html",
      path: "reports/evidence.html",
    },
  ];
}

function run(program: keyof typeof programs, ...args: readonly string[]): void {
  execFileSync(process.execPath, [programs[program], ...args], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
