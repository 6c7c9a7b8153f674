// @ts-check
// The page on paper, and the page that holds the whole book for paper.
import { imported } from "../absent.js";
import { loadRunner } from "../figure/run/run-slot.js";
import { loadTimeline } from "../timeline/load.js";

/** On paper nothing can be opened: everything is open there, and as it was afterwards. */
export function openForPrint() {
  /** @type {Element[]} */
  let opened = [];
  // What is to be foretold is hidden by a class, before its drawing is made for paper. What the machine saw opens its fold
  // itself, if there is anything in it: opened here, each would load what draws it.
  const turn = (/** @type {boolean} */ open) => {
    for (const element of opened) {
      if (element instanceof HTMLDetailsElement) element.open = open;
      else element.classList.toggle("to-foretell", !open);
    }
  };
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open], .machine), .to-foretell")];
    turn(true);
  });
  addEventListener("afterprint", () => turn(false));
}

/**
 * Prints the page of the whole book, as soon as its timelines can be drawn, and what the machine saw: that comes with what runs
 * programs, for which nobody asks here. Any other page waits for its reader.
 */
export async function printWholeBook() {
  if (!("print" in document.documentElement.dataset)) return;
  await imported(loadTimeline);
  await (await loadRunner())?.whenMounted;
  print();
}
