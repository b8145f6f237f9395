import type { Sandbox } from "@so-webapi/sandbox";

/** An answer of the sandbox, read. */
export interface Asked {
  readonly status: number;
  /** Without parameters; empty where there is none. */
  readonly mediaType: string;
  readonly text: string;
  /** The text as JSON; undefined where it is of another type. */
  readonly json: unknown;
}

/** Asks as `tje0`, the user of the samples. `path` begins with `/api`. */
export async function ask(
  sandbox: Pick<Sandbox, "fetch">,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Asked> {
  const response = await sandbox.fetch(
    new Request(`http://sandbox${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa("tje0:Tje0")}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const mediaType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  return {
    status: response.status,
    mediaType,
    text,
    json: /json/.test(mediaType) ? JSON.parse(text) : undefined,
  };
}
