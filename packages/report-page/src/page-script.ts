/** Script of every report: it draws the tables from the data on the page, filters and sorts them, opens details. */
export const pageScript = `
const data = JSON.parse(document.getElementById("data").textContent);
const format = new Intl.NumberFormat("en-US");
const mostRows = 1000;
const element = (name, props = {}, ...children) => {
  const node = Object.assign(document.createElement(name), props);
  node.append(...children);
  return node;
};
const bar = (all, wide) => {
  const parts = all.filter(({ count }) => count > 0);
  const text = parts.map(({ count, name }) => count + " " + name).join(", ");
  const node = element("div", { className: wide ? "bar wide" : "bar", title: text });
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", text);
  for (const { tone, count } of parts) {
    const part = element("i", { className: tone });
    part.style.flex = count + " 0 " + (wide ? "3px" : "2px");
    node.append(part);
  }
  return node;
};
const valueOf = (cell) => typeof cell === "string" ? cell : cell.value ?? cell.text ?? cell.texts.join();
const textOf = (cell) => typeof cell === "string" ? cell : cell.type === "bar" ? "" : cell.texts ? cell.texts.join(" ") : String(cell.text ?? cell.value);
const draw = (cell) => {
  if (typeof cell === "string") return cell;
  switch (cell.type) {
    case "code": return element("code", { textContent: cell.text });
    case "codes": return element("span", { className: "codes" }, ...cell.texts.map((text) => element("code", { textContent: text })));
    case "number": return cell.text ?? format.format(cell.value);
    case "bar": return bar(cell.parts);
    default: return element("b", { className: "mark ink-" + cell.tone, textContent: cell.text });
  }
};
const side = (title, text, other) => {
  const theirs = new Set(other.split("\\n").map((line) => line.trim().replace(/,$/, "")));
  const lines = text.split("\\n").map((line) =>
    element("span", { className: theirs.has(line.trim().replace(/,$/, "")) ? "same" : "differs", textContent: line + "\\n" }));
  return element("figure", {}, element("figcaption", { textContent: title }), element("pre", {}, ...lines));
};
const detailRow = (details, columns) => element("tr", { className: "detail" }, element("td", { colSpan: columns }, element("div", { className: "details" }, ...details.flatMap(({ text, sides }) => [
  element("p", { textContent: text }),
  ...(sides ? [element("div", { className: "sides" }, side("expected", sides.expected, sides.actual), side("found", sides.actual, sides.expected))] : []),
]))));
const fill = ({ id, columns, rows, only, sort }) => {
  const section = document.getElementById(id);
  const input = section.querySelector("input[type=search]");
  const box = section.querySelector("input[type=checkbox]");
  const choices = [...section.querySelectorAll("select")];
  const scroll = section.querySelector(".scroll");
  const body = element("tbody");
  const head = element("tr");
  const texts = rows.map((row) => row.cells.map(textOf).join(" ").toLowerCase());
  let order = { column: sort?.column ?? -1, descending: sort?.descending ?? false };
  let all = false;
  const show = ({ cells, details }) => {
    const line = element("tr", {}, ...cells.map((cell, index) => {
      const drawn = draw(cell);
      const content = index === 0 && details ? element("button", { type: "button", className: "open" }, drawn) : drawn;
      return element("td", { className: columns[index].kind ?? "" }, content);
    }));
    const button = line.querySelector("button.open");
    button?.setAttribute("aria-expanded", "false");
    button?.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      if (isOpen) line.nextSibling.remove();
      else line.after(detailRow(details, columns.length));
    });
    return line;
  };
  const update = () => {
    const wanted = (input?.value ?? "").toLowerCase();
    const tags = [...choices.map(({ value }) => value).filter(Boolean), ...(box?.checked ? [only.tag] : [])];
    const shown = rows.filter((row, index) => texts[index].includes(wanted) && tags.every((tag) => row.tags?.includes(tag)));
    if (order.column >= 0) {
      const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
      shown.sort((a, b) => compare(valueOf(a.cells[order.column]), valueOf(b.cells[order.column])) * (order.descending ? -1 : 1));
    }
    const first = all ? shown : shown.slice(0, mostRows);
    body.replaceChildren(...first.map(show));
    const rest = (content) => body.append(element("tr", {}, element("td", { className: "none", colSpan: columns.length }, content)));
    if (shown.length === 0) rest("Nothing matches.");
    if (first.length < shown.length) {
      const more = element("button", { type: "button", textContent: "Show " + format.format(shown.length - first.length) + " more" });
      more.addEventListener("click", () => { all = true; update(); });
      rest(more);
    }
    section.querySelector("output").textContent = format.format(shown.length) + " of " + format.format(rows.length);
    [...head.children].forEach((cell, index) =>
      index === order.column ? cell.setAttribute("aria-sort", order.descending ? "descending" : "ascending") : cell.removeAttribute("aria-sort"));
  };
  columns.forEach(({ title, kind }, index) => {
    const button = element("button", { type: "button", textContent: title });
    button.addEventListener("click", () => {
      order = { column: index, descending: order.column === index ? !order.descending : kind === "number" };
      update();
    });
    head.append(element("th", { className: kind ?? "", scope: "col" }, button));
  });
  for (const tool of [input, box, ...choices]) tool?.addEventListener("input", update);
  scroll.append(element("table", {}, element("thead", {}, head), body));
  update();
};

document.getElementById("total").replaceWith(bar(data.parts, true));
data.sections.forEach(fill);
`;
