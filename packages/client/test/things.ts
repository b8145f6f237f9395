import type { Api, Result } from "../src/index.ts";

/** An entity with the forms of calls that the seed operations do not have. */
export const things: Api<
  object,
  {
    readonly thing: {
      get(id: number | string, options?: object): Promise<Result<unknown>>;
      list(options?: object): Promise<Result<unknown>>;
      update(id: number, body: object, options?: object): Promise<Result<unknown>>;
      delete(id: number): Promise<Result<undefined>>;
      move(from: string, to: string): Promise<Result<undefined>>;
    };
  }
> = {
  at: ["thing"],
  operations: {
    get: { id: "v1Thing_Get", method: "GET", path: "/api/v1/Thing/{id}", request: "none", answer: "json" },
    list: { id: "v1Thing_List", method: "GET", path: "/api/v1/Thing", request: "none", answer: "json" },
    update: { id: "v1Thing_Put", method: "PUT", path: "/api/v1/Thing/{id}", request: "json", answer: "json" },
    delete: {
      id: "v1Thing_Del",
      method: "DELETE",
      path: "/api/v1/Thing/{id}",
      request: "none",
      answer: "none",
    },
    move: {
      id: "v1Thing_Move",
      method: "POST",
      path: "/api/v1/Thing/{from}/To/{to}",
      request: "none",
      answer: "none",
    },
  },
};
