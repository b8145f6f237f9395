import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Manifest, manifestOf, type Publishable, publishable, root } from "./packages.ts";

/** A package as `pnpm publish` would send it, unpacked in a project outside of this repository. */
export interface Packed extends Publishable {
  /** As in the tarball: versions stand where the repository says `workspace:` and `catalog:`. */
  readonly packed: Manifest;
  readonly tarball: string;
  /** Where it is unpacked. */
  readonly unpacked: string;
  /** Bytes of the tarball. */
  readonly bytes: number;
  /** Its files, relative to it. */
  readonly files: readonly string[];
}

/** The project in which all packages are unpacked. */
export interface Project extends Disposable {
  readonly folder: string;
  readonly packages: readonly Packed[];
}

/**
 * Packs every package and unpacks the tarballs into the `node_modules` of a scratch project, with the dependencies that the
 * tarballs declare and no others: a file that was not packed, or a dependency that was not declared, is not there.
 */
export function packAll(): Project {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "so-release-"));
  const tarballs = join(folder, "tarballs");
  mkdirSync(tarballs);
  const all = publishable();
  const filters = all.flatMap(({ manifest }) => ["--filter", manifest.name]);
  // npx would ask the registry whether it is the same still, and wait where it does not answer.
  const pnpm = [
    "--prefer-offline",
    "-y",
    "pnpm@12.21.0",
    "-r",
    ...filters,
    "pack",
    "--pack-destination",
    tarballs,
  ];
  execFileSync("npx", pnpm, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module" }),
  );
  const names = readdirSync(tarballs);
  const packages = all.map((one): Packed => {
    const file = `${one.manifest.name.slice(1).replace("/", "-")}-${one.manifest.version}.tgz`;
    if (!names.includes(file)) throw new Error(`${one.manifest.name} was not packed as ${file}`);
    return unpack(one, join(tarballs, file), join(folder, "node_modules", one.manifest.name));
  });
  for (const one of packages) linkDependencies(one, join(folder, "node_modules"));
  return {
    folder,
    packages,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function unpack(one: Publishable, tarball: string, unpacked: string): Packed {
  mkdirSync(unpacked, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", unpacked, "--strip-components=1"]);
  const files = readdirSync(unpacked, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(join(unpacked, file)).isFile(),
  );
  return { ...one, tarball, unpacked, bytes: statSync(tarball).size, files, packed: manifestOf(unpacked) };
}

/** Other people's packages, as this repository has them installed, for the package that declares them alone. */
function linkDependencies({ packed, folder, unpacked }: Packed, modules: string): void {
  for (const name of Object.keys(packed.dependencies ?? {})) {
    if (name.startsWith("@so-webapi/")) continue;
    const link = join(unpacked, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(join(folder, "node_modules", name)), link);
  }
  mkdirSync(modules, { recursive: true });
}
