// @ts-check
// What a run prints, as it comes. Pieces are taken in between frames, a few milliseconds at a time, so that no program,
// however much it prints, keeps the page from answering.
import { el } from "../../dom.js";
import { linkLines } from "./lines.js";
import { PanicReader } from "./panic.js";
import { Scroll } from "./scroll.js";
import { shown } from "./shown.js";
import { parseLine } from "../../timeline/parse.js";
import { whyNotDrawn } from "../../timeline/untold.js";
import { plural, t } from "../../words.js";

/** @typedef {import("../../timeline/index.js").Timeline} Timeline */
/** @typedef {"stdout" | "stderr"} Stream */
/** @typedef {{ line: number, text: string, why: string }} Untold a line that looks like a log line and is not drawn */
/**
 * `opened` is called before the first news, `changed` after what may have changed the height.
 * @typedef {{ label: string, timeline: () => Timeline | null, toCode: (line: number, column: number) => void,
 *   opened: (live: HTMLElement) => void, changed: () => void }} Owner
 */

/** For how long text is taken in before the browser may answer the reader, in milliseconds. */
const TURN = 6;
/** Text is taken in by so many letters: between them is looked at the clock. */
const PIECE = 4096;
/** A page in the background has no frames: it looks after so many milliseconds. */
const PATIENCE = 250;
/** As many errors of the compiler are shown; the others lie in a fold. */
const MOST_ERRORS = 5;
/** As many untold lines are told one by one. */
const MOST_TOLD = 20;

export class Transcript {
  /** @param {Owner} owner */
  constructor(owner) {
    this.owner = owner;
    this.samp = el("samp");
    this.text = el("pre", { class: "live-text", tabindex: 0, role: "region", "aria-label": t`${owner.label}, output`, hidden: true }, this.samp);
    this.notes = el("div", { class: "notes" });
    this.caption = el("p", { class: "output-caption" }, t`Output`);
    this.element = el("div", { class: "live" }, this.notes, this.caption, this.text);
    this.scroll = new Scroll(this.samp, owner.toCode);
    /** What has come and is not yet taken in. @type {{ stream: Stream, text: string }[]} */
    this.queue = [];
    /** The line that has no end yet. @type {{ stream: Stream, text: string } | null} */
    this.open = null;
    this.count = 0;
    /** @type {Untold[]} */
    this.untold = [];
    this.untoldCount = 0;
    this.lateCount = 0;
    /** Whether what comes is printed now, so that the time of a panic is known. */
    this.isNow = false;
    this.panics = new PanicReader();
    this.errors = 0;
    this.isOpen = false;
    this.timer = 0;
    this.frame = 0;
    /** @type {(() => void)[]} */
    this.waiting = [];
    linkLines(this.text, owner.timeline);
  }

  /** Shows the run in the place of the recorded output, or of the run before. */
  begin() {
    if (this.isOpen) return;
    this.isOpen = true;
    this.owner.opened(this.element);
  }

  /**
   * @param {Stream} stream
   * @param {string} text split anywhere
   */
  print(stream, text) {
    for (let from = 0; from < text.length; from += PIECE) this.queue.push({ stream, text: text.slice(from, from + PIECE) });
    this.soon();
  }

  /** Everything that has come is taken in. @returns {Promise<void>} */
  settled() {
    if (this.queue.length === 0 && this.timer === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  soon() {
    if (this.timer !== 0) return;
    const turn = () => {
      clearTimeout(this.timer);
      cancelAnimationFrame(this.frame);
      this.timer = 0;
      this.turn();
    };
    this.frame = requestAnimationFrame(turn);
    this.timer = window.setTimeout(turn, PATIENCE);
  }

  turn() {
    this.begin();
    const follows = this.isAtEnd();
    const end = performance.now() + TURN;
    let taken = 0;
    while (taken < this.queue.length && performance.now() < end) this.takeIn(this.queue[taken++]);
    this.queue.splice(0, taken);
    this.show(follows);
    if (this.queue.length > 0) this.soon();
    else this.waiting.splice(0).forEach((resolve) => resolve());
  }

  /** @param {{ stream: Stream, text: string }} piece */
  takeIn({ stream, text }) {
    // Lines stand in the order in which they came: one that goes on after another stream's is two.
    if (this.open && this.open.stream !== stream) this.close();
    const lines = ((this.open?.text ?? "") + text).split("\n");
    const rest = lines.pop() ?? "";
    for (const line of lines) this.line(stream, line);
    this.open = rest === "" ? null : { stream, text: rest };
  }

  close() {
    if (this.open) this.line(this.open.stream, this.open.text);
    this.open = null;
  }

  /**
   * @param {Stream} stream
   * @param {string} line
   */
  line(stream, line) {
    const number = this.count;
    const text = shown(line);
    this.count += 1;
    const log = text.includes("|") && this.draw(text, number);
    if (stream === "stderr") this.readPanic(text);
    this.scroll.add({ stream, number, text, log });
  }

  /**
   * @param {string} text
   * @param {number} number
   * @returns {boolean} whether it is a log line
   */
  draw(text, number) {
    const line = parseLine(text);
    const timeline = this.owner.timeline();
    if (line) {
      const drawn = timeline?.push(text, number);
      if (drawn && drawn.from > line.ms) {
        this.lateCount += 1;
        this.tell(number, text, t`its lane had come to ${drawn.from} ms already, and is drawn from there`);
      }
      return true;
    }
    const why = whyNotDrawn(text);
    if (why !== null) this.tell(number, text, why);
    return false;
  }

  /**
   * @param {number} number
   * @param {string} text
   * @param {string} why
   */
  tell(number, text, why) {
    this.untoldCount += 1;
    if (this.untold.length < MOST_TOLD) this.untold.push({ line: number + 1, text: text.trim().slice(0, 80), why });
  }

  /** @param {string} text of stderr */
  readPanic(text) {
    const panic = this.panics.read(text);
    if (panic && this.isNow) this.owner.timeline()?.live?.panicked(panic);
  }

  /** @param {boolean} follows whether the end is to be in sight */
  show(follows) {
    const { text, scroll } = this;
    scroll.show(this.open && { ...this.open, text: shown(this.open.text) });
    text.hidden = scroll.isEmpty;
    if (follows) text.scrollTop = text.scrollHeight;
    this.owner.changed();
  }

  /** The end is followed only if the reader has not scrolled away from it. */
  isAtEnd() {
    const { text } = this;
    return Boolean(text.hidden) || text.scrollHeight - text.scrollTop - text.clientHeight < 30;
  }

  /**
   * @param {HTMLElement} note a diagnostic, a list of tests; errors stand before warnings
   * @param {boolean} [first]
   */
  note(note, first = false) {
    this.begin();
    const before = first ? this.notes.querySelector(".warning") : null;
    if (note.matches(".error") && ++this.errors > MOST_ERRORS) this.fold(note, before);
    else this.notes.insertBefore(note, before);
    this.owner.changed();
  }

  /**
   * @param {HTMLElement} error beyond those that anyone reads
   * @param {Element | null} before
   */
  fold(error, before) {
    let fold = this.notes.querySelector(".more-errors");
    if (!fold) {
      fold = el("details", { class: "more-errors" }, el("summary"));
      this.notes.insertBefore(fold, before);
    }
    fold.append(error);
    const more = this.errors - MOST_ERRORS;
    /** @type {Element} */ (fold.firstElementChild).textContent = t`${more} more ${plural(more)`error|errors`}`;
  }

  /**
   * The run is over, and settled.
   * @param {string} sentence how it ended, if that needs saying
   * @param {boolean} [ran] whether there was a program
   */
  finish(sentence, ran = true) {
    this.begin();
    const { notes, caption, text, element } = this;
    const follows = this.isAtEnd();
    this.close();
    this.show(follows);
    if (sentence !== "") element.append(el("p", { class: "exit" }, sentence));
    caption.hidden = text.hidden;
    if (text.hidden && notes.childElementCount === 0 && sentence === "" && ran) {
      notes.append(el("p", { class: "no-output" }, t`The program printed nothing.`));
    }
    this.owner.changed();
  }
}
