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
  id: "v1Thing_",
  path: "/api/v1/Thing",
  calls: {
    get: "GET none json /{id}",
    list: "GET none json ",
    update: "PUT json json /{id}",
    delete: "DELETE none none /{id}",
    move: "POST none none /{from}/To/{to}",
  },
};
