import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { bundleSources } from "./bundle.ts";
import { nameOperations } from "./call-name.ts";
import { closeProfile } from "./close.ts";
import { deriveInputs } from "./derive-inputs.ts";
import type { Json, OpenApiDocument } from "./document.ts";
import { markCollisions } from "./mark-collisions.ts";
import { applyOverlays, type Overlay, type OverlayAction } from "./overlay.ts";
import { inContract } from "./paths.ts";

/** Reads the overlays in the order of their file names. */
export function readOverlays(): Overlay[] {
  return readdirSync(inContract("overlays"))
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => {
      const { actions } = parse(readFileSync(inContract(`overlays/${file}`), "utf8")) as {
        actions: OverlayAction[];
      };
      return { file: `overlays/${file}`, actions };
    });
}

/** Sources → overlays → inputs: the open bundle. And the closed profile derived from it. */
export async function buildContract(): Promise<{ open: OpenApiDocument; closed: OpenApiDocument }> {
  const open = await bundleSources();
  applyOverlays(open as unknown as Json, readOverlays());
  deriveInputs(open);
  nameOperations(open);
  markCollisions(open);
  return { open, closed: closeProfile(open) };
}
