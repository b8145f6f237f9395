import type { Handlers } from "../../http/call.ts";
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
};
