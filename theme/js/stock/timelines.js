// @ts-check
// The timelines in the pages of another book, served with `cargo book serve --book DIR --timelines`: below the result of a
// program that printed log lines stands their drawing. It is made once, after the run: mdBook's script tells no sooner.
import { el } from "../dom.js";
import { draw } from "../timeline/draw.js";
import { legend } from "../timeline/legend.js";
import { modelOf } from "../timeline/model.js";
import { table } from "../timeline/table.js";

/** Fewer lines than this draw nothing that the text does not show. */
const FEWEST = 2;
const MOST_LANES = 40;
/** What mdBook's script writes before there is a result. */
const RUNNING = "Running...";

const STYLE = `
.book-timeline {
  --fg: light-dark(#1c2026, #e6e9ef); --bg: light-dark(#fffefb, #141821); --muted: light-dark(#59616c, #a3adbd);
  --line: light-dark(#d5d0c4, #39424f); --focus: light-dark(#0b63c5, #7ab8ff); --bad: light-dark(#a3301a, #f49a80);
  --working: light-dark(#17627a, #58b4d3); --on-working: light-dark(#fff, #0b1118);
  --waiting: light-dark(#8a6a10, #d9b44a); --waiting-bg: light-dark(#fdf8e6, #262216);
  --blocked: light-dark(#ab3519, #f08a6a); --blocked-bg: light-dark(#fbe4dc, #3b211b);
  --cancelled: light-dark(#6b3fa0, #c3a5f0);
  margin-block: 0 16px; padding: 10px 12px; background: var(--bg); color: var(--fg); font: 13px/1.5 sans-serif; overflow-x: auto;
}
.book-timeline svg.lanes { display: block; font: 12px sans-serif; overflow: visible; }
.book-timeline svg.lanes text { fill: var(--fg); }
.book-timeline .lane-name { font-weight: 600; }
.book-timeline .axis line { stroke: var(--line); }
.book-timeline .axis text { fill: var(--muted); }
.book-timeline .mark .bar { stroke-width: 0; }
.book-timeline .mark.state-working .bar { fill: var(--working); }
.book-timeline .mark.state-working:not(.point) text { fill: var(--on-working); }
.book-timeline .mark.state-waiting .bar { fill: var(--waiting-bg); stroke: var(--waiting); stroke-width: 1.6; stroke-dasharray: 5 3; }
.book-timeline .mark.state-blocked .bar { stroke: var(--blocked); stroke-width: 2; }
.book-timeline .mark.state-done .bar { fill: var(--fg); }
.book-timeline .mark.state-cancelled .bar { fill: none; stroke: var(--cancelled); stroke-width: 2.5; }
.book-timeline .mark:focus .bar { stroke: var(--focus); stroke-width: 3; stroke-dasharray: none; }
.book-timeline .hatch-ground { fill: var(--blocked-bg); }
.book-timeline .hatch-line { fill: var(--blocked); opacity: 0.38; }
.book-timeline .worker-0 { fill: #7a5cc4; }
.book-timeline .worker-1 { fill: #b56c00; }
.book-timeline .worker-2 { fill: #2f9e6e; }
.book-timeline .worker-3 { fill: #d0508f; }
.book-timeline .worker-4 { fill: #5b83d6; }
.book-timeline .worker-5 { fill: #98853a; }
.book-timeline .legend { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 6px 0 0; padding: 0; list-style: none; color: var(--muted); }
.book-timeline .legend li { display: flex; gap: 7px; align-items: center; }
.book-timeline .timeline-table { max-height: 22em; overflow: auto; }
`;

let made = 0;

/**
 * The drawing of a text; null where too few lines of it can be drawn.
 * @param {string} text
 * @param {number} width
 */
function timelineOf(text, width) {
  const model = modelOf(text);
  if (model.segments.length < FEWEST) return null;
  const id = `book-timeline-${++made}`;
  const window = { from: 0, to: model.end };
  const { svg } = draw(model, { width, end: model.end, window, most: MOST_LANES, id, left: 0 });
  const count = model.lanes.length === 1 ? "one lane" : `${model.lanes.length} lanes`;
  const label = `Timeline of this run: ${count}, ${model.end} ms`;
  const numbers = el("details", {}, el("summary", {}, "As a table"), table(model, label));
  return el("div", { class: "book-timeline", id, role: "group", "aria-label": label }, svg, el("ul", { class: "legend" }, ...legend(model, id)), numbers);
}

/** @param {HTMLElement} result */
function show(result) {
  const block = result.closest("pre");
  // Its lines are parted by elements, which `textContent` does not have.
  const text = result.innerText;
  if (!block || text.startsWith(RUNNING)) return;
  const next = block.nextElementSibling;
  if (next?.classList.contains("book-timeline")) next.remove();
  const timeline = timelineOf(text, Math.max(block.clientWidth - 24, 240));
  if (timeline) block.after(timeline);
}

document.head.append(el("style", {}, STYLE));
new MutationObserver((changes) => {
  /** @type {Set<HTMLElement>} */
  const results = new Set();
  for (const { target } of changes) {
    const result = target instanceof Element ? target.closest(".playground .result") : null;
    if (result instanceof HTMLElement) results.add(result);
  }
  for (const result of results) show(result);
}).observe(document.body, { childList: true, subtree: true });
