/** Ids of the columns, stable: reports and the mutation proof name checks by them. */
export type CheckId =
  | "spec.request"
  | "spec.response"
  | "spec.open"
  | "types.request"
  | "types.response"
  | "table.agrees"
  | "validators.agree"
  | "client.request"
  | "client.response"
  | `proxy.${"node" | "worker"}.${"enforce" | "report" | "samples"}`
  | `proxy.${"node" | "worker"}.soap`
  | "soap.request"
  | "soap.response";
