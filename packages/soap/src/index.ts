export {
  type BridgeErrorCode,
  createSoapBridge,
  type HandleOptions,
  readTarget,
  type ServiceTarget,
  type SoapBridge,
  type SoapBridgeOptions,
  type Upstream,
} from "./bridge/index.ts";
export {
  type Codec,
  type CodecOptions,
  createCodec,
  SoapError,
  type SoapErrorCode,
  type SoapFailure,
  type SoapFault,
  type SoapMessage,
  type SoapMessageResult,
  type SoapPlace,
} from "./codec/index.ts";
export {
  isServicesVersion,
  openDescriptors,
  SERVICES_VERSIONS,
  type ServicesVersion,
} from "./descriptors/index.ts";
