import { tenantState } from "../../identity/tenant-state.ts";
import { fieldsOf } from "../fields.ts";
import { checkedTime, readDuration, readTime } from "../read-time.ts";
import type { ControlCall, ControlRoute } from "./route.ts";
import { jsonBody, noContent, notThere } from "./route.ts";

/** Bytes of a snapshot that `restore` takes. */
const MAX_SNAPSHOT = 512 * 1024 * 1024;

export const resetRoute: ControlRoute = {
  async POST({ control }) {
    await control.reset();
    return noContent();
  },
};

export const snapshotRoute: ControlRoute = {
  async POST({ control }) {
    return Response.json(await control.snapshot());
  },
};

export const restoreRoute: ControlRoute = {
  async POST({ control, request }) {
    await control.restore(await jsonBody(request, MAX_SNAPSHOT));
    return noContent();
  },
};

export const clockRoute: ControlRoute = {
  GET: ({ control }) => Response.json(clockState(control)),
  async POST({ control, request }) {
    const fields = fieldsOf(await jsonBody(request));
    const advance = fields.optional(
      "advance",
      (value) => ({ by: readDuration(value, "/advance") }),
      "a span",
    );
    const set = fields.optional("set", (value) => ({ at: readTime(value, "/set") }), "a time");
    if ((advance === undefined) === (set === undefined)) fields.misfit("", "must have either advance or set");
    fields.finish();
    if (advance !== undefined) {
      checkedTime(control.now() + advance.by, "/advance");
      control.advanceClock(advance.by);
    }
    if (set !== undefined) control.setClock(set.at);
    return Response.json(clockState(control));
  },
};

/** How the clock stands. */
export function clockState(control: ControlCall["control"]): { now: string; offset: number } {
  return { now: new Date(control.now()).toISOString(), offset: control.clock.offset };
}

export const faultsRoute: ControlRoute = {
  GET: ({ control }) => Response.json({ faults: control.faults.list() }),
  async POST({ control, request }) {
    const active = control.faults.add(await jsonBody(request));
    return Response.json(active, { status: 201, headers: { location: `/-/sandbox/faults/${active.id}` } });
  },
  DELETE({ control }) {
    control.faults.clear();
    return noContent();
  },
};

export const faultRoute: ControlRoute = {
  GET({ control, parameter }) {
    const found = control.faults.list().find(({ id }) => id === Number(parameter));
    return found === undefined ? notThere() : Response.json(found);
  },
  DELETE: ({ control, parameter }) => (control.faults.remove(Number(parameter)) ? noContent() : notThere()),
};

export const tenantRoute: ControlRoute = {
  GET: ({ control }) => Response.json(tenantOf(control)),
  async PUT({ control, request }) {
    const body = await jsonBody(request);
    const fields = fieldsOf(body);
    const state = fields.required("state", (value) => ({ value }), "a state of the state service");
    fields.finish();
    control.setTenantState(state?.value);
    return Response.json(tenantOf(control));
  },
};

/** The tenant's settings and its state. */
export function tenantOf({ tenant }: ControlCall["control"]): object {
  return { ...tenant.settings, state: tenantState(tenant) };
}
