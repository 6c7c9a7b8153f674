// @ts-check
// The picture and the output of a figure belong to one program. Where the code is another by now, they say so.
import { el } from "../dom.js";
import { t } from "../words.js";

export class Belonging {
  /** @param {import("./figure.js").Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** The program that they are of. */
    this.of = { code: figure.listing.source, input: "" };
    this.note = el("span");
    const { box } = figure.output;
    (figure.timelines.container ?? box).before(el("div", { class: "belonging" }, this.note));
  }

  /** Called whenever the code, or what is shown, has changed. */
  settle() {
    const { element, listing, output, status, running } = this.figure;
    const isOther = this.of.code !== listing.code || this.of.input !== listing.input;
    const isStale = isOther && output.box.childElementCount > 0;
    const press = listing.kind === "exercise" ? t`Check` : t`Run`;
    const note = this.of.code === listing.source ? t`of the printed program: press ${press}` : t`of the program before your change: press ${press}`;
    element.classList.toggle("stale", isStale);
    const shown = isStale ? note : "";
    if (this.note.textContent === shown) return;
    this.note.textContent = shown;
    // What was said of the last run is not true of this code.
    if (isStale && !running && /^(ok|failed|stopped|none)$/.test(status.line.dataset.state ?? "")) status.say("idle", "");
  }
}
