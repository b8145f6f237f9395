/**
 * Versions in the short form that the files use: `86-` since 86, `84-86` until 86, `84,86-` with a gap. A range that
 * reaches the newest version is open, so a new version that changes nothing changes no line.
 */
export const formatVersions = (versions: readonly number[], all: readonly number[]): string => {
  const runs: string[] = [];
  let start: number | undefined;
  all.forEach((version, index) => {
    const included = versions.includes(version);
    if (included) start ??= version;
    if (start === undefined) return;
    const next = all[index + 1];
    if (included && next === undefined) runs.push(`${start}-`);
    else if (included && next !== undefined && !versions.includes(next)) {
      runs.push(start === version ? String(start) : `${start}-${version}`);
      start = undefined;
    }
  });
  return runs.join(",");
};

/** Whether a range in the short form holds a version. */
export const includesVersion = (range: string, version: number): boolean =>
  range.split(",").some((run) => {
    const [from = "", to] = run.split("-");
    if (to === undefined) return Number(from) === version;
    return Number(from) <= version && (to === "" || version <= Number(to));
  });
