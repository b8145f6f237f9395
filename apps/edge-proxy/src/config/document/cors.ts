import { type CorsOptions, isOrigin } from "../../lib/cors/cors.ts";
import { flag, list, object, type Reader, refuse, wholeNumber } from "./readers.ts";

const origin: Reader<string> = (value, place) =>
  typeof value === "string" && isOrigin(value)
    ? value
    : refuse(place, "must be an origin, https://app.example, without path, slash at its end or wildcard");

/** Reads `cors`. */
export const cors: Reader<CorsOptions> = object((members) => {
  const credentials = members.optional("credentials", flag);
  const maxAge = members.optional("maxAge", wholeNumber(0, 86_400));
  return {
    origins: members.required("origins", list(origin)),
    ...(credentials !== undefined && { credentials }),
    ...(maxAge !== undefined && { maxAge }),
  };
});
