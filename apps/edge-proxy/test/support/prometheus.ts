/** A sample line as read. */
export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A family as read: samples in their order. */
export interface ReadFamily {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly ReadSample[];
}

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;

/**
 * Reads Prometheus' text format 0.0.4 as strictly as its description is, and fails with the line that breaks it: each family
 * once and together, HELP and TYPE before its samples, no series twice, histograms whose buckets grow and end with `+Inf`.
 */
export function readExposition(text: string): ReadonlyMap<string, ReadFamily> {
  const families = new Map<string, { type: string; help: string; samples: ReadSample[] }>();
  const series = new Set<string>();
  let current = "";
  if (!text.endsWith("\n")) throw new Error("the last line must end with a line feed");
  for (const written of text.slice(0, -1).split("\n")) {
    const [, keyword, family = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(written) ?? [];
    if (keyword === "HELP") {
      if (families.has(family)) throw new Error(`family twice: ${written}`);
      families.set(family, { type: "", help: rest, samples: [] });
      current = family;
      continue;
    }
    const at = families.get(current);
    if (at === undefined) throw new Error(`no family yet: ${written}`);
    if (keyword === "TYPE") {
      if (family !== current || at.type !== "" || at.samples.length > 0)
        throw new Error(`misplaced: ${written}`);
      if (!/^(?:counter|gauge|histogram)$/.test(rest)) throw new Error(`no such type: ${written}`);
      at.type = rest;
      continue;
    }
    const sample = sampleOf(written);
    const suffixes = at.type === "histogram" ? "(?:_bucket|_sum|_count)" : "";
    if (!new RegExp(`^${current}${suffixes}$`).test(sample.name))
      throw new Error(`of another family: ${written}`);
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (series.has(key)) throw new Error(`series twice: ${written}`);
    series.add(key);
    at.samples.push(sample);
  }
  for (const [name, { type, samples }] of families) if (type === "histogram") checkHistogram(name, samples);
  return families;
}

function sampleOf(written: string): ReadSample {
  const [, name, list = "", number = ""] = line.exec(written) ?? [];
  if (name === undefined) throw new Error(`no sample: ${written}`);
  const labels: Record<string, string> = {};
  label.lastIndex = 0;
  while (label.lastIndex < list.length) {
    const [, key, value] = label.exec(list) ?? [];
    if (key === undefined || value === undefined || Object.hasOwn(labels, key))
      throw new Error(`labels: ${written}`);
    labels[key] = value;
  }
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
  if (Number.isNaN(value)) throw new Error(`no number: ${written}`);
  return { name, labels, value };
}

function checkHistogram(family: string, samples: readonly ReadSample[]): void {
  const groups = new Map<string, ReadSample[]>();
  for (const sample of samples) {
    const { le: _, ...rest } = sample.labels;
    const key = JSON.stringify(rest);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  for (const [labels, group] of groups) {
    const buckets = group.filter(({ name }) => name === `${family}_bucket`);
    const bounds = buckets.map(({ labels: { le = "" } }) =>
      le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le),
    );
    const counts = buckets.map(({ value }) => value);
    const grows = (values: readonly number[]) =>
      values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0));
    const total = group.find(({ name }) => name === `${family}_count`)?.value;
    const isWhole = bounds.at(-1) === Number.POSITIVE_INFINITY && counts.at(-1) === total;
    const hasSum = group.some(({ name }) => name === `${family}_sum`);
    if (!grows(bounds) || !grows(counts) || !isWhole || !hasSum)
      throw new Error(`histogram ${family} ${labels}`);
  }
}
