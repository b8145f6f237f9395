import { readFileSync } from "node:fs";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

const sidebar = JSON.parse(readFileSync(new URL("src/generated/sidebar.json", import.meta.url), "utf8"));

export default defineConfig({
  ...(process.env.SITE_URL !== undefined && { site: process.env.SITE_URL }),
  base: process.env.SITE_BASE ?? "/",
  trailingSlash: "always",
  publicDir: "./src/generated/public",
  integrations: [
    starlight({
      title: "SuperOffice WebAPI for TypeScript",
      description: "The SuperOffice CRM WebAPI as a contract that is true, and what follows from it.",
      sidebar,
      customCss: ["./src/styles/site.css", "./src/styles/reference.css", "./src/styles/front.css"],
      credits: false,
      // Code that wraps never scrolls: nothing to reach by keyboard, and nothing lost on a phone.
      expressiveCode: { defaultProps: { wrap: true } },
      components: { SiteTitle: "./src/components/SiteTitle.astro" },
    }),
  ],
});
