import { formatDateTime, parseDateTime } from "@so-webapi/platform";
import { instantText, partsOf } from "../model/instant.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Manners } from "./manners.ts";

/** Reads the headers that change a body: language and time zone. */
export function readManners(_request: Request, _tenant: Tenant): Manners {
  return {
    readDateTime(text) {
      const parts = parseDateTime(text);
      if (!parts.ok) throw new Error(parts.code);
      return instantText(parts.value);
    },
    writeDateTime: (at) => formatDateTime({ ...partsOf(at), offsetMinutes: null }),
    text: (value) => value,
  };
}
