// @ts-check
// The fold for what the machine saw of a figure's runs. What fills it comes with what runs programs: see run/machine.js.
import { absence, ahead } from "../absent.js";
import { el } from "../dom.js";
import { loadRunner } from "./run/run-slot.js";
import { forPaper, loadTimeline, makeTimeline } from "../timeline/load.js";

/** @typedef {import("../types.js").Seen} Seen */

export class MachineSlot {
  /** @param {import("./figure.js").Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** What was seen of the last run; null while the recorded one is shown. @type {Seen | null} */
    this.seen = null;
    /** What draws it, once it is loaded. @type {import("../machine/index.js").Machine | null} */
    this.machine = null;
    this.draws = { forPaper, loadTimeline, makeTimeline, loadMachine: () => import("../machine/index.js") };
    const { element, listing: { data, kind } } = figure;
    /** The build puts it where there is no timeline; else it is one of the timeline's own. */
    this.fold = /** @type {HTMLDetailsElement} */ (element.querySelector(":scope > .machine") ?? el("details", { class: "machine" }, el("summary", {}, "What the machine saw")));
    this.isHere = kind === "program" || kind === "python";
    this.fold.addEventListener("toggle", () => void this.reach());
    if (data.threads) ahead(() => this.reach());
  }

  /** @param {import("../timeline/index.js").Timeline} timeline that was made */
  join({ container }) {
    if (this.isHere && !this.fold.isConnected) container.querySelector(".timeline-foot")?.append(this.fold);
  }

  async reach() {
    const loaded = await loadRunner();
    if (loaded) await loaded.settleMachine(this);
    else this.fold.append(el("p", { class: "absent" }, absence("What draws it", "open it again")));
  }

  /** @param {Seen | null} seen of a run; null for what is recorded */
  show(seen) {
    this.seen = seen;
    this.fold.classList.remove("pending");
    if (this.machine) void this.reach();
  }
}
