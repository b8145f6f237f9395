import type { DocumentPages, Page } from "./pages.ts";
import { sections } from "./sections.ts";

/** An entry of the sidebar, as Starlight takes it. */
export type SidebarEntry =
  | { readonly label: string; readonly link: string }
  | { readonly label: string; readonly collapsed: boolean; readonly items: readonly SidebarEntry[] };

/** The sidebar of all pages; every document stands in it once. */
export function sidebarOf(documents: ReadonlyMap<string, DocumentPages>): SidebarEntry[] {
  const left = new Set(documents.keys());
  const take = (place: string): string[] => {
    const found = [...left].filter(
      (file) => file === place || file.startsWith(place === "" ? "" : `${place}/`),
    );
    for (const file of found) left.delete(file);
    return found.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  };
  // The places with a name go first, or the last one, which takes all that is left, would take theirs.
  const found = new Map<string, string[]>();
  const places = sections.flatMap(({ of }) => of).sort((a, b) => b.length - a.length);
  for (const place of places) found.set(place, take(place));
  return sections.map(({ label, of, made = [] }) => ({
    label,
    collapsed: label !== "Start",
    items: [
      ...of.flatMap((place) =>
        entriesOf((found.get(place) ?? []).flatMap((file) => documents.get(file) ?? [])),
      ),
      ...made.map((one) => ({ label: one.label, link: `/${one.path}` })),
    ],
  }));
}

/** The README of a folder first, then its guides, then what lies deeper. */
const rank = (file: string): number =>
  file.split("/").length * 2 + (file.endsWith("README.md") ? -1 : 0) + (/behaviours/.test(file) ? 4 : 0);

/** A folder with several pages opens; one alone is a link. */
function entriesOf(documents: readonly DocumentPages[]): SidebarEntry[] {
  const all = documents.flatMap(({ pages }) => pages);
  const [first] = all;
  if (first === undefined) return [];
  if (all.length === 1) return [linkTo(first)];
  return [
    { label: shortTitle(first), collapsed: true, items: all.map((page, index) => linkTo(page, index === 0)) },
  ];
}

const linkTo = (page: Page, isFirst = false): SidebarEntry => ({
  label: isFirst ? "Overview" : shortTitle(page),
  link: `/${page.path}`,
});

const shortTitle = ({ title, source }: Page): string =>
  source === "README.md" ? "The project" : title.replace(/^@so-webapi\//, "");
