// @ts-check
// An edit that the page suggests: one button runs it where it stands, another makes it in the listing's figure.
import { absence } from "../absent.js";
import { applied } from "./change.js";
import { button, dataOf, el } from "../dom.js";
import { recordedOf } from "../figure/listing.js";
import { runner } from "../figure/run/run-slot.js";
import { Status } from "../figure/status.js";
import { cutIntoLines, linkLines, pointAt } from "../figure/output/lines.js";
import { forPaper, hasTimeline, makeTimeline } from "../timeline/load.js";
import { t } from "../words.js";

/** @typedef {import("./change.js").Change} Change */

/**
 * @param {HTMLElement} element
 * @param {Map<string, import("../figure/figure.js").Figure>} figures by the listing's name
 */
export function mountEdit(element, figures) {
  const figure = figures.get(element.dataset.listing ?? "");
  /** @type {Change | null} */
  const data = dataOf(element, "edit-data");
  const outcome = /** @type {HTMLDetailsElement | null} */ (element.querySelector("details.outcome"));
  if (figure && data) {
    // The build keeps a place for the button, so that nothing moves when it comes.
    mountButtons(element, figure, data);
  }
  if (outcome?.querySelector(".timeline")) mountOutcome(outcome);
}

/**
 * The buttons are there at once; what they do comes with what runs programs.
 * @param {HTMLElement} element
 * @param {import("../figure/figure.js").Figure} figure
 * @param {Change} change
 */
function mountButtons(element, figure, change) {
  const status = new Status();
  status.line.classList.add("edit-note");
  const choices = el("span", { class: "edit-choices" });
  const place = el("div", { class: "trial" });
  /** @type {import("./suggested.js").SuggestedEdit | null} */
  let edit = null;
  const suggested = async () => {
    const loaded = await runner(status);
    if (!loaded) status.say("none", absence(t`What runs programs`, t`press it again`));
    return (edit ??= loaded && new loaded.SuggestedEdit({ figure, change, name: element.dataset.edit ?? "", start, status, choices, place }, { hasTimeline, makeTimeline }));
  };
  const start = button("run run-edit", t`Run this edit`, async () => (await suggested())?.press());
  const make = button("make-edit", t`Make this edit`, async () => {
    const { resets } = figure;
    const edit = await suggested();
    if (resets === figure.resets) edit?.pressed();
  });
  make.title = t`Make it in ${figure.label}, to go on from there`;
  element.querySelector(".edit-controls")?.append(start, make, choices, status.line);
  element.querySelector(".edit-controls")?.after(place);
  const code = applied(figure.listing.source, change);
  if (code !== null) figure.listing.known.set(code, recordedOf(change));
}

/**
 * The drawing of what the edit leads to: made when it is unfolded, or printed.
 * @param {HTMLDetailsElement} outcome
 */
function mountOutcome(outcome) {
  /** @type {import("../timeline/load.js").Timeline | null} */
  let timeline = null;
  const make = () => (timeline ??= timelineOf(outcome));
  const place = /** @type {HTMLElement} */ (outcome.querySelector(".timeline"));
  const draw = async () => {
    if (outcome.open && !timeline && (await hasTimeline(place))) make()?.redraw();
  };
  outcome.addEventListener("toggle", () => void draw());
  forPaper(make);
}

/**
 * @param {HTMLDetailsElement} outcome
 * @returns {import("../timeline/load.js").Timeline | null} null as long as what draws is not loaded
 */
function timelineOf(outcome) {
  const pre = /** @type {HTMLElement | null} */ (outcome.querySelector("pre.recorded:not(.stderr)"));
  const container = /** @type {HTMLElement | null} */ (outcome.querySelector(".timeline"));
  if (!pre || !container) return null;
  const edit = outcome.closest("[data-edit]")?.getAttribute("data-edit");
  const timeline = makeTimeline(container, t`Timeline after the edit ${edit}`, (line, focus) => pointAt(pre, line, focus));
  if (!timeline) return null;
  cutIntoLines(pre.querySelector("samp") ?? pre).forEach((text, number) => timeline.push(text, number));
  linkLines(pre, () => timeline);
  timeline.rest();
  return timeline;
}
