export { type Check, type Outcome, outcome, type Problem, type Sides, together } from "./check.ts";
export { type ClientResult, type ClientTarget, clientRequest, clientResponse, fetchAdds } from "./client.ts";
export { faultOf, unexcused } from "./faults.ts";
export { type HeaderList, headerProblems } from "./headers.ts";
export { withLinksTo } from "./links.ts";
export {
  answerProblems,
  connectionAdds,
  exchange,
  type ProxyTarget,
  proxyAdds,
  proxyPassesSample,
} from "./passes.ts";
export { type ContractChecksOptions, contractChecks } from "./registry.ts";
export { type ServerTarget, serverAnswers } from "./server.ts";
export { shapeProblems } from "./skeleton.ts";
export { specOpen, specRequest, specResponse } from "./spec.ts";
export { headProblems } from "./spec-head.ts";
export { classProblems, classShape, rowOf, rowProblems, type Table, tableAgrees } from "./table.ts";
export { type Opinions, validatorsAgree } from "./validators.ts";
