import {
  type Check,
  type ClientTarget,
  clientRequest,
  clientResponse,
  type Opinions,
  specOpen,
  specRequest,
  specResponse,
  type Table,
  tableAgrees,
  together,
  validatorsAgree,
} from "@so-webapi/contract-kit/checks";
import type { SpecTarget } from "@so-webapi/contract-kit/contract";
import { mutationsOf } from "@so-webapi/contract-kit/mutation";
import type { Sample } from "@so-webapi/contract-kit/samples";
import type { Recorder } from "@so-webapi/contract-kit/servers";
import type { SoapSample } from "@so-webapi/openapi";
import type { Operation } from "@so-webapi/operations";
import type { OperationValidators } from "@so-webapi/validators";
import type { CheckId } from "../checks/check.ts";
import { type ProxyRuntime, proxyAnswersSample, proxyPasses } from "../checks/proxy.ts";
import { soapAgrees } from "../checks/soap.ts";
import { soapBridged } from "../checks/soap-bridge.ts";
import { type CompiledFiles, typesHold } from "../checks/types.ts";
import type { Lab } from "../servers/lab.ts";

/** One column of the matrix: a check of every sample that it applies to. */
export interface Column extends Check {
  readonly id: CheckId;
  readonly appliesTo: NonNullable<Check["appliesTo"]>;
}

/** Everything that the columns look at. Each is replaceable, which is how the harness is tested itself. */
export interface Subjects {
  readonly closed: SpecTarget;
  readonly open: SpecTarget;
  readonly opinions: readonly Opinions[];
  readonly table: Table;
  readonly types: CompiledFiles;
  readonly client: ClientTarget;
  readonly recorder: Recorder;
  readonly lab: Lab;
  readonly soap: readonly SoapSample[];
}

/** The columns in the order of the table. */
export function columnsOf(subjects: Subjects): Column[] {
  const { closed, open, opinions, table, types, client, recorder, lab, soap } = subjects;
  const envelope = (sample: Sample): SoapSample | undefined =>
    soap.find(({ restOperationId }) => restOperationId === sample.operationId);
  const column = (
    id: CheckId,
    title: string,
    run: Column["run"],
    appliesTo: Column["appliesTo"] = () => true,
  ): Column => ({
    id,
    title,
    appliesTo,
    // A subject that is missing makes the check fail, whenever it notices.
    run: async (sample) => run(sample),
  });
  const contract = {
    operationById: (operationId: string): Operation | undefined =>
      table.operations.find((operation) => operation.operationId === operationId),
    loadValidators: (operationId: string): Promise<OperationValidators | undefined> =>
      open.loadValidators(operationId),
  };
  const proxyColumns = (runtime: ProxyRuntime): Column[] => [
    ...(["enforce", "report"] as const).map((mode) =>
      column(
        `proxy.${runtime}.${mode}`,
        `${runtime}: forwards and answers unchanged, VALIDATION=${mode}`,
        (sample) => proxyPasses(lab.proxy(runtime, mode), contract, sample),
      ),
    ),
    column(`proxy.${runtime}.samples`, `${runtime}: answers with the sample, UPSTREAM=samples`, (sample) =>
      proxyAnswersSample(lab.samplesProxy(runtime), sample),
    ),
  ];
  const soapColumn = (direction: "request" | "response"): Column =>
    column(
      `soap.${direction}`,
      `the ${direction}'s envelope agrees with the REST sample`,
      async (sample) => {
        const found = envelope(sample);
        if (found === undefined) throw new RangeError(`no envelope for ${sample.operationId}`);
        return soapAgrees(found, { document: closed.document, sample }, direction);
      },
      (sample) => envelope(sample) !== undefined,
    );
  const bridgeColumn = (runtime: ProxyRuntime): Column =>
    column(
      `proxy.${runtime}.soap`,
      `${runtime}: the printed envelope becomes the REST request, its answer an envelope`,
      async (sample) => {
        const found = envelope(sample);
        if (found === undefined) throw new RangeError(`no envelope for ${sample.operationId}`);
        return soapBridged(lab.proxy(runtime, "report"), found, sample);
      },
      (sample) => envelope(sample) !== undefined,
    );
  return [
    column("spec.request", "the request keeps the closed profile", (sample) => specRequest(closed, sample)),
    column("spec.response", "the answer keeps the closed profile", (sample) => specResponse(closed, sample)),
    column("spec.open", "both keep the open bundle", (sample) => specOpen(open, sample)),
    column("validators.agree", "shipped validators and the document judge alike", (sample) =>
      validatorsAgree(opinions, sample, mutationsOf(closed.document, sample)),
    ),
    column("table.agrees", "operation table, contract and sample agree", async (sample) =>
      together(tableAgrees(closed.document, table, sample), tableAgrees(open.document, table, sample)),
    ),
    column("types.request", "the request compiles, wrong literals do not", async (sample) =>
      typesHold(types, sample, "request"),
    ),
    column("types.response", "the answer compiles, wrong literals do not", async (sample) =>
      typesHold(types, sample, "response"),
    ),
    column("client.request", "the named call sends exactly the request", (sample) =>
      clientRequest(client, recorder, sample),
    ),
    column("client.response", "the named call returns exactly the answer", (sample) =>
      clientResponse(client, recorder, sample),
    ),
    ...proxyColumns("node"),
    ...proxyColumns("worker"),
    soapColumn("request"),
    soapColumn("response"),
    bridgeColumn("node"),
    bridgeColumn("worker"),
  ];
}

/** Ids of all columns, known before anything runs. */
export const columnIds: readonly CheckId[] = [
  "spec.request",
  "spec.response",
  "spec.open",
  "validators.agree",
  "table.agrees",
  "types.request",
  "types.response",
  "client.request",
  "client.response",
  "proxy.node.enforce",
  "proxy.node.report",
  "proxy.node.samples",
  "proxy.worker.enforce",
  "proxy.worker.report",
  "proxy.worker.samples",
  "soap.request",
  "soap.response",
  "proxy.node.soap",
  "proxy.worker.soap",
];
