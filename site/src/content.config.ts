import { defineCollection } from "astro:content";
import { docsSchema } from "@astrojs/starlight/schema";
import { glob } from "astro/loaders";
import { z } from "astro/zod";

export const collections = {
  docs: defineCollection({
    // The address of a page is its path, in the letters that it has.
    loader: glob({
      base: "./src/generated/docs",
      pattern: "**/*.md",
      generateId: ({ entry, data }) =>
        typeof data.slug === "string" ? data.slug : entry.replace(/\.md$/, ""),
    }),
    schema: docsSchema({ extend: z.object({ source: z.string().optional() }) }),
  }),
};
