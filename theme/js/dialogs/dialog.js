// @ts-check
// A window in the page: Escape closes it, the focus goes back to where it was, and no key in it is the page's.
import { button, el } from "../dom.js";
import { t } from "../words.js";

/**
 * @param {string} name its class
 * @param {string} title
 * @param {...(Node | string)} content
 * @returns {HTMLDialogElement} already open
 */
export function openDialog(name, title, ...content) {
  document.querySelector(`dialog.${name}`)?.remove();
  const id = `${name}-title`;
  const close = button("quiet close", t`Close`, () => dialog.close());
  const head = el("div", { class: "dialog-head" }, el("h2", { id }, title), close);
  const dialog = el("dialog", { class: `book-dialog content ${name}`, "aria-labelledby": id }, head, ...content);
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
