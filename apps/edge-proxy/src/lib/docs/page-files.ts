/** Starts the reference of a group: no fonts, proxy, chat or telemetry from elsewhere. */
const start = `const element = document.querySelector("#reference");
// A link of the search names an operation as "POST /api/...": its place in the reference is known once that is there.
const wanted = /^#[A-Z]+ \\//.test(decodeURI(location.hash)) ? decodeURI(location.hash).slice(1).replace(" ", "") : undefined;
if (wanted !== undefined) {
  history.replaceState(null, "", location.pathname);
  const until = performance.now() + 30_000;
  const look = () => {
    const link = [...document.querySelectorAll("a[href^='#tag/']")].find((each) => decodeURI(each.getAttribute("href")).endsWith("/" + wanted));
    if (link !== undefined) link.click();
    else if (performance.now() < until) setTimeout(look, 100);
  };
  look();
}
const { document: url, keyHeader, tenants } = element.dataset;
// Where tenants are set, a path begins with the name of one; which there are is not told to whoever opens this page.
const server = tenants === undefined
  ? { url: location.origin, description: "This proxy." }
  : { url: location.origin + "/{tenant}", description: "This proxy.", variables: { tenant: { default: "Cust12345", description: "Name of the tenant." } } };
// Where callers have keys, a call that is tried here needs one too, beside what SuperOffice asks for or instead of it.
const withKey = (document) => {
  document.components.securitySchemes.ProxyKey = { type: "apiKey", in: "header", name: keyHeader, description: "The caller's key, from whoever runs this proxy." };
  document.security = [{ ProxyKey: [] }, ...document.security.flatMap((each) => [each, { ProxyKey: [], ...each }])];
  return document;
};
const source = keyHeader === undefined
  ? Promise.resolve({ url })
  : fetch(url).then((answer) => answer.json()).then((document) => ({ content: withKey(document) }));
source.then((of) => Scalar.createApiReference(element, ${JSON.stringify(
  {
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
  },
  null,
  2,
).replace(/\n}$/, ",\n  ...of,\n  metaData: { title: document.title },\n  servers: [server]\n}")}));
`;

/**
 * Shows the operations that have all words of the search, best on the group's own page. The documentation site has the
 * same search at other addresses, which the field's data attributes tell.
 */
const search = `const input = document.querySelector("#search");
const found = document.querySelector("#found");
const groups = document.querySelector("#groups");
const { pages = "/docs/", end = "", operations = "/docs/operations.json" } = input.dataset;
const SHOWN = 100;
let loading;
const rows = () => (loading ??= fetch(operations).then((answer) => answer.json()).then((byGroup) =>
  Object.entries(byGroup).flatMap(([group, lines]) => lines.map((line) => ({ group, line, text: line.toLowerCase() })))));

async function show() {
  const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
  history.replaceState(null, "", words.length === 0 ? location.pathname : "?q=" + encodeURIComponent(input.value));
  groups.hidden = words.length > 0;
  found.hidden = words.length === 0;
  if (words.length === 0) return;
  const wanted = input.value;
  const all = (await rows()).filter(({ text }) => words.every((word) => text.includes(word)));
  if (input.value !== wanted) return;
  found.replaceChildren(...all.slice(0, SHOWN).map(({ group, line }) => {
    const [method, path] = line.split(" ");
    const link = document.createElement("a");
    link.href = pages + group + end + "#" + line;
    const verb = document.createElement("b");
    verb.textContent = method;
    verb.className = method.toLowerCase();
    const code = document.createElement("code");
    code.textContent = path;
    link.append(verb, code);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }));
  if (all.length === 0 || all.length > SHOWN) {
    const rest = document.createElement("li");
    rest.textContent = all.length === 0 ? "No operation has all of these words." : all.length - SHOWN + " more: add a word.";
    found.append(rest);
  }
}

input.addEventListener("focus", rows, { once: true });
input.addEventListener("input", show);
input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value !== "") show();
`;

/** Scripts of the pages, by their names below `/docs/`. */
export const scripts: Readonly<Record<string, string>> = { "start.js": start, "search.js": search };

/** Styles of the pages around the reference. */
export const styles = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e6e8eb);
  --soft: light-dark(#5c6670, #9aa4af);
  --line: light-dark(#e3e6ea, #2e3338);
  --paper: light-dark(#ffffff, #0f0f0f);
  --lift: light-dark(#f5f7f9, #1a1c1f);
  --link: light-dark(#0b5fb0, #6cb2ff);
  --scalar-custom-header-height: 44px;
}
body { margin: 0; background: var(--paper); }
.index, .bar { color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
.index a, .bar a { color: var(--link); text-decoration: none; }
.index a:hover, .bar a:hover { text-decoration: underline; }
.index code { font: 13px/1.5 ui-monospace, monospace; }
.bar { position: sticky; top: 0; z-index: 100; display: flex; gap: 12px; align-items: center; box-sizing: border-box; height: 44px; padding: 0 20px; background: var(--paper); border-bottom: 1px solid var(--line); font-weight: 600; }
.bar span::before { content: "/"; margin-right: 12px; color: var(--soft); font-weight: 400; }
.index { max-width: 1120px; margin: 0 auto; padding: 48px 24px 96px; }
.index h1 { margin: 0 0 4px; font-size: 30px; letter-spacing: -0.01em; }
.index header p, .index section p { margin: 0 0 16px; color: var(--soft); }
#search { box-sizing: border-box; width: 100%; padding: 12px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--lift); color: inherit; font: inherit; font-size: 16px; }
#search:focus { outline: 2px solid var(--link); outline-offset: 1px; }
.index h2 { margin: 40px 0 0; font-size: 19px; }
.index section ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 8px; margin: 0; padding: 0; list-style: none; }
.index section li a { display: flex; justify-content: space-between; gap: 8px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; color: var(--ink); overflow-wrap: anywhere; }
.index section li a:hover { background: var(--lift); border-color: var(--link); text-decoration: none; }
.index section small { color: var(--soft); font-variant-numeric: tabular-nums; }
.index h2 { overflow-wrap: anywhere; }
.index .wide { overflow-x: auto; }
.index table { width: 100%; border-collapse: collapse; font-size: 14px; }
.index th, .index td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.index th { color: var(--soft); font-weight: 500; white-space: nowrap; }
.index td { min-width: 72px; }
.index time { white-space: nowrap; font-variant-numeric: tabular-nums; }
#found { margin: 24px 0 0; padding: 0; list-style: none; }
#found li { border-bottom: 1px solid var(--line); color: var(--soft); }
.index #found a { display: flex; gap: 12px; align-items: baseline; padding: 8px 4px; color: var(--ink); overflow-wrap: anywhere; }
#found b { flex: 0 0 56px; font-size: 12px; color: light-dark(#1a7f43, #5ed08b); }
#found b.post { color: light-dark(#0b5fb0, #6cb2ff); }
#found b.put, #found b.patch { color: light-dark(#9a5b00, #f0b45a); }
#found b.delete { color: light-dark(#b42318, #ff8a80); }
`;
