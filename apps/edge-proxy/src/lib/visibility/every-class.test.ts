import type { BodyShape, PropertyShape } from "@so-webapi/operations";
import { expect, it } from "vitest";
import { wholeContract } from "../contract/contract.ts";
import { JsonMask } from "./mask-json.ts";
import { rootPlace } from "./places.ts";
import { viewOf } from "./view.ts";

const { operations, shapes } = wholeContract;

/** A way from an answer to a class: the answer's shape and the properties in between. */
interface Way {
  readonly root: BodyShape;
  readonly steps: readonly PropertyShape[];
}

/** The shortest way from an answer of an operation to each class that answers reach. */
function ways(): ReadonlyMap<string, Way> {
  const found = new Map<string, Way>();
  let next: [string, Way][] = operations.flatMap(({ responses }) =>
    Object.values(responses).flatMap((shape): [string, Way][] =>
      shape?.class === undefined ? [] : [[shape.class, { root: shape, steps: [] }]],
    ),
  );
  while (next.length > 0) {
    const further: [string, Way][] = [];
    for (const [className, way] of next) {
      if (found.has(className)) continue;
      found.set(className, way);
      for (const step of Object.values(shapes.classes[className] ?? {})) {
        if (step.class !== undefined) further.push([step.class, { ...way, steps: [...way.steps, step] }]);
      }
    }
    next = further;
  }
  return found;
}

function wrapped(value: unknown, { root, steps }: Way): unknown {
  const inner = steps.reduceRight((at, { name, kind }) => ({ [name]: held(at, kind) }), value);
  return root.array ? [inner, inner] : inner;
}

function held(value: unknown, kind: PropertyShape["kind"]): unknown {
  if (kind === "array") return [value, null, value];
  return kind === "dictionary" ? { any: value } : value;
}

const spellings = [
  (name: string) => name,
  (name: string) => name.toUpperCase(),
  (name: string) => name.toLowerCase(),
];

const secrets = ["canary", [{ deep: { er: "canary" } }]];

it("a value that is planted in a hidden property of any class of the contract never comes out", () => {
  let planted = 0;
  const reached = ways();
  for (const className of Object.keys(shapes.classes)) {
    const names = Object.values(shapes.classes[className] ?? {}).map(({ name }) => name);
    const way = reached.get(className) ?? {
      root: { class: className, array: false, nullable: false, mediaTypes: [] },
      steps: [],
    };
    for (const half of [0, 1]) {
      const hidden = names.filter((_, index) => index % 2 === half);
      const view = viewOf({ hidden: hidden.map((name) => `${className}.${name}`) }, shapes);
      if (view === undefined) continue;
      const others = names.filter((name) => !view.hides(className, name));
      const body = {
        ...Object.fromEntries(others.map((name) => [name, "shown"])),
        ...Object.fromEntries(hidden.map((name, at) => [spellings[at % 3]?.(name), secrets[at % 2]])),
      };
      const mask = new JsonMask(view, rootPlace(way.root));
      const bytes = mask.push(new TextEncoder().encode(JSON.stringify(wrapped(body, way))));
      mask.end();
      const text = new TextDecoder().decode(bytes);
      expect(text, `${className} ${half}`).not.toContain("canary");
      if (others.length > 0 && way.steps.every(({ name }) => !hidden.includes(name)))
        expect(text, `${className} ${half}`).toContain('"shown"');
      planted += hidden.length;
    }
  }
  expect(Object.keys(shapes.classes).length).toBeGreaterThan(1_800);
  expect(reached.size).toBeGreaterThan(400);
  expect(planted).toBeGreaterThan(10_000);
});
