// @ts-check
// A suggested edit, run in its own box: the run before stands above the run after, on one axis, and a sentence compares; below
// them a fold has what the machine saw of the run after.
import { follow, onOneAxis } from "./axis.js";
import { el } from "../dom.js";
import { guessOf } from "../figure/foretell.js";
import { isWatched } from "../figure/run/machine.js";
import { foldOf, isWatchable, MachineSlot } from "../figure/run/machine-slot.js";
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
   * @param {import("./page.js").Draws} draws
   * @param {{ goTo: (line: number, column: number) => void, again: () => void }} acts lead to a place in the edited code, and run it again
   */
  constructor(place, figure, name, draws, { goTo, again }) {
    this.place = place;
    this.figure = figure;
    this.name = name;
    this.draws = draws;
    this.goTo = goTo;
    this.says = el("p", { class: "trial-says", role: "status" });
    /** Stays where it is from run to run, as all but its content does: the focus may be in the fold below. */
    this.drawings = el("div");
    this.output = el("details", { class: "trial-output" }, el("summary", {}, t`What it printed`));
    /** @type {Timeline | null} */
    this.before = null;
    /** @type {Timeline | null} */
    this.after = null;
    this.machine = this.makeSlot(again);
  }

  /**
   * As for a listing: closed, it loads nothing, and takes one line from the start.
   * @param {() => void} again
   */
  makeSlot(again) {
    const { name, figure: { listing } } = this;
    const timeline = () => (this.after?.container.isConnected ? this.after : null);
    const settled = () => follow(this.before, this.after);
    const owner = { label: t`the run after the edit ${name}`, isHere: isWatchable(listing), recorded: null, timeline, run: again, settled };
    return new MachineSlot(owner, this.draws, foldOf());
  }

  /**
   * @param {string} code
   * @param {import("../types.js").Job["recorded"]} recorded what it prints, if nobody can run it
   * @param {import("../figure/status.js").Status} status
   * @param {AbortSignal} signal
   */
  async perform(code, recorded, status, signal) {
    await this.makeTimelines();
    const { after, machine } = this;
    const job = { ...this.figure.job(), code, stdin: "", modified: true, recorded, threads: isWatched(machine) };
    const live = new Transcript({
      label: t`The edit ${this.name}`,
      timeline: () => after,
      toCode: this.goTo,
      opened: (element) => this.output.append(element),
      changed: () => {},
    });
    this.begin();
    if (after) (after.live = new Live(after)).begin(guessOf(this.name));
    const outcome = await run(this.figure.siteRoot, job, { status, output: live, goTo: this.goTo }, signal);
    await live.settled();
    live.finish(statusOf(outcome), outcome.exit?.detail !== "did not compile");
    if (after) endTimeline(after, live, outcome);
    this.conclude(outcome, status);
  }

  /** What the run is shown in. */
  begin() {
    const { place, says, drawings, before, after, machine: { owner, fold }, machine, output } = this;
    drawings.replaceChildren(...(before && after ? [section(t`Before`, before), section(t`After`, after)] : []));
    // The row's class has the look of what stands below a timeline.
    if (!says.isConnected) place.append(says, drawings, ...(owner.isHere ? [el("div", { class: "timeline-foot" }, fold)] : []));
    place.append(output);
    output.querySelector(".live")?.remove();
    says.textContent = "";
    machine.begin();
    before?.redraw();
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
    if (before && after) onOneAxis(before, after, guessOf(this.name));
    this.machine.show(outcome.seen);
  }
}

/**
 * @param {string} title
 * @param {Timeline} timeline
 */
function section(title, { container }) {
  return el("div", { class: "trial-part" }, el("p", { class: "trial-title" }, title), container);
}
