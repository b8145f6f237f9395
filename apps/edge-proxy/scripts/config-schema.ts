// Writes config.schema.json, the JSON Schema of the configuration file, for editors and for the reference of the settings:
// node scripts/config-schema.ts. It is made from the type ProxyConfig with its comments, and from the table of variables.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript-with-api";
import { type Variable, variables } from "../src/config/variables.ts";

/** A schema of the configuration file. */
export interface ConfigSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly (string | boolean)[];
  readonly pattern?: string;
  readonly default?: string | number;
  readonly items?: ConfigSchema;
  readonly anyOf?: readonly ConfigSchema[];
  readonly properties?: Readonly<Record<string, ConfigSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: ConfigSchema | false;
  readonly $defs?: Readonly<Record<string, ConfigSchema>>;
  /** The environment variable that wins over it. */
  readonly "x-variable"?: string;
  readonly "x-unit"?: string;
  /** `node` where Workers do not have it. */
  readonly "x-only"?: "node";
  /** Settings that only a variable can hold, by its name. */
  readonly "x-variables"?: Readonly<Record<string, ConfigSchema>>;
}

const byKey = new Map(
  Object.entries<Variable>(variables).flatMap(([name, variable]) =>
    variable.key === "" ? [] : [[variable.key, { name, ...variable }] as const],
  ),
);

/** Makes the schema: the text of the file. */
export function configSchema(): string {
  const file = fileURLToPath(new URL("../src/lib/config/define-config.ts", import.meta.url));
  const program = ts.createProgram([file], {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    types: ["node"],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const named = new Map(module && checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  const root = named.get("ProxyConfig");
  if (root === undefined) throw new Error("there is no ProxyConfig");
  const secret = named.get("SecretReference");

  function schemaOf(type: ts.Type, path: string): ConfigSchema {
    if (type.aliasSymbol !== undefined && type.aliasSymbol === secret)
      return { $ref: "#/$defs/SecretReference" };
    const parts = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !(flags & ts.TypeFlags.Undefined),
    );
    const literals = parts.filter((one) => one.isStringLiteral() || one.flags & ts.TypeFlags.BooleanLiteral);
    const others = parts.filter((one) => !literals.includes(one));
    const schemas = withoutRepetition(others.map((one) => oneSchema(one, path)));
    // A union that holds the references beside other things has lost their name.
    const secrets = schemas.filter((one) => isReference(one));
    const rest = schemas.filter((one) => !secrets.includes(one));
    const all = [
      ...(literals.length > 0 ? [literalSchema(literals)] : []),
      ...rest,
      ...(secrets.length > 0 ? [{ $ref: "#/$defs/SecretReference" }] : []),
    ];
    const [only] = all;
    return all.length === 1 && only !== undefined ? only : { anyOf: all };
  }

  function oneSchema(type: ts.Type, path: string): ConfigSchema {
    if (type.flags & ts.TypeFlags.TemplateLiteral) return { type: "string", pattern: patternOf(type) };
    // `string & {}` lets editors propose the words beside it.
    if (type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String))
      return { type: "string" };
    if (type.flags & ts.TypeFlags.String) return { type: "string" };
    if (type.flags & ts.TypeFlags.Number) return { type: "number" };
    const element = checker.isArrayType(type)
      ? checker.getTypeArguments(type as ts.TypeReference)[0]
      : undefined;
    if (element !== undefined) return { type: "array", items: schemaOf(element, `${path}[]`) };
    const index = type.getStringIndexType();
    if (index !== undefined) return { type: "object", additionalProperties: schemaOf(index, `${path}.*`) };
    return objectSchema(type, path);
  }

  function patternOf(type: ts.Type): string {
    const template = checker.typeToString(type).replaceAll("`", "");
    return `^${template.replaceAll(/\$\{number\}/g, "[0-9]+").replaceAll(/\$\{string\}/g, ".+")}$`;
  }

  function objectSchema(type: ts.Type, path: string): ConfigSchema {
    const members = checker.getPropertiesOfType(type);
    if (members.length === 0)
      throw new Error(`${path}: ${checker.typeToString(type)} is no type of a setting`);
    const properties = members.map((member) => {
      const own = path === "" ? member.name : `${path}.${member.name}`;
      const schema = schemaOf(checker.getTypeOfSymbol(member), own);
      return [member.name, { ...factsOf(member, own), ...schema }] as const;
    });
    const required = members
      .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
      .map(({ name }) => name);
    return {
      type: "object",
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  }

  function factsOf(member: ts.Symbol, path: string): ConfigSchema {
    const variable = byKey.get(path);
    const comment = ts.displayPartsToString(member.getDocumentationComment(checker)).replaceAll("\n", " ");
    if (variable === undefined) return comment === "" ? {} : { description: comment };
    return { ...factsOfVariable(variable), "x-variable": variable.name };
  }

  const schema = oneSchema(checker.getDeclaredTypeOfSymbol(root), "");
  const references = secret && checker.getDeclaredTypeOfSymbol(secret);
  return `${JSON.stringify(
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "so-proxy",
      description: "Settings of so-proxy. Made by scripts/config-schema.ts; do not edit.",
      ...schema,
      properties: {
        $schema: { type: "string", description: "Address of this schema, for editors." },
        ...schema.properties,
      },
      "x-variables": Object.fromEntries(
        Object.entries<Variable>(variables).flatMap(([name, variable]) =>
          variable.key === "" ? [[name, factsOfVariable(variable)] as const] : [],
        ),
      ),
      $defs: {
        SecretReference: {
          description: "Where a secret is: a document never holds one.",
          anyOf: references?.isUnion() ? references.types.map((one) => objectSchema(one, "")) : [],
        },
      },
    },
    null,
    2,
  )}\n`;
}

function factsOfVariable({ unit, effect, only, default: otherwise }: Variable): ConfigSchema {
  return {
    description: effect,
    ...(otherwise !== "" && { default: /^\d+$/.test(otherwise) ? Number(otherwise) : otherwise }),
    "x-unit": unit,
    ...(only !== undefined && { "x-only": only }),
  };
}

function literalSchema(literals: readonly ts.Type[]): ConfigSchema {
  const values = literals.map((one) =>
    one.isStringLiteral() ? one.value : (one as ts.Type & { intrinsicName: string }).intrinsicName === "true",
  );
  return values.every((value) => typeof value === "boolean") && values.length === 2
    ? { type: "boolean" }
    : { enum: values };
}

const isReference = ({ properties = {} }: ConfigSchema): boolean => {
  const names = Object.keys(properties);
  return names.length === 1 && (names[0] === "env" || names[0] === "file");
};

function withoutRepetition(schemas: readonly ConfigSchema[]): ConfigSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL("../config.schema.json", import.meta.url), configSchema());
