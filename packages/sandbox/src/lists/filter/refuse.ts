import { badRequest, type PlatformFailure } from "../../http/failure.ts";

/** 400 for a filter that is understood but makes no sense for the list; places count characters from 1. */
export function refuse(message: string, place: number): PlatformFailure {
  return badRequest(`$filter, character ${place + 1}: ${message}`);
}
