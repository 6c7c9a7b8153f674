// @ts-check
// A program goes to the clipboard, and the button says whether it did.
import { withoutMarks } from "./listing.js";
import { t } from "../words.js";

/**
 * @param {HTMLElement} button
 * @param {string} code
 */
export async function copyCode(button, code) {
  const done = await navigator.clipboard?.writeText(withoutMarks(code)).then(() => true, () => false);
  button.textContent = done ? t`Copied` : t`Not copied`;
  button.classList.toggle("copied", done);
  setTimeout(() => {
    button.textContent = t`Copy`;
    button.classList.remove("copied");
  }, 2000);
}
