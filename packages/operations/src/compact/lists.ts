import type { OperationParameter, ParameterType } from "../operation.ts";

/** What rows share: each list stands once, and rows name it by its place. */
export interface Lists {
  readonly parameters: (place: number) => readonly OperationParameter[];
  readonly mediaTypes: readonly (readonly string[])[];
  readonly statuses: readonly (readonly number[])[];
}

/** The same as it is written down. */
export interface PackedLists extends Pick<Lists, "mediaTypes" | "statuses"> {
  /** One line for each parameter there is; see {@link packParameter}. */
  readonly parameters: string;
  /** One line for each list: places in `parameters`. */
  readonly parameterLists: string;
}

/**
 * Packs a parameter to one line: where it is, its type, its name, `!` where it is required, and the names of its values where
 * they are listed.
 */
export const packParameter = ({
  name,
  in: where,
  required,
  type,
  enum: members,
}: OperationParameter): string =>
  `${where} ${type} ${name}${required ? "!" : ""}${members === undefined ? "" : ` ${members.join(",")}`}`;

/** Unpacks the lists, those of parameters when a row first asks for them. */
export function unpackLists({ parameters, parameterLists, mediaTypes, statuses }: PackedLists): Lists {
  const lines = parameters.split("\n");
  const lists = parameterLists.split("\n");
  const known: (OperationParameter | undefined)[] = [];
  const made: (readonly OperationParameter[] | undefined)[] = [];
  const parameter = (place: number): OperationParameter => {
    known[place] ??= unpackParameter(lines[place] ?? "");
    return known[place];
  };
  return {
    parameters(place) {
      const list = lists[place] ?? "";
      made[place] ??= list === "" ? [] : list.split(" ").map((each) => parameter(Number(each)));
      return made[place];
    },
    mediaTypes,
    statuses,
  };
}

function unpackParameter(line: string): OperationParameter {
  const [where, type, name = "", members] = line.split(" ");
  const required = name.endsWith("!");
  return {
    name: required ? name.slice(0, -1) : name,
    in: where as OperationParameter["in"],
    required,
    type: type as ParameterType,
    ...(members !== undefined && { enum: members.split(",") }),
  };
}
