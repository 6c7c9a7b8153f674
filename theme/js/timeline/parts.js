// @ts-check
// What a timeline is made of on the page: the drawing, its legend, its numbers, and the row of tools below.
import { button, el } from "../dom.js";
import { t } from "../words.js";

/** @typedef {import("./index.js").Timeline} Timeline */
/** @typedef {import("./index.js").Format} Format */

/**
 * @param {Timeline} timeline
 * @param {import("./index.js").Options["save"]} save
 * @param {import("./index.js").Options["replay"]} replay
 */
export function partsOf(timeline, save, replay) {
  const stage = el("div", { class: "stage", tabindex: -1 });
  const more = button("quiet small more", "", () => timeline.unfold());
  const legend = el("ul", { class: "legend", "aria-label": t`What the marks mean` });
  const details = el("details", { class: "timeline-data" }, el("summary", {}, t`Timeline as a table`));
  /** What the run comes to, or what is pointed at. */
  const numbers = el("p", { class: "numbers" });
  /** What the drawing cannot say, in words. */
  const remarks = el("div", { class: "remarks" });
  const play = button("quiet small replay", t`Replay`, () => void replay(timeline));
  const foot = el("div", { class: "timeline-foot" }, play, details, saving(timeline, save));
  return { stage, more, legend, details, numbers, remarks, foot };
}

/**
 * @param {Timeline} timeline
 * @param {import("./index.js").Options["save"]} save
 */
function saving(timeline, save) {
  const formats = /** @type {[string, Format][]} */ ([["SVG", "svg"], ["PNG", "png"], [t`Trace for Perfetto`, "json"]]);
  const said = el("span", { role: "status" });
  const saves = formats.map(([name, format]) => button(`quiet small save-${format}`, name, async () => (said.textContent = (await save(timeline, format)) ?? "")));
  return el("details", { class: "timeline-save" }, el("summary", {}, t`Save`), el("div", { class: "buttons" }, ...saves, said));
}
