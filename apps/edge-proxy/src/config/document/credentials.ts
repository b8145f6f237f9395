import {
  basicCredentials,
  bearerCredentials,
  type Credentials,
  ticketCredentials,
} from "../../lib/credentials/credentials.ts";
import { object, type Place, type Reader, refuse } from "./readers.ts";

const kinds = ["basic", "ticket", "bearer"] as const;

/** Reads `credentials`; every part of them is a reference. */
export function credentialsReader(secret: Reader<string>): Reader<Credentials> {
  const basic = object((members) => ({
    user: members.required("user", secret),
    password: members.required("password", secret),
  }));
  const ticket = object((members) => ({
    ticket: members.required("ticket", secret),
    applicationToken: members.optional("applicationToken", secret),
  }));
  return object((members, place) => {
    const { errors } = place;
    const before = errors.length;
    const given = kinds.filter((kind) => members.has(kind));
    const read = {
      basic: members.optional("basic", basic),
      ticket: members.optional("ticket", ticket),
      bearer: members.optional("bearer", secret),
    };
    if (given.length !== 1) return refuse<Credentials>(place, `must have one of ${kinds.join(", ")}`);
    if (errors.length > before) return () => [];
    return made(place, () => {
      if (read.basic !== undefined) return basicCredentials(read.basic.user, read.basic.password);
      if (read.ticket !== undefined)
        return ticketCredentials(read.ticket.ticket, read.ticket.applicationToken);
      return bearerCredentials(read.bearer ?? "");
    });
  });
}

/** The platform's errors repeat nothing of what they refuse; their texts stay out all the same. */
function made(place: Place, make: () => Credentials): Credentials {
  try {
    return make();
  } catch {
    return refuse(place, "hold a character that a header field cannot carry, or a user's name has a colon");
  }
}
