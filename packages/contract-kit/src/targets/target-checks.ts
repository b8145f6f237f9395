import type { Check } from "../checks/check.ts";
import { type ClientTarget, clientRequest, clientResponse } from "../checks/client.ts";
import { type ProxyTarget, proxyPassesSample } from "../checks/passes.ts";
import { type ServerTarget, serverAnswers } from "../checks/server.ts";
import type { Contract } from "../contract/contract.ts";
import type { Recorder } from "../servers/recorder.ts";

/** What is put to the samples beside the contract. */
export type Target =
  /** Answers the samples' requests: a sandbox, an emulator, a tenant. */
  | ({ readonly kind: "server" } & ServerTarget)
  /** Stands between caller and server, with the recorder as its upstream. */
  | ({ readonly kind: "proxy" } & ProxyTarget)
  /** Makes the samples' requests, at the recorder. */
  | { readonly kind: "client"; readonly client: ClientTarget; readonly recorder: Recorder };

/** What a target is called in reports. */
export function targetWords(target: Target): string {
  switch (target.kind) {
    case "server":
      return `the server at ${target.baseUrl}`;
    case "proxy":
      return `the proxy at ${target.address}`;
    case "client":
      return "the client";
  }
}

/** The checks of a target, in the order of reports. */
export function targetChecks(target: Target, contract: Contract): Check[] {
  switch (target.kind) {
    case "server":
      return [
        {
          id: "server.answers",
          title: "the server's answer keeps the contract and has the sample's shape",
          run: (sample) => serverAnswers(target, contract.closed, sample),
        },
      ];
    case "proxy":
      return [
        {
          id: "proxy.passes",
          title: "the proxy passes request and answer byte for byte, but for declared headers",
          run: (sample) => proxyPassesSample(target, sample),
        },
      ];
    case "client":
      return [
        {
          id: "client.request",
          title: "the client sends exactly the request",
          run: (sample) => clientRequest(target.client, target.recorder, sample),
        },
        {
          id: "client.response",
          title: "the client returns exactly the answer",
          run: (sample) => clientResponse(target.client, target.recorder, sample),
        },
      ];
  }
}
