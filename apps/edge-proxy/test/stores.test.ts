import { memoryCache } from "../src/lib/cache/memory-cache.ts";
import { memoryRateStore, memoryTextStore } from "../src/lib/index.ts";
import { memoryLock } from "../src/lib/single-flight/memory-lock.ts";
import { storeContract } from "./support/store-contract.ts";

const memory = {
  kind: "memory",
  rates: memoryRateStore(),
  answers: memoryCache(1e6),
  texts: memoryTextStore(),
  lock: memoryLock(),
};

storeContract("memory", () => memory);
