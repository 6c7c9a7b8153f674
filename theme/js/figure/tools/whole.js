// @ts-check
// A figure in the whole window: the code at the left, what the run drew and printed at the right.
import { t } from "../../words.js";

/** @type {{ figure: import("../figure.js").Figure, button: HTMLElement, others: HTMLElement[], top: number } | null} */
let shown = null;

/**
 * @param {import("../figure.js").Figure} figure
 * @param {HTMLElement} button
 */
export function toggleWhole(figure, button) {
  if (shown) {
    leave();
    return;
  }
  const { element } = figure;
  shown = { figure, button, others: around(element), top: scrollY };
  for (const other of shown.others) other.inert = true;
  document.documentElement.classList.add("has-whole");
  element.classList.add("whole");
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-modal", "true");
  element.setAttribute("aria-label", figure.label);
  tell(button, true);
  addEventListener("keydown", onKey);
  void figure.timelines.need(false);
  figure.editor?.focus();
}

function leave() {
  if (!shown) return;
  const { figure: { element }, button, others, top } = shown;
  shown = null;
  removeEventListener("keydown", onKey);
  for (const other of others) other.inert = false;
  document.documentElement.classList.remove("has-whole");
  element.classList.remove("whole");
  for (const name of ["role", "aria-modal", "aria-label"]) element.removeAttribute(name);
  tell(button, false);
  scrollTo({ top, behavior: "instant" });
  if (button.isConnected) button.focus({ preventScroll: true });
}

/**
 * @param {HTMLElement} button
 * @param {boolean} isWhole
 */
function tell(button, isWhole) {
  button.textContent = isWhole ? t`Back to the page` : t`Full window`;
  button.setAttribute("aria-pressed", String(isWhole));
}

/** Escape in the editor lets Tab leave it, and does not come here; anywhere else it leads back. @param {KeyboardEvent} event */
function onKey({ key, defaultPrevented }) {
  if (key === "Escape" && !defaultPrevented) leave();
}

/**
 * All that is neither the element nor around it.
 * @param {Element} element
 */
function around(element) {
  /** @type {HTMLElement[]} */
  const others = [];
  for (let at = element; at.parentElement && at !== document.body; at = at.parentElement) {
    for (const other of at.parentElement.children) if (other !== at && other instanceof HTMLElement && !other.inert) others.push(other);
  }
  return others;
}
