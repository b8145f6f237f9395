import { type Variable, variables } from "../variables.ts";

/** A configuration file with every setting in it, as comments: what `so-proxy init` writes. */
export function example(): string {
  const sections = new Map<string, string[]>();
  for (const variable of Object.values<Variable>(variables)) {
    const [section = "", name] = variable.key.split(".");
    if (section === "" || variable.key === "validation") continue;
    const lines = sections.get(name === undefined ? "" : section) ?? [];
    sections.set(name === undefined ? "" : section, lines);
    lines.push(...linesOf(name ?? section, variable));
  }
  const { "": top = [], ...inner } = Object.fromEntries(sections);
  const body = [
    ...top,
    ...Object.entries(inner).flatMap(([section, lines]) => [
      `// "${section}": {`,
      ...lines.map(indent),
      "// },",
    ]),
  ];
  body.push(
    "// who may call; the README has keys, tokens and policies, and so-proxy key makes a key",
    '// "callers": [{ "name": "people", "ownCredentials": true, "rate": { "requests": 100, "seconds": 60 } }],',
    "// how often an address may fail to sign in",
    '// "failedLogins": { "requests": 20, "seconds": 60 },',
    "// tenants by name, /Cust12345/api/v1/…, in place of an upstream; the README has their credentials:",
    '//   "tenants": { "Cust12345": { "environment": "online" } },',
    '// where rates are counted and answers kept: memory, or { "redis": { "env": "REDIS_URL" } } for several instances',
    '// "store": "memory",',
    "// where traces and metrics go; OpenTelemetry's own variables do as well",
    '// "telemetry": { "endpoint": "http://127.0.0.1:4318", "sample": 0.1 },',
    "// pages of which origins may call from a browser",
    '// "cors": { "origins": ["https://app.example"] },',
    "// validation of some operations apart from the others: by agent, entity or id",
    '// "operations": { "agents/archive": { "validation": { "answers": "off" } } },',
  );
  return [
    "// Settings of so-proxy. Every line is a comment: take away the slashes where you want something else than the default.",
    "// Environment variables win over this file. `so-proxy check` says what is wrong with it.",
    "{",
    ...body.map(indent),
    "}",
    "",
  ].join("\n");
}

function linesOf(name: string, { default: otherwise, unit, effect }: Variable): string[] {
  const value = /^\d+$/.test(otherwise) ? otherwise : JSON.stringify(otherwise || unsetExamples[name] || "");
  return [`// ${effect} (${unit})`.replaceAll("`", ""), `// "${name}": ${value},`];
}

/** Values to show where nothing holds unless it is set. */
const unsetExamples: Readonly<Record<string, string>> = {
  file: "data.db",
  publicUrl: "https://crm.example",
  language: "en",
  trustedProxies: "10.0.0.0/8",
};

function indent(line: string): string {
  return `  ${line}`;
}
