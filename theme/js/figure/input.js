// @ts-check
// Standard input: where the code reads it, the reader can write it.
import { el } from "../dom.js";
import { readsInput } from "./listing.js";
import { t } from "../words.js";

export class Input {
  /**
   * @param {HTMLElement} figure
   * @param {string} label of the figure
   * @param {import("./listing.js").Listing} listing
   * @param {() => void} changed
   */
  constructor(figure, label, listing, changed) {
    this.figure = figure;
    this.listing = listing;
    const id = `${figure.id}-stdin`;
    this.field = el("textarea", { id, rows: 2, spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-label": t`Standard input of ${label}` });
    this.field.value = listing.input;
    this.field.addEventListener("input", () => {
      listing.giveInput(this.field.value);
      changed();
    });
    this.field.addEventListener("keydown", (event) => {
      // What is typed here is no shortcut of the page. Running is the figure's.
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) event.stopPropagation();
    });
    /** The build keeps a place where the printed code reads. */
    this.box = /** @type {HTMLElement | null} */ (figure.querySelector(":scope > .stdin"));
  }

  /** Is there as long as the code reads, or something is written in it. */
  settle() {
    const wanted = readsInput(this.listing.code) || this.listing.input !== "";
    if (this.field.value !== this.listing.input) this.field.value = this.listing.input;
    if (!wanted && !this.box) return;
    if (!this.box) {
      this.box = el("div", { class: "stdin" });
      this.figure.querySelector(":scope > .controls")?.before(this.box);
    }
    if (this.box.childElementCount === 0) this.box.append(el("label", { for: this.field.id }, t`Standard input`), this.field);
    this.box.hidden = !wanted;
  }
}
