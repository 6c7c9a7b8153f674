// @ts-check
// The same data as the drawing, for readers who cannot see it and for those who want the numbers.
import { el } from "../dom.js";
import { stateWords } from "./draw.js";
import { endOf } from "./model.js";
import { t } from "../words.js";

/**
 * One row for each log line, in the order of the output.
 * @param {import("./model.js").Model} model
 * @param {string} caption
 * @returns {HTMLElement}
 */
export function table(model, caption) {
  const placed = model.workers().length > 0;
  const columns = [t`Lane`, t`From, ms`, t`To, ms`, t`State`, ...(placed ? [t`Where`] : []), t`What`];
  const body = el("tbody");
  for (const segment of model.segments) {
    const cells = [segment.from, endOf(segment, model.end), stateWords(segment), ...(placed ? [segment.worker] : []), segment.what];
    const row = el("tr", { class: `state-${segment.state}` }, el("th", { scope: "row" }, segment.lane));
    row.append(...cells.map((cell) => el("td", typeof cell === "number" ? { class: "number" } : {}, String(cell))));
    body.append(row);
  }
  const head = el("tr", {}, ...columns.map((column) => el("th", { scope: "col" }, column)));
  const whole = el("table", {}, el("caption", {}, caption), el("thead", {}, head), body);
  return el("div", { class: "timeline-table", tabindex: 0, role: "region", "aria-label": caption }, whole);
}
