import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";

/** How good something is. Each tone has a colour, in light and in dark. */
export type Tone = "best" | "good" | "fair" | "warn" | "bad" | "none";

/** One part of a bar, and of the legend below the page's own. */
export interface Part {
  readonly tone: Tone;
  readonly name: string;
  readonly count: number;
}

/** What stands in a cell. A text by itself is a text. */
export type CellValue =
  | string
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "codes"; readonly texts: readonly string[] }
  /** `value` sorts, `text` is shown. Default of `text`: the value with its thousands apart. */
  | { readonly type: "number"; readonly value: number; readonly text?: string }
  | { readonly type: "bar"; readonly value: number; readonly parts: readonly Part[] }
  | { readonly type: "mark"; readonly tone: Tone; readonly text: string };

/** What opens below a row: sentences, and below each two texts beside each other. */
export interface Detail {
  readonly text: string;
  readonly sides?: { readonly expected: string; readonly actual: string };
}

/** A row of a table, with what opens below it. */
export interface Row {
  readonly cells: readonly CellValue[];
  /** What a choice or the check box of the section finds the row by. Default: nothing. */
  readonly tags?: readonly string[];
  readonly details?: readonly Detail[];
}

/** A table of the page, with what it can be searched and filtered by. */
export interface Section {
  /** Address of the section in the page. */
  readonly id: string;
  readonly title: string;
  /** One sentence below the title. */
  readonly words: string;
  readonly columns: readonly { readonly title: string; readonly kind?: "number" | "wide" }[];
  readonly rows: readonly Row[];
  /** What the search field finds, as `classes`. Default: there is no search field. */
  readonly search?: string;
  /** Lists to choose rows by their tags from. Default: none. */
  readonly choices?: readonly { readonly label: string; readonly tags: readonly string[] }[];
  /** A check box that leaves rows with this tag. Default: none. */
  readonly only?: { readonly label: string; readonly tag: string };
  /** Column to sort by at first. Default: the order of the rows. */
  readonly sort?: { readonly column: number; readonly descending?: boolean };
}

/** A report. All texts are data: none is read as markup. */
export interface ReportPage {
  readonly title: string;
  readonly lead: string;
  /** The one figure that matters. */
  readonly figure: { readonly value: string; readonly label: string };
  /** The figure's parts, as a bar with its legend. `words` explain a part. */
  readonly parts: readonly (Part & { readonly words?: string })[];
  readonly sections: readonly Section[];
}

/** The report as one page that needs nothing else: no request, no font, no library. */
export function reportPage(page: ReportPage): string {
  const { title, lead, figure, parts, sections } = page;
  const legend = parts.map(
    ({ tone, name, count, words = "" }) =>
      `<li><i class="${tone}"></i><b>${count.toLocaleString("en-US")}</b> ${text(name)} <span>${text(words)}</span></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${pageStyle}</style>
<main>
<header>
  <div><h1>${text(title)}</h1><p>${text(lead)}</p></div>
  <div class="figure">${text(figure.value)} <small>${text(figure.label)}</small></div>
</header>
<div id="total"></div>
<ul class="legend">${legend.join("")}</ul>
<nav>${sections.map(({ id, title: name }) => `<a href="#${text(id)}">${text(name)}</a>`).join("")}</nav>
${sections.map(frame).join("")}
</main>
<script type="application/json" id="data">${embed({ parts, sections })}</script>
<script>${pageScript}</script>
</html>
`;
}

/** A section without its table, which the script draws. */
function frame({ id, title, words, search, choices = [], only }: Section): string {
  const tools = [
    ...(only === undefined ? [] : [`<label><input type="checkbox"> ${text(only.label)}</label>`]),
    ...choices.map(
      ({ label, tags }) =>
        `<label>${text(label)} <select><option value="">all</option>${tags.map((tag) => `<option>${text(tag)}</option>`).join("")}</select></label>`,
    ),
    ...(search === undefined
      ? []
      : [`<input type="search" placeholder="Filter ${text(search)}" aria-label="Filter ${text(search)}">`]),
  ];
  return `
<section id="${text(id)}">
  <div class="head"><div><h2>${text(title)} <small><output></output></small></h2><p>${text(words)}</p></div><div class="tools">${tools.join("")}</div></div>
  <div class="scroll" tabindex="0" role="region" aria-label="${text(title)}"></div>
</section>`;
}

const text = (value: string): string =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The data within a script element: no text can end the element. */
const embed = (data: unknown): string => JSON.stringify(data).replaceAll("<", "\\u003c");
