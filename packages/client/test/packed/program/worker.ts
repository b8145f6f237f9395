import { run } from "./run.ts";

/** For workerd: places come as the request's body. */
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await run(await request.json()));
  },
};
