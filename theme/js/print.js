// @ts-check
// The page on paper, and the page that holds the whole book for paper.
import { loadTimeline } from "./timeline/load.js";

/** On paper nothing can be opened: everything is open there, and as it was afterwards. */
export function openForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")].map((details) => /** @type {HTMLDetailsElement} */ (details));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

/** Prints the page of the whole book, as soon as its timelines can be drawn; any other page waits for its reader. */
export async function printWholeBook() {
  if (!("print" in document.documentElement.dataset)) return;
  await loadTimeline().catch(() => {});
  print();
}
