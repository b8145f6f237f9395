/** Style of every report; colours follow the reader's light or dark setting. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --card: #fff; --ink: #1d2430; --soft: #667085; --line: #e3e1da; --hover: #f3f1ea; --focus: #2557a7;
  --best: #1f7a5c; --good: #58a98c; --fair: #7b9fd4; --warn: #c79a3b; --bad: #d0573f; --added: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --card: #1b1f26; --ink: #e6e8ec; --soft: #98a2b3; --line: #2b313b; --hover: #232933; --focus: #8ab4f8;
    --best: #3fa580; --good: #2f6f59; --fair: #5a80b8; --warn: #c79a3b; --bad: #e0705a; --added: #46231f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 40px 24px 80px; }
header { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 16px; margin-bottom: 24px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 17px; margin: 0; }
p { margin: 4px 0 0; color: var(--soft); max-width: 68ch; }
.figure { font-size: 52px; font-weight: 650; line-height: 1; letter-spacing: -0.03em; font-variant-numeric: tabular-nums; }
.figure small { white-space: nowrap; font-size: 15px; font-weight: 400; color: var(--soft); letter-spacing: 0; }
.bar { display: flex; height: 8px; border-radius: 4px; overflow: hidden; background: var(--line); min-width: 120px; }
.bar.wide { height: 22px; border-radius: 6px; gap: 2px; background: none; }
.bar i { display: block; }
.best { background: var(--best); } .good { background: var(--good); } .fair { background: var(--fair); }
.warn { background: var(--warn); } .bad { background: var(--bad); } .none { background: none; }
.mark { font-weight: 600; white-space: nowrap; } .ink-best, .ink-good { color: var(--best); } .ink-fair { color: var(--fair); }
.ink-warn { color: var(--warn); } .ink-bad { color: var(--bad); } .ink-none { color: var(--soft); font-weight: 400; }
.legend { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 14px 0 0; padding: 0; list-style: none; }
.legend li { display: flex; align-items: baseline; gap: 8px; }
.legend i { width: 10px; height: 10px; border-radius: 3px; flex: none; }
.legend b { font-variant-numeric: tabular-nums; } .legend span { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin-top: 24px; overflow: hidden; }
.head { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; justify-content: space-between; padding: 16px 20px; }
nav { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 28px; position: sticky; top: 0; padding: 10px 0; background: var(--ground); z-index: 2; }
nav a { color: inherit; text-decoration: none; padding: 4px 12px; border: 1px solid var(--line); border-radius: 99px; background: var(--card); }
nav a:hover { background: var(--hover); }
section { scroll-margin-top: 60px; }
input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 5px 10px; width: 240px; max-width: 100%; }
.tools { display: flex; flex-wrap: wrap; gap: 16px; align-items: center; }
label { color: var(--soft); display: inline-flex; gap: 6px; align-items: center; } label input { width: auto; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
.scroll { container-type: inline-size; max-height: 560px; overflow: auto; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; min-width: 700px; }
th, td { text-align: left; padding: 7px 20px; vertical-align: top; }
th { position: sticky; top: 0; background: var(--card); border-bottom: 1px solid var(--line); font-weight: 600; white-space: nowrap; z-index: 1; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th[aria-sort=ascending] button::after { content: " ↑"; } th[aria-sort=descending] button::after { content: " ↓"; }
tbody tr + tr td { border-top: 1px solid var(--line); } tbody tr:hover { background: var(--hover); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:has(.bar) { width: 34%; vertical-align: middle; }
code { font: 13px/1.5 ui-monospace, monospace; white-space: nowrap; }
td.wide, th.wide { width: 40%; min-width: 280px; } .wide code { white-space: normal; overflow-wrap: anywhere; }
.codes { color: var(--soft); } .codes code { display: block; }
button.open { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: left; }
button.open::before { content: "▸ "; color: var(--soft); } button.open[aria-expanded=true]::before { content: "▾ "; }
.detail > td { background: var(--ground); padding-bottom: 20px; } .detail p { color: var(--ink); max-width: none; margin: 12px 0 6px; }
.details { position: sticky; left: 20px; width: calc(100cqi - 40px); overflow-wrap: anywhere; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; background: var(--card); min-width: 0; }
figcaption { padding: 4px 12px; color: var(--soft); border-bottom: 1px solid var(--line); }
pre { margin: 0; padding: 8px 0; overflow: auto; max-height: 420px; font: 13px/1.5 ui-monospace, monospace; }
pre span { display: block; padding: 0 12px; white-space: pre-wrap; overflow-wrap: anywhere; } pre .differs { background: var(--added); }
select { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 5px 8px; max-width: 220px; }
td.none { padding: 20px; color: var(--soft); }
@media (max-width: 640px) { .sides { grid-template-columns: 1fr; } .details { left: 12px; width: calc(100cqi - 24px); } main { padding: 24px 12px; } th, td, .head { padding-left: 12px; padding-right: 12px; } .bar { min-width: 60px; } }
@media print { nav, input, label { display: none; } .scroll { max-height: none; } }
`;
