export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Node = { [name: string]: Json };

export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Node>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Node>> };
}

/** What is checked of one operation: the JSON schema of its request body and of each of its 2xx answers. */
export interface OperationSchemas {
  readonly operationId: string;
  /** Folder and file name of the operation's group: `agents/contact`. */
  readonly group: string;
  readonly request: Node | undefined;
  readonly responses: Readonly<Record<string, Node>>;
}

const methods = ["get", "post", "put", "patch", "delete"];
const jsonOf = (holder: Json | undefined): Node | undefined => {
  const content = (holder as Node | undefined)?.["content"] as Node | undefined;
  return (content?.["application/json"] as Node | undefined)?.["schema"] as Node | undefined;
};

/** The schemas of every operation. */
export function operationSchemas(contract: Contract): OperationSchemas[] {
  return Object.values(contract.paths).flatMap((item) =>
    methods.flatMap((method): OperationSchemas[] => {
      const operation = item[method];
      if (operation === undefined) return [];
      const answers = Object.entries(operation["responses"] as Node).flatMap(([status, response]) => {
        const schema = jsonOf(response);
        return status.startsWith("2") && schema !== undefined ? [[status, schema] as const] : [];
      });
      return [
        {
          operationId: String(operation["operationId"]),
          group: String(operation["x-group"]),
          request: jsonOf(operation["requestBody"]),
          responses: Object.fromEntries(answers),
        },
      ];
    }),
  );
}
