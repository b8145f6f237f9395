import { expect, it } from "vitest";
import { traceContextOf } from "./trace-context.ts";

const id = "4bf92f3577b34da6a3ce929d0e0e4736";
const make = () => "0af7651916cd43dd8448eb211c80319c";

it.each([`00-${id}-00f067aa0ba902b7-01`, `01-${id}-00f067aa0ba902b7-01-later`])("keeps %s", (given) => {
  expect(traceContextOf(given, make)).toEqual({ traceparent: given, traceId: id, isNew: false });
});

it.each([
  null,
  "",
  `00-${id}-00f067aa0ba902b7-01-more`,
  `00-${id.toUpperCase()}-00f067aa0ba902b7-01`,
  `ff-${id}-00f067aa0ba902b7-01`,
  `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
  `00-${id}-${"0".repeat(16)}-01`,
  `00-${id}-00f067aa0ba902b7-01, 00-${id}-00f067aa0ba902b7-01`,
])("begins anew instead of %s", (given) => {
  expect(traceContextOf(given, make)).toEqual({
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-8448eb211c80319c-00",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    isNew: true,
  });
});
