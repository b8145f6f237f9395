export { type EvidenceFact, type FindEvidence, packedEvidence } from "./evidence.ts";
