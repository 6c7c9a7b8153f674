// @ts-check
// An edit that the page suggests: one button makes it in the listing's figure.
import { button, dataOf, el } from "./dom.js";
import { cutIntoLines, linkLines, pointAt } from "./lines.js";

/**
 * @param {HTMLElement} element
 * @param {Map<string, import("./figure.js").Figure>} figures by the listing's name
 */
export function mountEdit(element, figures) {
  const figure = figures.get(element.dataset.listing ?? "");
  /** @type {{ find: string, replace: string } | null} */
  const data = dataOf(element, "edit-data");
  const outcome = /** @type {HTMLDetailsElement | null} */ (element.querySelector("details.outcome"));
  if (figure && data) {
    const note = el("p", { class: "edit-note", role: "status" });
    const make = button("make-edit", "Make this edit", () => void apply(figure, data, note));
    const controls = el("div", { class: "edit-controls" }, make, note);
    if (outcome) outcome.before(controls);
    else element.append(controls);
  }
  outcome?.addEventListener("toggle", () => void drawOutcome(outcome), { once: true });
}

/**
 * @param {import("./figure.js").Figure} figure
 * @param {{ find: string, replace: string }} data
 * @param {HTMLElement} note
 */
async function apply(figure, { find, replace }, note) {
  const { code } = figure.listing;
  const at = code.indexOf(find);
  if (at < 0) {
    const made = replace !== "" && code.includes(replace);
    note.replaceChildren(made ? "This edit is made already." : "The code has changed: what this edit looks for is no longer there. ");
    if (!made) {
      const reset = button("reset", "Reset the listing", () => {
        figure.reset();
        note.textContent = "The printed code is back. Make the edit now.";
      });
      note.append(reset);
    }
    return;
  }
  const line = code.slice(0, at).split("\n").length;
  await figure.apply(code.slice(0, at) + replace + code.slice(at + find.length), line, replace.split("\n").length);
  note.textContent = `Made in ${figure.label}, line ${line}. Predict what happens, then press Run.`;
  figure.status.say("idle", `Line ${line} is changed. Press Run, or Ctrl-Enter.`);
}

/** @param {HTMLDetailsElement} outcome */
async function drawOutcome(outcome) {
  const pre = /** @type {HTMLElement | null} */ (outcome.querySelector("pre.recorded:not(.stderr)"));
  const container = /** @type {HTMLElement | null} */ (outcome.querySelector(".timeline"));
  if (!pre || !container) return;
  const { Timeline } = await import("./timeline/index.js");
  const label = "Timeline after the edit";
  const timeline = new Timeline(container, { label, toLine: (line, focus) => pointAt(pre, line, focus) });
  cutIntoLines(pre.querySelector("samp") ?? pre).forEach((text, number) => timeline.push(text, number));
  linkLines(pre, () => timeline);
  timeline.finish();
}
