import { execFileSync } from "node:child_process";
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../../", import.meta.url));
const clientFolder = `${root}packages/client/`;
const { name, dependencies = {} } = manifest(clientFolder);

/** This repository's packages that come with the client, and the one that users add who validate. */
const OWN = [name, ...Object.keys(dependencies), "@so-webapi/validators"].filter((one) =>
  one.startsWith("@so-webapi/"),
);

/** A project of a user's, outside of this repository, with the client installed from its packed form. */
export interface Project extends Disposable {
  readonly folder: string;
  /** The packed client. */
  readonly tarball: string;
  /** What npm installed that is not of this repository, sorted. */
  readonly thirdParties: readonly string[];
}

/**
 * Packs the client and all that it depends on, and installs the tarballs with npm. No registry is asked: openapi-fetch
 * is packed from what this repository has installed, and npm runs offline.
 */
export function installPacked(): Project {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "so-webapi-packed-"));
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs);
  packOwn(tarballs);
  packThirdParties(tarballs);
  const files = readdirSync(tarballs);
  const tarballOf = Object.fromEntries(
    files.map((file) => [nameIn(join(tarballs, file)), `file:tarballs/${file}`]),
  );
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module", dependencies: tarballOf }),
  );
  run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  cpSync(fileURLToPath(new URL("../program", import.meta.url)), join(folder, "program"), { recursive: true });
  return {
    folder,
    tarball: join(tarballs, files.find((file) => file.startsWith("so-webapi-client-")) ?? ""),
    thirdParties: installedIn(folder).filter((one) => !OWN.includes(one)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** As `pnpm publish` would: versions take the place of `workspace:` and `catalog:`. */
function packOwn(tarballs: string): void {
  const filters = OWN.flatMap((one) => ["--filter", one]);
  run(
    "npx",
    [
      "--prefer-offline",
      "-y",
      manifest(root).packageManager ?? "",
      "-r",
      ...filters,
      "pack",
      "--pack-destination",
      tarballs,
    ],
    root,
  );
}

function packThirdParties(tarballs: string): void {
  const first = realpathSync(`${clientFolder}node_modules/openapi-fetch`);
  const both = [first, realpathSync(join(dirname(first), "openapi-typescript-helpers"))];
  // Copies: pnpm links equal files to each other, and npm leaves links of a tarball out when it installs one.
  const copies = both.map((from) => {
    const copy = join(tarballs, "..", "copies", basename(from));
    cpSync(from, copy, { recursive: true });
    return copy;
  });
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", tarballs, ...copies], root);
}

interface Manifest {
  readonly name: string;
  readonly packageManager?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
}

function nameIn(tarball: string): string {
  const text = execFileSync("tar", ["-xzOf", tarball, "package/package.json"], { encoding: "utf8" });
  return JSON.parse(text).name;
}

function installedIn(folder: string): string[] {
  const modules = join(folder, "node_modules");
  const manifests = globSync(["*/package.json", "@*/*/package.json", "**/node_modules/*/package.json"], {
    cwd: modules,
  });
  return manifests.map((file) => dirname(file)).sort();
}

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
}
