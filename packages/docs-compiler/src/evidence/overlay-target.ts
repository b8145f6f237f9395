/** Names that only the contract knows: operationIds of argument classes, and of methods with paths. */
export interface TargetNames {
  /** `ContactAgentGetMyActiveContactsRequest` → `v1ContactAgent_GetMyActiveContacts`. */
  readonly argumentsOf: ReadonlyMap<string, string>;
  /** `POST /api/v1/Contact` → `v1ContactEntity_PostContactEntity`. */
  readonly byPath: ReadonlyMap<string, string>;
}

/** Names that a segment selects; a filter selects by the name of a parameter. */
type Segment = readonly string[];

const segmentForm =
  /\.([\w$-]+)|\[\s*((?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*)\s*\]|\[\?\(?\s*@\.name\s*==\s*(?:'([^']*)'|"([^"]*)")\s*\)?\]/y;

function readSegments(target: string): Segment[] | undefined {
  if (!target.startsWith("$")) return undefined;
  const segments: Segment[] = [];
  segmentForm.lastIndex = 1;
  while (segmentForm.lastIndex < target.length) {
    const match = segmentForm.exec(target);
    if (match === null) return undefined;
    const [, name, list, single, double] = match;
    const quoted = [...(list ?? "").matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? "");
    segments.push(list === undefined ? [name ?? single ?? double ?? ""] : quoted);
  }
  return segments;
}

/**
 * Reads an overlay's JSONPath as subjects of evidence. Names, lists of names and a filter by a parameter's name are
 * understood; `undefined` for any other path. A target that is no type of a fact, a whole class for example, has no
 * subjects.
 */
export function subjectsOf(target: string): ((names: TargetNames) => readonly string[]) | undefined {
  const segments = readSegments(target);
  if (segments === undefined) return undefined;
  const [[root] = [], second = [], third = [], fourth = [], fifth = []] = segments;
  if (
    root === "components" &&
    second[0] === "schemas" &&
    fourth[0] === "properties" &&
    segments.length === 5
  ) {
    return ({ argumentsOf }) =>
      third.flatMap((owner) => {
        const uid = argumentsOf.get(owner);
        return fifth.map((name) => (uid === undefined ? `${owner}.${name}` : `${uid}.request.${name}`));
      });
  }
  if (root === "paths") {
    const part = partOfOperation(fourth[0] ?? "", fifth);
    return ({ byPath }) =>
      second.flatMap((path) =>
        third.flatMap((method) => {
          const uid = byPath.get(`${method.toUpperCase()} ${path}`) ?? `${method.toUpperCase()} ${path}`;
          const where = part === undefined ? [] : part(path);
          return where.map((name) => `${uid}.${name}`);
        }),
      );
  }
  return () => [];
}

function partOfOperation(field: string, names: Segment): ((path: string) => readonly string[]) | undefined {
  if (field === "requestBody") return () => ["request"];
  if (field === "responses") return () => ["response"];
  if (field !== "parameters") return undefined;
  return (path) => names.map((name) => (path.includes(`{${name}}`) ? `path.${name}` : `query.${name}`));
}
