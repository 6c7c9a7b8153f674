// @ts-check
// A pair, a Python program beside a Rust one, has one button that runs both, one after the other.
import { button } from "../../dom.js";
import { runBoth } from "./both.js";
import { t } from "../../words.js";

/**
 * It stands in the first figure, whose controls have room for it.
 * @param {HTMLElement} pair
 * @param {Map<string, import("../figure.js").Figure>} figures by the listing's name
 */
function mountPair(pair, figures) {
  const elements = /** @type {NodeListOf<HTMLElement>} */ (pair.querySelectorAll("figure.listing"));
  const both = [...elements].flatMap(({ dataset }) => figures.get(dataset.name ?? "") ?? []);
  const start = button("run-both", t`Run both`, () => void runBoth(both));
  start.title = t`Run the Python and the Rust program, one after the other`;
  pair.querySelector(".controls > .buttons")?.append(start);
}

/** @param {Map<string, import("../figure.js").Figure>} figures by the listing's name */
export function mountPairs(figures) {
  for (const pair of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".pair"))) mountPair(pair, figures);
}
