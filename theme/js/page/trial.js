// @ts-check
// A suggested edit, run in its own box: the run before stands above the run after, on one axis, and a sentence compares.
import { el } from "../dom.js";
import { guessOf } from "../figure/foretell.js";
import { run, verdict } from "../figure/run/run.js";
import { endTimeline, statusOf } from "../figure/run/perform.js";
import { Transcript } from "../figure/output/transcript.js";
import { compared } from "../timeline/compare.js";
import { Live } from "../timeline/live.js";
import { t } from "../words.js";

/** @typedef {import("../timeline/index.js").Timeline} Timeline */
/** @typedef {import("../figure/figure.js").Figure} Figure */

export class Trial {
  /**
   * @param {HTMLElement} place
   * @param {Figure} figure whose program is edited
   * @param {string} name of the edit
   * @param {import("../figure/run/tests.js").Draws} draws
   * @param {(line: number, column: number) => void} goTo leads to a place in the edited code
   */
  constructor(place, figure, name, draws, goTo) {
    this.place = place;
    this.figure = figure;
    this.name = name;
    this.draws = draws;
    this.goTo = goTo;
    this.says = el("p", { class: "trial-says", role: "status" });
    this.output = el("details", { class: "trial-output" }, el("summary", {}, t`What it printed`));
    /** @type {Timeline | null} */
    this.before = null;
    /** @type {Timeline | null} */
    this.after = null;
  }

  /**
   * @param {string} code
   * @param {import("../types.js").Job["recorded"]} recorded what it prints, if nobody can run it
   * @param {import("../figure/status.js").Status} status
   * @param {AbortSignal} signal
   */
  async perform(code, recorded, status, signal) {
    const job = { ...this.figure.job(), code, stdin: "", modified: true, recorded };
    await this.makeTimelines();
    const { before, after } = this;
    const live = new Transcript({
      label: t`The edit ${this.name}`,
      timeline: () => after,
      toCode: this.goTo,
      opened: (element) => this.output.append(element),
      changed: () => {},
    });
    this.place.replaceChildren(this.says, ...(before && after ? [section(t`Before`, before), section(t`After`, after)] : []), this.output);
    this.output.querySelector(".live")?.remove();
    this.says.textContent = "";
    before?.redraw();
    if (after) (after.live = new Live(after)).begin(guessOf(this.name));
    const outcome = await run(this.figure.siteRoot, job, { status, output: live, goTo: this.goTo }, signal);
    await live.settled();
    live.finish(statusOf(outcome), outcome.exit?.detail !== "did not compile");
    if (after) endTimeline(after, live, outcome);
    this.conclude(outcome, status);
  }

  async makeTimelines() {
    const { container } = this.figure.timelines;
    const { hasTimeline, makeTimeline } = this.draws;
    const places = [el("div", { class: "timeline" }), el("div", { class: "timeline" })];
    if (!container || !(await hasTimeline(places[0]))) return;
    const [before, after] = places.map((place, index) => makeTimeline(place, index === 0 ? t`Before the edit ${this.name}` : t`After the edit ${this.name}`, () => {}));
    this.figure.output.recordedLines.forEach((text, number) => before?.push(text, number));
    before?.rest();
    [this.before, this.after] = [before, after];
  }

  /**
   * @param {import("../figure/run/run.js").Outcome} outcome
   * @param {import("../figure/status.js").Status} status
   */
  conclude(outcome, status) {
    const { before, after, says, output, place } = this;
    const hasRun = outcome.engine !== null && outcome.exit?.detail !== "did not compile";
    if (outcome.isStopped) status.say("stopped", t`Stopped.`);
    else {
      const { state, sentence } = verdict(outcome, { modified: true, input: "", kind: "edit" });
      status.say(state, sentence, outcome.engine ?? "");
    }
    const sentence = hasRun && before && after ? compared(before.model, after.model) : "";
    says.textContent = sentence;
    // Where nothing is drawn, what was printed is all there is.
    output.open = sentence === "";
    if (sentence === "") for (const part of place.querySelectorAll(".trial-part")) part.remove();
    if (outcome.engine === null) output.remove();
    this.align();
  }

  /** One axis for both, so that longer is longer. */
  align() {
    const { before, after } = this;
    if (!before || !after) return;
    const least = Math.max(before.model.end, after.model.end, guessOf(this.name) ?? 0);
    for (const timeline of [before, after]) {
      timeline.least = least;
      timeline.redraw();
    }
  }
}

/**
 * @param {string} title
 * @param {Timeline} timeline
 */
function section(title, { container }) {
  return el("div", { class: "trial-part" }, el("p", { class: "trial-title" }, title), container);
}
