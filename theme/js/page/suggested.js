// @ts-check
// What the buttons of a suggested edit do. Comes with what runs programs.
import { applied } from "./change.js";
import { Trial } from "./trial.js";
import { button } from "../dom.js";
import { placeButton } from "../figure/output/diagnostics.js";
import { t } from "../words.js";

/**
 * An edit of a figure's program, and its parts on the page.
 * @typedef {{ figure: import("../figure/figure.js").Figure, change: import("./change.js").Change, name: string, start: HTMLElement,
 *   status: import("../figure/status.js").Status, choices: HTMLElement, place: HTMLElement }} Parts
 */

export class SuggestedEdit {
  /**
   * @param {Parts} parts
   * @param {import("./page.js").Draws} draws
   */
  constructor({ figure, change, name, start, status, choices, place }, draws) {
    this.figure = figure;
    this.change = change;
    this.start = start;
    this.status = status;
    this.choices = choices;
    this.trial = new Trial(place, figure, name, draws, {
      goTo: (line, column) => void this.goTo(line, column),
      // Pressed once more, it would stop the run.
      again: () => void (this.running ?? this.press()),
    });
    /** @type {AbortController | null} */
    this.running = null;
  }

  /** Runs the printed code with this edit, in its own box; the listing stays as it is. */
  async press() {
    if (this.running) {
      this.running.abort();
      return;
    }
    const { figure, change, start, status } = this;
    const code = applied(figure.listing.source, change);
    if (code === null) return;
    this.running = new AbortController();
    start.textContent = t`Stop`;
    try {
      await this.trial.perform(code, figure.listing.known.get(code) ?? null, status, this.running.signal);
    } finally {
      this.running = null;
      start.textContent = t`Run this edit`;
    }
  }

  /**
   * The edited code is looked at in the listing's figure.
   * @param {number} line
   * @param {number} column
   */
  async goTo(line, column) {
    if (!this.figure.listing.modified) await this.make();
    this.figure.goTo(line, column);
  }

  /** @param {string} sentence */
  say(sentence) {
    this.status.say("idle", sentence);
  }

  /** Edits do not stack by themselves: each is meant for the listing as it is printed. */
  pressed() {
    const { listing } = this.figure;
    this.choices.replaceChildren();
    if (listing.modified && listing.code === applied(listing.source, this.change)) {
      this.say(t`This edit is made already.`);
    } else if (listing.modified) {
      this.offerReset();
    } else {
      void this.make();
    }
  }

  offerReset() {
    const reset = button("reset-and-make", t`Reset, then make this edit`, () => {
      this.figure.reset();
      void this.make();
    });
    this.choices.append(reset);
    if (applied(this.figure.listing.code, this.change) !== null) this.choices.append(button("make-too", t`Make it too`, () => void this.make()));
    this.say(t`${this.figure.label} is edited already, and this edit is meant for the printed code.`);
  }

  async make() {
    const { figure, change } = this;
    const { code } = figure.listing;
    const edited = applied(code, change);
    if (edited === null) return;
    const line = code.slice(0, code.indexOf(change.find)).split("\n").length;
    const opening = figure.apply(edited, line, change.replace.split("\n").length);
    this.choices.replaceChildren();
    this.say(t`Made in ${figure.label}, line ${line}. `);
    this.status.line.append(placeButton(t`Go to ${figure.label}`, () => figure.goTo(line, 1)));
    // What is said here is true as long as the edit is there.
    figure.made = { code: edited, gone: () => this.say("") };
    figure.status.say("idle", t`Line ${line} is changed. Press Run, or Ctrl-Enter.`);
    // Said before the editor is there: whoever presses Run meanwhile hears of the run.
    await opening;
  }
}
