import type { Instant } from "../model/instant.ts";
import type { Database, Storage } from "../storage/storage.ts";
import type { Directory } from "./directory.ts";

/** What tells one tenant from another and the rules that hold in it. */
export interface TenantSettings {
  /** The context identifier, `Cust12345` for example. */
  readonly identifier: string;
  /** Online: Bearer, and SoTicket with SO-AppToken; on site: Basic and SoTicket. `any` takes all of them. */
  readonly installation: "online" | "onsite" | "any";
  /** IANA name of the zone that dates without an offset are in. */
  readonly baseTimeZone: string;
}

/** The tenant that a call works on: its database, its clock and what is read so often that it is kept in memory. @internal */
export interface Tenant {
  readonly settings: TenantSettings;
  readonly storage: Storage;
  readonly database: Database;
  now(): Instant;
  /** 0 up to, not including, 1. */
  random(): number;
  /** Takes `count` ids of a kind (a table's name, or `list:category`) and gives the first of them. */
  nextIds(kind: string, count?: number): Promise<number>;
  /** Users, groups and lists. */
  directory(): Promise<Directory>;
  /** To be called after a write to users, groups, lists or a user's person. */
  directoryChanged(): void;
  /** Runs work that reads and then writes, one after the other within this process. */
  exclusively<Value>(work: () => Promise<Value>): Promise<Value>;
}
