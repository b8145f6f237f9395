import { type ControlCall, notThere } from "./route.ts";

/** Whether the caller would rather see a page than data: browsers name `text/html`, programs do not. */
export function acceptsHtml(request: Request): boolean {
  return /\btext\/html\b/i.test(request.headers.get("accept") ?? "");
}

/** Scripts, styles and data come from the sandbox alone, and whatever data holds cannot become code. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The inspector page. */
export async function page(): Promise<Response> {
  const { html } = await files();
  return file(html, "text/html; charset=utf-8", {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    vary: "accept",
  });
}

/** The page's script and style. */
export async function pageFile({ parameter }: ControlCall): Promise<Response> {
  const { css, js } = await files();
  if (parameter === "inspector.css") return file(css, "text/css; charset=utf-8");
  return parameter === "inspector.js" ? file(js, "text/javascript; charset=utf-8") : notThere();
}

/** Read when the first page is asked for. */
function files(): Promise<typeof import("../../generated/inspector.ts")> {
  return import("../../generated/inspector.ts");
}

function file(text: string, contentType: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, {
    headers: { "content-type": contentType, "x-content-type-options": "nosniff", ...headers },
  });
}
