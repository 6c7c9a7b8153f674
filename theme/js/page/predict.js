// @ts-check
// The reader says what a program will do; then its output and its drawing are unfolded, and what was said stays beside them.
// Loaded where a page asks.
import { button, el } from "../dom.js";
import { keyOf } from "../figure/foretell.js";
import { keep, recall } from "../store.js";
import { t } from "../words.js";

/** @typedef {import("../figure/figure.js").Figure} Figure */

/**
 * @param {HTMLFormElement} form
 * @param {Figure | null} figure whose output is foretold; that of an edit lies in a fold anyway
 */
export function mountPrediction(form, figure) {
  const prediction = new Prediction(form, figure);
  form.querySelector(".predict-controls")?.append(prediction.say, prediction.skip, prediction.note);
  const kept = recall(prediction.key);
  if (kept !== null) prediction.settle(kept);
}

class Prediction {
  /**
   * @param {HTMLFormElement} form
   * @param {Figure | null} figure
   */
  constructor(form, figure) {
    this.form = form;
    this.figure = figure;
    this.key = keyOf(form.dataset.predict ?? "");
    this.unit = form.dataset.unit ?? null;
    this.fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".predict-answers input")]);
    this.say = button("say", t`That is my guess`, () => this.answer());
    this.skip = button("quiet skip", t`Skip`, () => this.unfold(null));
    this.note = el("p", { class: "predict-note", role: "status" });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer();
    });
    // Arrow keys choose an answer, and turn no page.
    form.addEventListener("keydown", (event) => event.stopPropagation());
  }

  answer() {
    const index = this.unit === null ? this.fields.findIndex((field) => field.checked) : 0;
    const value = this.unit === null ? index : this.fields[0]?.valueAsNumber;
    if (index < 0 || !Number.isInteger(value)) {
      this.note.textContent = t`Say something first, or skip.`;
      this.fields[0]?.focus();
      return;
    }
    this.unfold(value);
  }

  /** @param {number | null} value null where the reader has skipped */
  unfold(value) {
    keep(this.key, value ?? -1);
    this.settle(value ?? -1);
    this.figure?.foretell();
  }

  /** @param {number | null} value what is kept; negative where the reader has skipped */
  settle(value) {
    this.form.classList.add("said");
    for (const field of this.fields) field.disabled = true;
    this.say.hidden = this.skip.hidden = true;
    if (typeof value !== "number" || value < 0) {
      this.note.textContent = "";
      return;
    }
    const field = this.fields[this.unit === null ? value : 0];
    if (!field) return;
    if (this.unit === null) field.checked = true;
    else field.value = String(value);
    this.note.textContent = this.judged(field, value);
  }

  /**
   * @param {HTMLInputElement} field
   * @param {number} value
   */
  judged(field, value) {
    const said = this.unit === null ? field.closest("label")?.textContent?.trim() : `${value} ${this.unit === "ms" ? t`ms` : this.unit}`;
    if (this.unit !== null) {
      return this.figure ? t`You said ${said}. Look below, and see what it is.` : t`You said ${said}. Run the edit, and see what it is.`;
    }
    const isRight = "right" in field.dataset;
    this.form.classList.add(isRight ? "right" : "wrong");
    if (isRight) return t`You said “${said}”, and so it is.`;
    return this.figure ? t`You said “${said}”. Look what happens instead.` : t`You said “${said}”. Run the edit, and see what happens instead.`;
  }
}
