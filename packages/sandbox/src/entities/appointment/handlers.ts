import type { Answer, Call, Handlers } from "../../http/call.ts";
import { badRequest } from "../../http/failure.ts";
import { isJsonObject } from "../../model/json.ts";
import { entityOperations } from "../entity-operations.ts";
import { simpleAgentHandler, simpleHandler } from "../records/record-kind.ts";
import { appointmentKind } from "./appointment-kind.ts";
import { loadAppointmentSimple } from "./appointment-simple.ts";

/** Operations on appointments: entity and agent. */
export const appointmentHandlers: Handlers = {
  ...entityOperations(appointmentKind, {
    default: "v1AppointmentEntity_DefaultAppointmentEntity",
    get: "v1AppointmentEntity_GetAppointmentEntity",
    create: "v1AppointmentEntity_PostAppointmentEntity",
    update: "v1AppointmentEntity_PutAppointmentEntity",
    patch: "v1AppointmentEntity_PatchAppointmentEntity",
    delete: "v1AppointmentEntity_DeleteAppointmentEntity",
    agent: {
      createDefault: "v1AppointmentAgent_CreateDefaultAppointmentEntity",
      get: "v1AppointmentAgent_GetAppointmentEntity",
      save: "v1AppointmentAgent_SaveAppointmentEntity",
      delete: "v1AppointmentAgent_DeleteAppointmentEntity",
      id: "appointmentEntityId",
    },
  }),
  v1AppointmentEntity_Simple: simpleHandler(loadAppointmentSimple, "Appointment"),
  v1AppointmentAgent_GetAppointment: simpleAgentHandler(loadAppointmentSimple, "appointmentId"),
  v1AppointmentAgent_ToggleAppointmentStatus: toggleStatus,
};

/** Completed becomes started, everything else completed (agent/Appointment_Agent/v1AppointmentAgent_ToggleAppointmentStatus.md:12). */
async function toggleStatus(call: Call): Promise<Answer> {
  const id = isJsonObject(call.body) ? call.body.AppointmentId : undefined;
  if (typeof id !== "number") throw badRequest("AppointmentId is required.");
  return call.tenant.exclusively(async () => {
    const stored = await appointmentKind.load(call, id);
    if (stored === undefined) throw badRequest("AppointmentId: there is no such appointment.");
    const status = stored.body.Completed === "Completed" ? "Started" : "Completed";
    await appointmentKind.update(call, stored, { ...stored.body, Completed: status });
    return { status: 200, body: status };
  });
}
