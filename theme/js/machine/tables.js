// @ts-check
// What the machine saw, as tables: what each thread comes to, and every span.
import { el } from "../dom.js";
import { WORDS } from "./model.js";
import { timesOf } from "./sums.js";
import { t } from "../words.js";

/** @typedef {import("./model.js").SeenModel} SeenModel */

/**
 * @param {SeenModel} threads
 * @param {SeenModel} shown the view that is drawn
 * @param {string} caption
 */
export function tables(threads, shown, caption) {
  const sums = threads.lanes.map(({ name, segments }) => {
    const { core, ready, asleep, kernel } = timesOf(segments);
    const cores = [...new Set(segments.flatMap((span) => span.core ?? []))].sort((a, b) => a - b);
    return [name, core, ready, asleep, kernel, cores.join(", ")];
  });
  const spans = shown.segments.map(({ lane, from, to, state, what }) => [lane, from, to, WORDS[state], state === "core" ? what : ""]);
  return el(
    "div", { class: "timeline-table", tabindex: 0, role: "region", "aria-label": caption },
    table("sums", t`The threads' times, ms`, [t`Thread`, t`On a core`, t`Ready`, t`Asleep`, t`In the kernel`, t`Cores`], sums),
    table("spans", caption, [t`Lane`, t`From, ms`, t`To, ms`, t`State`, t`Which`], spans),
  );
}

/**
 * @param {string} name
 * @param {string} caption
 * @param {string[]} columns
 * @param {(string | number)[][]} rows each begins with its heading
 */
function table(name, caption, columns, rows) {
  const head = el("tr", {}, ...columns.map((column) => el("th", { scope: "col" }, column)));
  const body = rows.map(([first, ...rest]) => {
    const cells = rest.map((cell) => el("td", typeof cell === "number" ? { class: "number" } : {}, String(cell)));
    return el("tr", {}, el("th", { scope: "row" }, String(first)), ...cells);
  });
  return el("table", { class: name }, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, ...body));
}
