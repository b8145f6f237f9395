import { operations } from "@so-webapi/operations/all";
import { version } from "../../generated/version.ts";
import { ControlError } from "../control-error.ts";
import { contractVerdict } from "../requests/contract-verdict.ts";
import { summaryOf } from "../requests/recorded-request.ts";
import { countRows, readTable } from "../tables/tables.ts";
import { clockState, tenantOf } from "./change-routes.ts";
import { acceptsHtml, page } from "./page-files.ts";
import { type ControlRoute, noContent, notThere } from "./route.ts";

/** Rows of one page of a table. */
const MAX_ROWS = 500;
/** Requests that the state shows. */
const RECENT = 20;

export const stateRoute: ControlRoute = {
  async GET({ control, request }) {
    if (acceptsHtml(request)) return page();
    return Response.json(
      {
        name: "so-sandbox",
        version,
        tenant: tenantOf(control),
        operations: operations.length,
        clock: clockState(control),
        tables: await countRows(control.tenant.database),
        faults: control.faults.list(),
        requests: control.requests.slice(-RECENT).map(summaryOf),
      },
      { headers: { vary: "accept" } },
    );
  },
};

export const requestsRoute: ControlRoute = {
  GET: ({ control }) => Response.json({ requests: control.requests.map(summaryOf) }),
  DELETE({ control }) {
    control.recorder.clear();
    return noContent();
  },
};

export const requestRoute: ControlRoute = {
  async GET({ control, parameter }) {
    const found = control.recorder.find(Number(parameter));
    return found === undefined
      ? notThere()
      : Response.json({ ...found, contract: await contractVerdict(found) });
  },
};

export const tableRoute: ControlRoute = {
  async GET({ control, url, parameter }) {
    const offset = wholeNumber(url, "offset", 0, 0, Number.MAX_SAFE_INTEGER);
    const limit = wholeNumber(url, "limit", 50, 1, MAX_ROWS);
    const found = await readTable(control.tenant.database, parameter, { offset, limit });
    return found === undefined ? notThere() : Response.json(found);
  },
};

function wholeNumber(url: URL, name: string, otherwise: number, from: number, to: number): number {
  const text = url.searchParams.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new ControlError([{ pointer: `?${name}`, message: `must be a whole number from ${from} to ${to}` }]);
}
