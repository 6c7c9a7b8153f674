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
/** @typedef {import("./page.js").Draws} Draws */

/**
 * @param {HTMLElement} element
 * @param {Map<string, import("../figure/figure.js").Figure>} figures by the listing's name
 * @param {Draws} draws
 */
export function mountEdit(element, figures, draws) {
  const figure = figures.get(element.dataset.listing ?? "");
  /** @type {Change | null} */
  const data = dataOf(element, "edit-data");
  if (figure && data) {
    // The build keeps a place for the button, so that nothing moves when it comes.
    mountButtons(element, figure, data, draws);
  }
  const place = /** @type {HTMLElement | null} */ (element.querySelector(".outcome .timeline"));
  if (place) mountOutcome(place, element.dataset.edit);
}

/**
 * The buttons are there at once; what they do comes with what runs programs.
 * @param {HTMLElement} element
 * @param {import("../figure/figure.js").Figure} figure
 * @param {Change} change
 * @param {Draws} draws
 */
function mountButtons(element, figure, change, draws) {
  const status = new Status();
  status.line.classList.add("edit-note");
  const choices = el("span", { class: "edit-choices" });
  const place = el("div", { class: "trial" });
  /** @type {import("./suggested.js").SuggestedEdit | null} */
  let edit = null;
  const suggested = async () => {
    const loaded = await runner(status);
    if (!loaded) status.say("none", absence(t`What runs programs`, t`press it again`));
    return (edit ??= loaded && new loaded.SuggestedEdit({ figure, change, name: element.dataset.edit ?? "", start, status, choices, place }, draws));
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
 * @param {HTMLElement} place
 * @param {string | undefined} name of the edit
 */
function mountOutcome(place, name) {
  const outcome = /** @type {HTMLDetailsElement} */ (place.closest(".outcome"));
  const pre = /** @type {HTMLElement | null} */ (outcome.querySelector("pre.recorded:not(.stderr)"));
  /** @type {import("../timeline/load.js").Timeline | null} */
  let timeline = null;
  const make = () => (timeline ??= pre && timelineOf(place, pre, name));
  const draw = async () => {
    if (outcome.open && !timeline && (await hasTimeline(place))) make()?.redraw();
  };
  outcome.addEventListener("toggle", () => void draw());
  forPaper(make);
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} pre what was printed
 * @param {string | undefined} name of the edit
 * @returns {import("../timeline/load.js").Timeline | null} null as long as what draws is not loaded
 */
function timelineOf(place, pre, name) {
  const timeline = makeTimeline(place, t`Timeline after the edit ${name}`, (line, focus) => pointAt(pre, line, focus));
  if (!timeline) return null;
  cutIntoLines(pre.querySelector("samp") ?? pre).forEach((text, number) => timeline.push(text, number));
  linkLines(pre, () => timeline);
  timeline.rest();
  return timeline;
}
