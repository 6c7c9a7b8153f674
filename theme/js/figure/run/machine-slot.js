// @ts-check
// A fold for what the machine saw of runs: below a listing's timeline, and below those of an edit that was run in its box.
// What fills it is loaded when it is opened.
import { el } from "../../dom.js";
import { recordedOf, settleMachine } from "./machine.js";
import { t } from "../../words.js";

/** @typedef {import("../../types.js").Seen} Seen */
/** What draws, of which a page has one. @typedef {import("../../page/page.js").Draws} Draws */
/**
 * Whose runs are watched: what they are runs of, whether there is anything to watch, what the book has recorded, the timeline
 * of the log lines, what runs it, and who is told that its axis may have changed.
 * @typedef {{ label: string, isHere: boolean, recorded: Seen | null, timeline: () => import("../../timeline/index.js").Timeline | null,
 *   run: () => void, settled?: () => void }} Owner
 */

export class MachineSlot {
  /**
   * @param {Owner} owner
   * @param {Draws} draws
   * @param {HTMLDetailsElement} fold
   */
  constructor(owner, draws, fold) {
    this.owner = owner;
    this.draws = draws;
    this.fold = fold;
    /** What was seen of the last run; null while the recorded one is shown. @type {Seen | null} */
    this.seen = null;
    /** What draws it, once it is loaded. @type {import("../../machine/index.js").Machine | null} */
    this.machine = null;
    fold.addEventListener("toggle", () => void settleMachine(this));
    /** It may have been opened before this script came; and paper waits for none but that of the whole book. */
    this.ready = fold.open || owner.recorded ? settleMachine(this) : null;
  }

  /** A run begins: what is drawn is of the one before. */
  begin() {
    this.fold.classList.add("pending");
  }

  /** @param {Seen | null} seen of a run; null for what is recorded */
  show(seen) {
    this.seen = seen;
    this.fold.classList.remove("pending");
    if (this.machine) void settleMachine(this);
  }
}

/** A listing's. */
export class ListingSlot extends MachineSlot {
  /**
   * @param {import("../figure.js").Figure} figure
   * @param {Draws} draws
   */
  constructor(figure, draws) {
    const { element, label, listing, timelines } = figure;
    const owner = { label, isHere: isWatchable(listing), recorded: recordedOf(listing), timeline: () => timelines.timeline, run: () => void figure.run() };
    // The build puts it where there is no timeline; else it is one of the timeline's own.
    super(owner, draws, element.querySelector(":scope > .machine") ?? foldOf());
    if (timelines.timeline) this.join(timelines.timeline);
  }

  /** @param {import("../../timeline/index.js").Timeline} timeline that was made */
  join({ container }) {
    if (this.owner.isHere && !this.fold.isConnected) container.querySelector(".timeline-foot")?.append(this.fold);
  }
}

/** An empty fold. */
export function foldOf() {
  return el("details", { class: "machine" }, el("summary", {}, t`What the machine saw`));
}

/**
 * Whether runs of a listing, or of its edits, have threads to be watched.
 * @param {{ kind: string }} listing
 */
export function isWatchable({ kind }) {
  return kind === "program" || kind === "python";
}
