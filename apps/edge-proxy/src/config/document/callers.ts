import { jwtAlgorithms } from "../../lib/callers/algorithms.ts";
import { isKeyHash } from "../../lib/callers/api-key.ts";
import type { CallerOptions, CallerProof } from "../../lib/callers/caller.ts";
import type { JwtOptions } from "../../lib/callers/jwt.ts";
import { wholeContract } from "../../lib/contract/contract.ts";
import type { PolicyOptions } from "../../lib/policies/policy.ts";
import { selectsAny } from "../../lib/policies/selectors.ts";
import type { RateOptions } from "../../lib/stores/rate-store.ts";
import { selectsProperty } from "../../lib/visibility/selectors.ts";
import {
  dictionary,
  flag,
  list,
  type Members,
  object,
  oneOf,
  type Place,
  type Reader,
  refuse,
  text,
  wholeNumber,
} from "./readers.ts";

import { tenantName } from "./tenant-names.ts";

const proofs = ["apiKeys", "jwt", "ownCredentials"] as const;

/** Reads `callers`; a hash can stand elsewhere as a secret can. */
export function callersReader(secret: Reader<string>): Reader<readonly CallerOptions[]> {
  const keyHash = keyHashReader(secret);
  const caller = object((members, place): CallerOptions => {
    const name = members.required("name", callerName);
    const tenants = members.optional("tenants", list(tenantName));
    const policy = members.optional("policy", policyOptions);
    const rate = members.optional("rate", rateOptions);
    return {
      name,
      ...proof(members, place, keyHash),
      ...(tenants !== undefined && { tenants }),
      ...(policy !== undefined && { policy }),
      ...(rate !== undefined && { rate }),
    };
  });
  return (value, place) => {
    const found = list(caller)(value, place);
    const names = new Set<string>();
    for (const [index, one] of (found ?? []).entries()) {
      if (one?.name === undefined) continue;
      if (names.has(one.name))
        refuse({ ...place, path: `${place.path}[${index}].name` }, "is taken by a caller before");
      names.add(one.name);
    }
    if ((found ?? []).filter((one) => one && "ownCredentials" in one).length > 1)
      refuse(place, "must not have ownCredentials twice");
    return found;
  };
}

function proof(members: Members, place: Place, keyHash: Reader<string>): CallerProof {
  const given = proofs.filter((one) => members.has(one));
  const apiKeys = members.optional("apiKeys", list(keyHash));
  const jwt = members.optional("jwt", jwtOptions);
  const ownCredentials = members.optional("ownCredentials", isTrue);
  if (given.length !== 1) return refuse(place, `must have one of ${proofs.join(", ")}`);
  if (jwt !== undefined) return { jwt };
  return ownCredentials === undefined ? { apiKeys: apiKeys ?? [] } : { ownCredentials };
}

const policyOptions: Reader<PolicyOptions> = object((members) => {
  const operations = members.optional("operations", list(selector));
  const readOnly = members.optional("readOnly", flag);
  const hidden = members.optional("hidden", list(property));
  const visible = members.optional("visible", list(property));
  return {
    ...(operations !== undefined && { operations }),
    ...(readOnly !== undefined && { readOnly }),
    ...(hidden !== undefined && { hidden }),
    ...(visible !== undefined && { visible }),
  };
});

const property: Reader<string> = (value, place) =>
  typeof value === "string" && selectsProperty(value, wholeContract.shapes)
    ? value
    : refuse(place, "must be a name such as CreditCard, or the property of a class such as Person.BirthDate");

const selector: Reader<string> = (value, place) =>
  typeof value === "string" && selectsAny(value, wholeContract.operations)
    ? value
    : refuse(
        place,
        "must be *, agents/*, entities/*, a group such as agents/contact, or the id of an operation",
      );

/** Reads how much in how long. */
export const rateOptions: Reader<RateOptions> = object((members) => ({
  requests: members.required("requests", wholeNumber(1, 1_000_000)),
  seconds: members.required("seconds", wholeNumber(1, 86_400)),
}));

const callerName: Reader<string> = (value, place) =>
  typeof value === "string" && /^[\w.-]{1,64}$/.test(value)
    ? value
    : refuse(place, "must be 1 to 64 letters, digits, dots, dashes and underscores");

function keyHashReader(secret: Reader<string>): Reader<string> {
  return (value, place) => {
    const errors = place.errors.length;
    const hash = typeof value === "string" ? value : secret(value, place);
    if (place.errors.length > errors) return hash;
    return isKeyHash(hash)
      ? hash
      : refuse(place, "must be the hash of a key, sha256:<salt>:<digest>; so-proxy key makes both");
  };
}

const isTrue: Reader<true> = (value, place) => (value === true ? value : refuse(place, "must be true"));

const jwtOptions: Reader<JwtOptions> = object((members) => {
  const algorithms = members.optional("algorithms", list(oneOf(...jwtAlgorithms)));
  const claims = members.optional("claims", dictionary(text));
  return {
    issuer: members.required("issuer", text),
    audience: members.required("audience", text),
    jwks: members.required("jwks", keysUrl),
    ...(algorithms !== undefined && { algorithms }),
    ...(claims !== undefined && { claims: Object.fromEntries(claims) }),
  };
});

const keysUrl: Reader<string> = (value, place) => {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  const isSafe =
    url?.protocol === "https:" ||
    (url?.protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname));
  return url !== undefined && isSafe ? url.href : refuse(place, "must be a URL that begins with https://");
};

/** Reads `apiKeyHeader`. */
export const headerName: Reader<string> = (value, place) => {
  if (typeof value !== "string" || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/.test(value))
    return refuse(place, "must be the name of a header field");
  return /^(?:authorization|cookie|host|content-.*|transfer-encoding|connection)$/i.test(value)
    ? refuse(place, "must not be a field that means something else")
    : value;
};
