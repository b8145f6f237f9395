import type { ClassProperty, Difference, FactType, PropertyFact } from "./facts.ts";

/** A property as one version states it. */
export interface StatedProperty {
  readonly version: number;
  readonly property: Omit<ClassProperty, "versions" | "differences">;
}

/** A type in one word: `int`, `ContactAction`, `Contact[]`, `string[][]`, `{string: FieldProperty}`. */
export const formatType = (type: FactType): string => {
  switch (type.kind) {
    case "array":
      return `${formatType(type.of)}[]`;
    case "dictionary":
      return `{${formatType(type.key)}: ${formatType(type.value)}}`;
    case "unknown":
      return "unknown";
    default:
      return type.name;
  }
};

/** Two types say the same: kind, names, elements and flags, whatever the version. */
const sameType = (a: FactType, b: FactType): boolean =>
  a.kind === b.kind &&
  formatType(a) === formatType(b) &&
  (a.kind !== "enum" || b.kind !== "enum" || a.flags === b.flags);

/**
 * Lays the lists of several versions, newest first, over the newest one: its order and its types stand, each with the
 * versions that agree and what the others say. What only older versions have is `former`.
 */
export const mergeProperties = (
  lists: readonly (readonly StatedProperty[])[],
): { readonly properties: ClassProperty[]; readonly former: ClassProperty[] } => {
  const byName = new Map<string, StatedProperty[]>();
  for (const list of lists) {
    for (const stated of list) {
      const known = byName.get(stated.property.name);
      if (known === undefined) byName.set(stated.property.name, [stated]);
      else known.push(stated);
    }
  }
  const current = new Set(lists[0]?.map(({ property }) => property.name));
  const properties: ClassProperty[] = [];
  const former: ClassProperty[] = [];
  for (const [name, [newest, ...older]] of byName) {
    if (newest === undefined) continue;
    const versions = [newest.version];
    const differences: Difference[] = [];
    for (const { version, property } of older) {
      const { type, nillable, file, line, column } = property;
      if (sameType(type, newest.property.type) && nillable === newest.property.nillable)
        versions.push(version);
      else differences.push({ version, type, nillable, file, line, column });
    }
    (current.has(name) ? properties : former).push({ ...newest.property, versions, differences });
  }
  return { properties, former };
};

/** The same without the declaring class, which arguments and results do not have. */
export const withoutClass = ({ declaredBy: _, ...property }: ClassProperty): PropertyFact => property;
