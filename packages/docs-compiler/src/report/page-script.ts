/** Script of the HTML report: it fills the tables from the data on the page, filters and sorts them. */
export const pageScript = `
const data = JSON.parse(document.getElementById("data").textContent);
const states = ["confirmed", "stated", "inferred", "corrected", "unknown"];
const format = new Intl.NumberFormat("en-US");
const element = (name, props = {}, ...children) => {
  const node = Object.assign(document.createElement(name), props);
  node.append(...children);
  return node;
};
const bar = (counts, wide) => {
  const shown = states.filter((state) => counts[state] > 0);
  const text = shown.map((state) => counts[state] + " " + state).join(", ");
  const node = element("div", { className: wide ? "bar wide" : "bar", title: text });
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", text);
  for (const state of shown) {
    const part = element("i", { className: state });
    part.style.flex = counts[state] + " 0 " + (wide ? "3px" : "2px");
    node.append(part);
  }
  return node;
};
const share = (counts) => (counts.total === 0 ? 100 : (100 * (counts.total - counts.unknown)) / counts.total);
const number = (value) => ({ value, text: format.format(value), className: "number" });
const percent = (value) => ({ value, text: value.toFixed(1) + " %", className: "number" });
const code = (value) => ({ value, node: () => element("code", { textContent: value }) });

const table = (id, columns, rows, { sortBy, descending, partial } = {}) => {
  const section = document.getElementById(id);
  const input = section.querySelector("input[type=search]");
  const only = section.querySelector("input[type=checkbox]");
  const body = element("tbody");
  const head = element("tr");
  let order = { column: sortBy ?? -1, descending: descending ?? false };
  const draw = () => {
    const wanted = (input?.value ?? "").toLowerCase();
    const shown = rows.filter((row) => row.search.toLowerCase().includes(wanted) && (!only?.checked || partial(row)));
    if (order.column >= 0) {
      const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
      shown.sort((a, b) => compare(a.cells[order.column].value, b.cells[order.column].value) * (order.descending ? -1 : 1));
    }
    body.replaceChildren(...shown.map(({ cells }) => element("tr", {}, ...cells.map((cell) =>
      element("td", { className: cell.className ?? "" }, cell.node ? cell.node() : cell.text ?? cell.value)))));
    if (shown.length === 0) body.append(element("tr", {}, element("td", { className: "none", colSpan: columns.length, textContent: "Nothing matches." })));
    section.querySelector("output").textContent = format.format(shown.length) + " of " + format.format(rows.length);
    [...head.children].forEach((cell, index) =>
      index === order.column ? cell.setAttribute("aria-sort", order.descending ? "descending" : "ascending") : cell.removeAttribute("aria-sort"));
  };
  columns.forEach(({ title, className }, index) => {
    const button = element("button", { type: "button", textContent: title });
    button.addEventListener("click", () => {
      order = { column: index, descending: order.column === index ? !order.descending : className === "number" };
      draw();
    });
    head.append(element("th", { className: className ?? "", scope: "col" }, button));
  });
  input?.addEventListener("input", draw);
  only?.addEventListener("change", draw);
  section.querySelector(".scroll").append(element("table", {}, element("thead", {}, head), body));
  draw();
};

document.getElementById("total").replaceWith(bar(data.total, true));
const counted = ({ name, counts }) => ({
  search: name,
  unknown: counts.unknown,
  cells: [code(name), { value: share(counts), node: () => bar(counts) }, percent(share(counts)), number(counts.unknown), number(counts.total)],
});
const columns = [{ title: "Name" }, { title: "States" }, { title: "Known", className: "number" }, { title: "Unknown", className: "number" }, { title: "Types", className: "number" }];
const partial = (row) => row.unknown > 0;
table("groups", columns, data.groups.map(counted), { sortBy: 0, partial });
table("classes", columns, data.classRows.map(counted), { sortBy: 0, partial });
table("rules", [{ title: "Rule" }, { title: "What it concludes" }, { title: "States" }, { title: "Types", className: "number" }],
  data.rules.map(({ name, words, counts }) => ({ search: name + words, cells: [code(name), { value: words }, { value: share(counts), node: () => bar(counts) }, number(counts.total)] })),
  { sortBy: 3, descending: true });
table("unknown", [{ title: "Subject" }, { title: "Printed" }, { title: "Rule" }, { title: "Sources" }],
  data.unknown.map(({ subject, type, rule, sources }) => ({
    search: [subject, type, rule, ...sources].join(" "),
    cells: [{ ...code(subject), className: "long" }, code(type.replace(/^unknown \\((.*)\\)$/, "$1")), code(rule),
      { value: sources.join(), className: "sources", node: () => element("span", {}, ...sources.map((source) => element("code", { textContent: source }))) }],
  })), { sortBy: 0 });
if (data.proofs) table("proofs", [{ title: "Rule" }, { title: "Method" }, { title: "Right", className: "number" }, { title: "Precision", className: "number" }],
  data.proofs.map(({ rule, method, tried, right, used }) => ({ search: rule + method, cells: [code(rule), { value: method + (used ? "" : "; not used: unknown instead") },
    { value: tried, text: format.format(right) + " of " + format.format(tried), className: "number" }, { value: tried ? right / tried : 1, text: (tried ? (100 * right) / tried : 100).toFixed(2) + " %", className: "number" }] })));
if (data.samples) table("samples", [{ title: "Class" }, { title: "What the pages do" }, { title: "Wrong" }, { title: "Failures", className: "number" }],
  data.samples.map(({ id, sentence, wrong, count }) => ({ search: id + sentence, cells: [code(id), { value: sentence }, { value: wrong }, number(count)] })), { sortBy: 3, descending: true });
`;
