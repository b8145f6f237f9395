export { type FindOperation, holdsSamples, readSampleFolder } from "./folder.ts";
export { finder, readSamples } from "./read-samples.ts";
export {
  type Direction,
  directions,
  type Fault,
  type FaultId,
  faultsOf,
  type Header,
  headerOf,
  mediaTypeOf,
  type Origin,
  type Reading,
  readBody,
  type Sample,
  type SampleRequest,
  type SampleResponse,
  sampleId,
  targetOf,
} from "./sample.ts";
export { packedSamples } from "./seeds.ts";
