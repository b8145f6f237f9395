import type { Evidence } from "./evidence.ts";

/**
 * The facts of `openapi/evidence`: JSON lines in which an object opens a class, an enum or an operation and each array
 * below is one fact. A fact's line must mention the fact's own name, its type, or a word for it.
 */
export function storedEvidence(file: string, text: string): Evidence[] {
  let files: readonly string[] = [];
  let owner = "";
  const long = (place: string): string => {
    const [index = "", line = ""] = place.split(":");
    return /^\d+$/.test(index) ? `${files[Number(index)] ?? "?"}:${line}` : place;
  };
  return text.split("\n").flatMap((line): Evidence[] => {
    if (line === "") return [];
    const value = JSON.parse(line) as readonly string[] | { readonly of: string; readonly files: string[] };
    if (!isFact(value)) {
      ({ of: owner, files } = value);
      return [];
    }
    const [part = "", type = "", , rule, ...sources] = value;
    // The evidence of a correction is the overlay's, and is held to what the overlay says.
    if (rule === "overlay") return [];
    const words = [
      part.slice(part.lastIndexOf(".") + 1),
      ...(type.match(/\w+/g) ?? []),
      ...(bodyWords[part] ?? []),
    ];
    return sources.map((place) => ({ by: `${file}: ${owner}.${part}`, place: long(place), words }));
  });
}

/** A body as a whole has no name of its own: its heading on the page, its element in the WSDL. */
const bodyWords: Readonly<Record<string, readonly string[]>> = {
  request: ["Request Body:", "<xs:element"],
  response: ["Response body:", 'name="Response"'],
};

const isFact = (value: unknown): value is readonly string[] => Array.isArray(value);
