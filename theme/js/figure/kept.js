// @ts-check
// What may become of an edit that is kept: nothing at all, or another tab's in its place. The reader hears of it once.
import { announce } from "../absent.js";
import { t } from "../words.js";

let isTold = false;

/** The browser keeps nothing: its storage is full, or forbidden. */
export function tellLost() {
  if (isTold) return;
  isTold = true;
  announce(t`This browser keeps nothing for this page, its storage is full or switched off: your edit is gone when you leave. Share, below the editor, makes a link of it.`);
}

/** @param {string | null} key that another tab has written */
function tellOther(key) {
  const name = /^many-things:edit:(.+)$/.exec(key ?? "")?.[1] ?? "";
  const figure = document.querySelector(`figure.listing.modified[data-name="${CSS.escape(name)}"]`);
  if (!figure || isTold) return;
  isTold = true;
  const label = figure.querySelector("figcaption .number")?.textContent?.trim() || t`This listing`;
  announce(t`${label} was changed in another tab as well. Kept is what is typed last; reload the page to go on from there.`);
}

addEventListener("storage", ({ key }) => tellOther(key));
