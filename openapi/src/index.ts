import { readFileSync } from "node:fs";
import type { Sample, SoapSample } from "./samples.ts";

export type { Header, Sample, SampleFault, SampleRequest, SampleResponse, SoapSample } from "./samples.ts";

const all = (): { rest: Sample[]; soap: SoapSample[] } =>
  JSON.parse(readFileSync(new URL("../dist/samples.json", import.meta.url), "utf8"));

/** The documented exchange of every REST operation that has one, by operationId. Node only. */
export const readSamples = (): Sample[] => all().rest;

/** The documented envelopes of SOAP operations, by uid. Node only. */
export const readSoapSamples = (): SoapSample[] => all().soap;
