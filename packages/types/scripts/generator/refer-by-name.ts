import ts from "typescript";
import { componentOf, nameOf, propertiesOf } from "./nodes.ts";

/** Names that a piece of generated code needs from elsewhere. */
export type Needed = Set<string>;

/** What may stand in the place of a reference into `components`. */
export interface References {
  /** Names of types by names of schemas. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Names of types by names of responses. */
  readonly responses: ReadonlyMap<string, string>;
  /** Types of parameters, which are too small to have a name. */
  readonly parameters: ReadonlyMap<string, ts.TypeNode>;
}

/** Collects what the contract names. */
export function referencesTo(
  components: ts.InterfaceDeclaration | undefined,
  schemas: ReadonlyMap<string, string>,
): References {
  const kind = (name: string): ts.PropertySignature[] =>
    propertiesOf(propertiesOf(components).find((property) => nameOf(property) === name)?.type);
  const responses = kind("responses").map((response) => nameOf(response));
  const parameters = kind("parameters").flatMap(({ name, type }) =>
    type === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))
      ? []
      : [[name.text, type] as const],
  );
  return {
    schemas,
    responses: new Map(responses.map((name) => [name, name])),
    parameters: new Map(parameters),
  };
}

/**
 * Turns `components["schemas"]["Contact"]` into `Contact` everywhere in a node, and the like for responses and
 * parameters, and notes in `needed` which names it then depends on.
 */
export function referByName<T extends ts.Node>(node: T, to: References, needed: Needed): T {
  const result = ts.transform<ts.Node>(node, [
    (context) => {
      const visit = (child: ts.Node): ts.Node => {
        for (const kind of ["schemas", "responses"] as const) {
          const component = componentOf(child, kind);
          if (component === undefined) continue;
          const name = to[kind].get(component);
          if (name === undefined) throw new Error(`There is no ${component} in components.${kind}`);
          needed.add(name);
          return ts.factory.createTypeReferenceNode(name);
        }
        const parameter = to.parameters.get(componentOf(child, "parameters") ?? "");
        if (parameter !== undefined) return visit(parameter);
        if (ts.isTypeReferenceNode(child) && ts.isIdentifier(child.typeName)) needed.add(child.typeName.text);
        return ts.visitEachChild(child, visit, context);
      };
      return visit;
    },
  ]);
  return result.transformed[0] as T;
}
