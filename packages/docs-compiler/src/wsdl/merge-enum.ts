import type { EnumFact, EnumMemberFact } from "./facts.ts";
import type { SimpleTypeModel } from "./model.ts";

/** An enumeration as one version declares it. */
export interface StatedEnum {
  readonly version: number;
  readonly file: string;
  readonly declaration: SimpleTypeModel;
}

/** Lays the declarations of several versions, newest first, over the newest one. */
export const mergeEnum = (newest: StatedEnum, older: readonly StatedEnum[]): EnumFact => {
  const all = [newest, ...older];
  const names = new Set(all.flatMap(({ declaration }) => declaration.members.map(({ name }) => name)));
  const current = new Set(newest.declaration.members.map(({ name }) => name));
  const members: EnumMemberFact[] = [];
  const former: EnumMemberFact[] = [];
  for (const name of names) {
    const stated = all.flatMap(({ version, file, declaration }) =>
      declaration.members
        .filter((member) => member.name === name)
        .map(({ number, line, column }) => ({ version, number, file, line, column })),
    );
    const [first, ...rest] = stated;
    if (first === undefined) continue;
    const { number, file, line, column } = first;
    (current.has(name) ? members : former).push({
      name,
      number,
      file,
      line,
      column,
      versions: stated.filter((member) => member.number === number).map(({ version }) => version),
      differences: rest.filter((member) => member.number !== number),
    });
  }
  const { declaration, file, version } = newest;
  return {
    name: declaration.name,
    version,
    versions: all.map((stated) => stated.version),
    flags: declaration.list,
    underlying: declaration.actualType?.local ?? "int",
    members,
    former,
    file,
    line: declaration.line,
    column: declaration.column,
  };
};
