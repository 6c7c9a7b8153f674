// @ts-check
// The fold for what the machine saw of a figure's runs, below its timeline. What fills it is loaded when it is opened.
import { el } from "../../dom.js";
import { settleMachine } from "./machine.js";
import { t } from "../../words.js";

/** @typedef {import("../../types.js").Seen} Seen */
/** What draws, of which a page has one. @typedef {import("../../page/page.js").Draws} Draws */

export class MachineSlot {
  /**
   * @param {import("../figure.js").Figure} figure
   * @param {Draws} draws
   */
  constructor(figure, draws) {
    this.figure = figure;
    this.draws = draws;
    /** What was seen of the last run; null while the recorded one is shown. @type {Seen | null} */
    this.seen = null;
    /** What draws it, once it is loaded. @type {import("../../machine/index.js").Machine | null} */
    this.machine = null;
    const { element, listing: { data, kind }, timelines: { timeline } } = figure;
    /** The build puts it where there is no timeline; else it is one of the timeline's own. */
    this.fold = /** @type {HTMLDetailsElement} */ (element.querySelector(":scope > .machine") ?? el("details", { class: "machine" }, el("summary", {}, t`What the machine saw`)));
    this.isHere = kind === "program" || kind === "python";
    this.fold.addEventListener("toggle", () => void settleMachine(this));
    if (timeline) this.join(timeline);
    // It may have been opened before this script came; and paper waits for none.
    if (this.fold.open || data.threads) void settleMachine(this);
  }

  /** @param {import("../../timeline/index.js").Timeline} timeline that was made */
  join({ container }) {
    if (this.isHere && !this.fold.isConnected) container.querySelector(".timeline-foot")?.append(this.fold);
  }

  /** @param {Seen | null} seen of a run; null for what is recorded */
  show(seen) {
    this.seen = seen;
    this.fold.classList.remove("pending");
    if (this.machine) void settleMachine(this);
  }
}
