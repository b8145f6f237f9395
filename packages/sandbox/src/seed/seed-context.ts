import { type Instant, UNSET } from "../model/instant.ts";
import type { SeedFile } from "./seed-file.ts";
import { resolveSeedTime } from "./seed-time.ts";

export type SeedContact = SeedFile["contacts"][number];
export type SeedPerson = SeedFile["persons"][number];

interface SeedStamps {
  readonly owner: string;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly updatedBy: string;
}

/** Looks up what a seed refers to by name, and resolves its moments. */
export class SeedContext {
  readonly #seed: SeedFile;
  readonly #now: number;
  readonly #users: ReadonlyMap<string, SeedFile["users"][number]>;
  readonly #persons: ReadonlyMap<number, SeedPerson>;

  constructor(seed: SeedFile, now: number) {
    this.#seed = seed;
    this.#now = now;
    this.#users = new Map(seed.users.map((user) => [user.userName.toLowerCase(), user]));
    this.#persons = new Map(seed.persons.map((person) => [person.id, person]));
  }

  /** "Not set" for no moment. */
  at(time: string): Instant {
    return resolveSeedTime(time, this.#now) ?? UNSET;
  }

  /** 0 for no user. */
  user(name: string): number {
    return this.#users.get(name.toLowerCase())?.id ?? 0;
  }

  owner(name: string): { associateId: number; groupId: number } {
    return { associateId: this.user(name), groupId: this.#users.get(name.toLowerCase())?.group ?? 0 };
  }

  contactOf(personId: number): number {
    return this.#persons.get(personId)?.contact ?? 0;
  }

  baseStatus(statusId: number): string {
    const status = this.#seed.lists["ticketstatus"]?.find(({ id }) => id === statusId)?.rest["Status"];
    return typeof status === "string" ? status : "Active";
  }

  stamps({ owner, created, createdBy, updated, updatedBy }: SeedStamps) {
    const maker = this.user(createdBy || owner);
    return {
      createdAt: this.at(created),
      createdBy: maker,
      updatedAt: this.at(updated || created),
      updatedBy: updated === "" ? maker : this.user(updatedBy || owner),
    };
  }
}

/** The two dictionaries of a row. */
export function customFields(entity: Pick<SeedContact, "userDefinedFields" | "extraFields">) {
  return {
    userDefinedFields: { ...entity.userDefinedFields },
    extraFields: { ...entity.extraFields },
  };
}
