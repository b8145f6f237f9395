/** Settings for every tool that a script of this repository starts: nothing reaches out, nothing waits. */
export const quietEnv = {
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  DENO_NO_UPDATE_CHECK: "1",
  ASTRO_TELEMETRY_DISABLED: "1",
};
