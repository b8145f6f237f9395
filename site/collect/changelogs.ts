import { posix } from "node:path";
import { listFiles, readText } from "./repository.ts";

/** What became of a package, release by release, and what comes with the next. */
export interface ChangelogModel {
  /** `@so-webapi/client`. */
  readonly name: string;
  readonly version: string;
  /** Sentences of changesets that are not released yet, code between backticks. */
  readonly coming: readonly string[];
  readonly releases: readonly { readonly version: string; readonly lines: readonly string[] }[];
}

/** Reads the changelogs of all packages, and the changesets that wait. */
export function makeChangelogs(): ChangelogModel[] {
  const waiting = listFiles(".changeset/*.md")
    .filter((file) => !file.endsWith("README.md"))
    .map((file) => {
      const [, head = "", text = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readText(file)) ?? [];
      const names = [...head.matchAll(/^["']?(@so-webapi\/[\w-]+)/gm)].map(([, name]) => name);
      return { names, text: text.trim().replaceAll(/\n(?!\n)/g, " ") };
    });
  return listFiles("packages/*/package.json", "apps/*/package.json", "openapi/package.json")
    .filter((file) => file.split("/").length <= 3)
    .map((file) => {
      const { name, version } = JSON.parse(readText(file)) as {
        readonly name: string;
        readonly version: string;
      };
      const [log] = listFiles(posix.join(posix.dirname(file), "CHANGELOG.md"));
      return {
        name,
        version,
        coming: waiting.filter(({ names }) => names.includes(name)).map(({ text }) => text),
        releases: log === undefined ? [] : releasesOf(readText(log)),
      };
    })
    .filter(({ coming, releases }) => coming.length + releases.length > 0);
}

function releasesOf(log: string): ChangelogModel["releases"] {
  return log
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [version = "", ...rest] = part.split("\n");
      const lines = rest.flatMap((line) =>
        /^(?:- | {2}\S)/.test(line) ? [line.replace(/^- |^ +/, "")] : [],
      );
      return { version, lines };
    });
}
