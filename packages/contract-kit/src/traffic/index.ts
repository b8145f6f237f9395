export { ContractError, type Traffic, type WatchOptions, watchTraffic } from "./watch-traffic.ts";
