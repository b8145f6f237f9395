import type { Instant } from "../model/instant.ts";

/** How the caller wants to be answered: language and time zone. */
export interface Manners {
  /** A date-time of a request as an instant; without an offset it is in the caller's zone (`utc`: in UTC). */
  readDateTime(text: string, utc: boolean): Instant;
  /** An instant as the caller wants to see it; those marked `utc` stay in UTC. */
  writeDateTime(at: Instant, utc: boolean): string;
  /** A text that can hold several languages, in the caller's; as it is where the caller asked for none. */
  text(value: string): string;
}
