// @ts-check
// An edit that the page suggests: one button makes it in the listing's figure.
import { button, dataOf, el } from "./dom.js";
import { cutIntoLines, linkLines, pointAt } from "./lines.js";
import { forPaper, loadTimeline, makeTimeline } from "./timeline/load.js";

/** @typedef {{ find: string, replace: string }} Change */

/**
 * @param {HTMLElement} element
 * @param {Map<string, import("./figure.js").Figure>} figures by the listing's name
 */
export function mountEdit(element, figures) {
  const figure = figures.get(element.dataset.listing ?? "");
  /** @type {Change | null} */
  const data = dataOf(element, "edit-data");
  const outcome = /** @type {HTMLDetailsElement | null} */ (element.querySelector("details.outcome"));
  if (figure && data) {
    // The build keeps a place for the button, so that nothing moves when it comes.
    element.querySelector(".edit-controls")?.append(...new SuggestedEdit(figure, data).parts);
  }
  if (outcome?.querySelector(".timeline")) mountOutcome(outcome);
}

class SuggestedEdit {
  /**
   * @param {import("./figure.js").Figure} figure
   * @param {Change} change
   */
  constructor(figure, change) {
    this.figure = figure;
    this.change = change;
    this.note = el("p", { class: "edit-note", role: "status" });
    this.choices = el("span", { class: "edit-choices" });
    this.parts = [button("make-edit", "Make this edit", () => this.pressed()), this.choices, this.note];
  }

  /** Edits do not stack by themselves: each is meant for the listing as it is printed. */
  pressed() {
    const { listing } = this.figure;
    this.choices.replaceChildren();
    if (listing.modified && listing.code === applied(listing.source, this.change)) {
      this.note.textContent = "This edit is made already.";
    } else if (listing.modified) {
      this.offerReset();
    } else {
      void this.make();
    }
  }

  offerReset() {
    const reset = button("reset-and-make", "Reset, then make this edit", () => {
      this.figure.reset();
      void this.make();
    });
    this.choices.append(reset);
    if (applied(this.figure.listing.code, this.change) !== null) this.choices.append(button("make-too", "Make it too", () => void this.make()));
    this.note.textContent = `${this.figure.label} is edited already, and this edit is meant for the printed code.`;
  }

  async make() {
    const { figure, change } = this;
    const { code } = figure.listing;
    const edited = applied(code, change);
    if (edited === null) return;
    const line = code.slice(0, code.indexOf(change.find)).split("\n").length;
    await figure.apply(edited, line, change.replace.split("\n").length);
    this.choices.replaceChildren();
    this.note.textContent = `Made in ${figure.label}, line ${line}. Predict what happens, then press Run.`;
    figure.status.say("idle", `Line ${line} is changed. Press Run, or Ctrl-Enter.`);
  }
}

/**
 * The code with the change made; null where what it looks for is not there.
 * @param {string} code
 * @param {Change} change
 */
export function applied(code, { find, replace }) {
  const at = code.indexOf(find);
  return at < 0 ? null : code.slice(0, at) + replace + code.slice(at + find.length);
}

/**
 * The drawing of what the edit leads to: made when it is unfolded, or printed.
 * @param {HTMLDetailsElement} outcome
 */
function mountOutcome(outcome) {
  /** @type {import("./timeline/load.js").Timeline | null} */
  let timeline = null;
  const make = () => (timeline ??= timelineOf(outcome));
  outcome.addEventListener("toggle", () => void loadTimeline().then(() => make()?.redraw()), { once: true });
  forPaper(make);
}

/**
 * @param {HTMLDetailsElement} outcome
 * @returns {import("./timeline/load.js").Timeline | null} null as long as what draws is not loaded
 */
function timelineOf(outcome) {
  const pre = /** @type {HTMLElement | null} */ (outcome.querySelector("pre.recorded:not(.stderr)"));
  const container = /** @type {HTMLElement | null} */ (outcome.querySelector(".timeline"));
  if (!pre || !container) return null;
  const edit = outcome.closest("[data-edit]")?.getAttribute("data-edit");
  const timeline = makeTimeline(container, `Timeline after the edit ${edit}`, (line, focus) => pointAt(pre, line, focus));
  if (!timeline) return null;
  cutIntoLines(pre.querySelector("samp") ?? pre).forEach((text, number) => timeline.push(text, number));
  linkLines(pre, () => timeline);
  timeline.rest();
  return timeline;
}
