// @ts-check
// What the reader is to foretell is out of sight until it is said: see page/predict.js.
import { recall } from "../store.js";

/** @param {string} name of a listing */
export function keyOf(name) {
  return `predict:${name}`;
}

/**
 * How long the reader said that a program takes, in milliseconds; null where that was not asked, or not said.
 * @param {string} name of a listing or an edit
 */
export function guessOf(name) {
  const value = document.querySelector(`form.predict[data-unit="ms"][data-predict="${name}"]`) && recall(keyOf(name));
  return typeof value === "number" && value >= 0 ? value : null;
}

/**
 * What was to be foretold under this name is shown: a listing, or the two of a pair.
 * @param {string | undefined} name
 */
export function showForetold(name) {
  for (const figure of document.querySelectorAll(`[data-of="${name}"]`)) figure.classList.remove("to-foretell");
}

/**
 * Without a script the output of such a program lies in a fold; with it, it is hidden.
 * @param {HTMLElement} figure
 */
export function hideForetold(figure) {
  for (const fold of /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(":scope > details.predicted"))) {
    const of = (figure.dataset.of = fold.dataset.of ?? "");
    fold.firstElementChild?.remove();
    fold.replaceWith(...fold.childNodes);
    figure.classList.toggle("to-foretell", recall(keyOf(of)) === null);
  }
}
