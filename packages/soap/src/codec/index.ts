export {
  type Codec,
  type CodecOptions,
  createCodec,
  type SoapFailure,
  type SoapMessage,
  type SoapMessageResult,
} from "./codec.ts";
export type { SoapFault } from "./fault-frames.ts";
export { SoapError, type SoapErrorCode, type SoapPlace } from "./soap-error.ts";
export { type Values, type WrittenMessage, writeFault } from "./write-message.ts";
