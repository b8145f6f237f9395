/** Where in a document a value stands, and the list that errors go to. */
export interface Place {
  /** `callers[2].policy.operations[0]`; empty for the document itself. */
  readonly path: string;
  readonly errors: string[];
}

/** Reads a value or tells what is wrong with it. What it gives after an error is never looked at. */
export type Reader<Value> = (value: unknown, place: Place) => Value;

/** Notes an error. The message goes on after the place and repeats nothing of the value, which can be a secret. */
export function refuse<Value>({ path, errors }: Place, message: string): Value {
  errors.push(path === "" ? `the document ${message}` : `${path} ${message}`);
  return undefined as Value;
}

/** The members of an object, each asked for by its name. */
export interface Members {
  required<Value>(name: string, read: Reader<Value>): Value;
  /** Undefined where the member is absent. */
  optional<Value>(name: string, read: Reader<Value>): Value | undefined;
  has(name: string): boolean;
}

/** Reads an object and refuses every member that was not asked for. */
export function object<Value>(read: (members: Members, place: Place) => Value): Reader<Value> {
  return (value, place) => {
    if (!isRecord(value)) return refuse(place, "must be an object");
    const known: string[] = [];
    const has = (name: string): boolean => Object.hasOwn(value, name) && value[name] !== undefined;
    const members: Members = {
      has,
      required(name, reader) {
        known.push(name);
        const at = below(place, name);
        return has(name) ? reader(value[name], at) : refuse(at, "is missing");
      },
      optional(name, reader) {
        known.push(name);
        return has(name) ? reader(value[name], below(place, name)) : undefined;
      },
    };
    const result = read(members, place);
    for (const name of Object.keys(value)) {
      if (!known.includes(name)) refuse(below(place, name), `is unknown; here can be ${known.join(", ")}`);
    }
    return result;
  };
}

/** Reads a list of one or more. */
export function list<Value>(read: Reader<Value>): Reader<readonly Value[]> {
  return (value, place) => {
    if (!Array.isArray(value) || value.length === 0) return refuse(place, "must be a list of one or more");
    return value.map((item: unknown, index) => read(item, { ...place, path: `${place.path}[${index}]` }));
  };
}

/** Reads an object whose names are free. */
export function dictionary<Value>(read: Reader<Value>): Reader<ReadonlyMap<string, Value>> {
  return (value, place) => {
    if (!isRecord(value)) return refuse(place, "must be an object");
    return new Map(Object.entries(value).map(([name, item]) => [name, read(item, below(place, name))]));
  };
}

/** Reads a text that is not empty. */
export const text: Reader<string> = (value, place) =>
  typeof value === "string" && value.trim() !== ""
    ? value
    : refuse(place, "must be a text that is not empty");

export const flag: Reader<boolean> = (value, place) =>
  typeof value === "boolean" ? value : refuse(place, "must be true or false");

export function wholeNumber(from: number, to: number): Reader<number> {
  return (value, place) =>
    typeof value === "number" && Number.isInteger(value) && value >= from && value <= to
      ? value
      : refuse(place, `must be a whole number from ${from} to ${to}`);
}

export function oneOf<const Choice extends string>(...choices: readonly Choice[]): Reader<Choice> {
  return (value, place) =>
    choices.find((choice) => choice === value) ?? refuse(place, `must be one of ${choices.join(", ")}`);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The place of a member; names that are no plain words stand in brackets. */
export function below(place: Place, name: string): Place {
  const plain = /^[A-Za-z_$][\w$]*$/.test(name);
  const path = !plain
    ? `${place.path}[${JSON.stringify(name)}]`
    : place.path === ""
      ? name
      : `${place.path}.${name}`;
  return { ...place, path };
}
