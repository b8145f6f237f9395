import { serviceFinder } from "../merge/links.ts";
import type { ContractModel } from "../merge/merge.ts";
import type { TypeRef } from "../merge/type-ref.ts";
import type { RestContract } from "../soap/parity-side.ts";
import type { ClassFacts } from "../wsdl/facts.ts";

const words = { binary: "base64Binary", int32: "int", int64: "long" } as const;

const wordOf = (type: TypeRef): string => {
  switch (type.kind) {
    case "scalar":
      return type.name in words ? words[type.name as keyof typeof words] : type.name;
    case "class":
    case "enum":
      return type.name;
    case "array":
      return `${wordOf(type.of)}[]`;
    case "dictionary":
      return `{string: ${wordOf(type.of)}}`;
    case "unknown":
      return "unknown";
  }
};

/** The agents of the contract as the comparison with SOAP takes them; entities have no services of their own. */
export function restContract(model: ContractModel, facts: ClassFacts): RestContract {
  const find = serviceFinder(facts);
  return {
    operations: model.operations.flatMap(({ page, request, response }) => {
      const service = page.kind === "agent" ? find(page) : undefined;
      if (service === undefined) return [];
      const parameters = (page.queryParameters ?? [])
        .filter(({ required }) => required)
        .map(({ name, type }) => ({ name, type: wordOfParameter(type) }));
      // The body has no name of its own where it is the only argument.
      const [only] = service.arguments;
      const body =
        request.kind === "type" && only !== undefined
          ? [{ name: only.name, type: wordOf(request.fact.type) }]
          : [];
      const named =
        request.kind === "arguments"
          ? request.properties.map(({ name, fact }) => ({ name, type: wordOf(fact.type) }))
          : body;
      const sent = [...parameters, ...named];
      const result = response === undefined ? undefined : wordOf(response.type);
      return [{ agent: service.agent, operation: service.name, arguments: sent, result }];
    }),
    classes: [...model.classes.values()].map(({ name, properties }) => ({
      name,
      properties: properties.map((property) => ({ name: property.name, type: wordOf(property.fact.type) })),
    })),
    enums: [...model.enums.values()].map(({ name, members }) => ({
      name,
      members: members.map((member) => member.name),
    })),
  };
}

const parameterWords: Readonly<Record<string, string>> = {
  bool: "boolean",
  "date-time": "dateTime",
  int32: "int",
  int64: "long",
};

const wordOfParameter = (type: string | undefined): string => parameterWords[type ?? ""] ?? type ?? "unknown";
