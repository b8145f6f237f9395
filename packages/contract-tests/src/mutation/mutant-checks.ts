import {
  clientRequest,
  clientResponse,
  specRequest,
  specResponse,
  tableAgrees,
} from "@so-webapi/contract-kit/checks";
import type { MutantCheck, Mutation } from "@so-webapi/contract-kit/mutation";
import type { Recorder } from "@so-webapi/contract-kit/servers";
import { proxyPasses } from "../checks/proxy.ts";
import type { Subjects } from "../matrix/columns.ts";

/** Most body mutations of one kind in one message that go over a socket; what surrounds a body always goes. */
const socketShare = 2;

/**
 * The columns as checks of mutations. Those without a socket see every mutation that concerns them. Those over a
 * socket see every change around a body, and of the changes in bodies a fixed share: the first of each kind and one
 * from the middle.
 */
export function mutantChecks(
  subjects: Subjects,
  mutations: readonly Mutation[],
  recorders: { readonly request: Recorder; readonly response: Recorder },
): MutantCheck[] {
  const { closed, open, table, client, lab } = subjects;
  const onSocket = socketMutations(mutations);
  const contract = {
    operationById: (operationId: string) => table.operations.find((one) => one.operationId === operationId),
    loadValidators: open.loadValidators,
  };
  const request = ({ direction }: Mutation): boolean => direction === "request";
  const response = ({ direction }: Mutation): boolean => direction === "response";
  const judging = { exact: false, tolerant: false };
  return [
    { id: "spec.request", sees: request, run: (sample) => specRequest(closed, sample), ...judging },
    { id: "spec.response", sees: response, run: (sample) => specResponse(closed, sample), ...judging },
    {
      id: "table.agrees",
      sees: (one) => request(one) && one.of === "message",
      run: async (sample) => tableAgrees(closed.document, table, sample),
      ...judging,
    },
    {
      id: "client.request",
      sees: (one) => request(one) && onSocket.has(one),
      run: (sample) => clientRequest(client, recorders.request, sample),
      exact: true,
      tolerant: false,
    },
    {
      id: "client.response",
      sees: (one) => response(one) && onSocket.has(one),
      run: (sample) => clientResponse(client, recorders.response, sample),
      ...judging,
    },
    ...(["node", "worker"] as const).map(
      (runtime): MutantCheck => ({
        id: `proxy.${runtime}.enforce`,
        sees: (one) => onSocket.has(one),
        run: (sample) => proxyPasses(lab.proxy(runtime, "enforce"), contract, sample),
        exact: false,
        tolerant: true,
      }),
    ),
  ];
}

/** The mutations that go over sockets: the same ones in every run. */
export function socketMutations(mutations: readonly Mutation[]): ReadonlySet<Mutation> {
  const groups = new Map<string, Mutation[]>();
  for (const mutation of mutations) {
    const key = `${mutation.operationId} ${mutation.direction} ${mutation.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), mutation]);
  }
  return new Set(
    [...groups.values()].flatMap((group) => {
      if (group[0]?.of === "message") return group;
      const step = Math.max(1, Math.floor(group.length / socketShare));
      return group.filter((_, index) => index % step === 0).slice(0, socketShare);
    }),
  );
}
