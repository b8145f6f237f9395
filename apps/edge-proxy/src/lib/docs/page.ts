/** Title of the API reference. */
export const DOCS_TITLE = "SuperOffice WebAPI";

/**
 * The page of `/docs`. It loads its two scripts from the proxy itself and nothing from anywhere else, which the
 * policy holds the browser to; styles must be inline because the reference writes its own.
 */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** HTML of the API reference. */
export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${DOCS_TITLE}</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="reference"></div>
    <noscript>The reference needs JavaScript; the contract itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** Script that starts the reference: no fonts, proxy, chat or telemetry from elsewhere. */
export const docsScript = `Scalar.createApiReference("#reference", ${JSON.stringify(
  {
    url: "/docs/reference.json",
    title: DOCS_TITLE,
    theme: "default",
    layout: "modern",
    withDefaultFonts: false,
    telemetry: false,
    agent: { disabled: true, hideAddApi: true },
    mcp: { disabled: true },
    showDeveloperTools: "never",
    hideClientButton: true,
    proxyUrl: "",
    defaultOpenAllTags: true,
    metaData: { title: DOCS_TITLE },
  },
  null,
  2,
)});
`;
