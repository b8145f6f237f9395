import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename } from "node:path";
import type { Packed } from "./pack.ts";

/** A registry of our packages, for the time of a test. */
export interface Registry extends AsyncDisposable {
  /** The line of an `.npmrc` that makes npm, Bun and Deno ask it for our scope, and their own registry for the rest. */
  readonly npmrc: string;
}

/**
 * Serves the packed packages on a port of loopback as an npm registry would
 * (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md): a document for each package, with one
 * version, and its tarball. No client may keep what it was told, for the same version has other bytes the next time.
 */
export async function serveRegistry(packages: readonly Packed[]): Promise<Registry> {
  const documents = new Map(packages.map((one) => [`/${one.packed.name}`, documentOf(one)]));
  const tarballs = new Map(packages.map((one) => [`/${basename(one.tarball)}`, one.tarball]));
  const server = createServer(({ url = "", headers: { host } }, response) => {
    const path = decodeURIComponent(url);
    const tarball = tarballs.get(path);
    const document = documents.get(path)?.(`http://${host}/`);
    response.setHeader("cache-control", "no-store");
    if (tarball !== undefined) response.end(readFileSync(tarball));
    else if (document !== undefined) response.setHeader("content-type", "application/json").end(document);
    else response.writeHead(404, { "content-type": "application/json" }).end("{}");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    npmrc: `@so-webapi:registry=http://127.0.0.1:${port}/\n`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function documentOf({ packed, tarball }: Packed): (origin: string) => string {
  const { name, version } = packed;
  const integrity = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  return (origin) => {
    const dist = { tarball: `${origin}${basename(tarball)}`, integrity };
    return JSON.stringify({
      name,
      "dist-tags": { latest: version },
      versions: { [version]: { ...packed, dist } },
    });
  };
}
