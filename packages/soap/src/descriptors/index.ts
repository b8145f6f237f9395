import { tables } from "../generated/tables.ts";
import type { ServicesVersion } from "./descriptors.ts";
import { openServices, type Services } from "./services.ts";

export type {
  AgentDescriptor,
  ClassDescriptor,
  DictionaryDescriptor,
  ElementDescriptor,
  EnumDescriptor,
  MemberDescriptor,
  OperationDescriptor,
  RestrictionDescriptor,
  ServicesVersion,
  TypeDescriptor,
  TypeName,
} from "./descriptors.ts";
export type { Services } from "./services.ts";

/** The versions that the vendor's WSDLs describe, rising. */
export const SERVICES_VERSIONS: readonly ServicesVersion[] = [84, 85, 86, 87, 88];

/** Narrows a number to a version that is known here. */
export const isServicesVersion = (version: number): version is ServicesVersion =>
  SERVICES_VERSIONS.some((known) => known === version);

/**
 * Opens the descriptors of one version: its agents, operations, types and headers as its WSDLs have them.
 *
 * @example
 * const services = openDescriptors(88);
 * services.agent("contact")?.operations.get("GetMyContacts")?.action;
 * // "http://www.superoffice.net/ws/crm/NetServer/Services88/Contact/GetMyContacts"
 */
export const openDescriptors = (version: ServicesVersion): Services => openServices(tables, version);
