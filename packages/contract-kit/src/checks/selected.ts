import { parseSelect } from "@so-webapi/platform/select";
import { type Check as BodyCheck, checkAnswer } from "@so-webapi/validators";
import { type Sample, targetOf } from "../samples/sample.ts";

/** The check of a sample's answer: null is admitted for what its `$select` leaves out, whatever the type (POLICY.md, P5). */
export function checkSelected({ request, response: { status } }: Sample, check: BodyCheck): BodyCheck {
  const text = targetOf(request.target).query.get("$select");
  const select = text === null ? undefined : parseSelect(text);
  if (select?.ok !== true) return check;
  return (value) => checkAnswer({ responses: { [status]: check } }, status, value, { select: select.value });
}
