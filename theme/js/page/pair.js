// @ts-check
// A pair, a Python program beside a Rust one, has one button that runs both. See figure/run/both.js.
import { absence } from "../absent.js";
import { button } from "../dom.js";
import { loadRunner } from "../figure/run/run-slot.js";

/**
 * It stands in the first figure, whose controls have room for it.
 * @param {HTMLElement} pair
 * @param {Map<string, import("../figure/figure.js").Figure>} figures by the listing's name
 */
export function mountPair(pair, figures) {
  const elements = /** @type {NodeListOf<HTMLElement>} */ (pair.querySelectorAll("figure.listing"));
  const both = [...elements].flatMap(({ dataset }) => figures.get(dataset.name ?? "") ?? []);
  const start = button("run-both", "Run both", async () => {
    const loaded = await loadRunner();
    if (loaded) await loaded.runBoth(both);
    else both[0].status.say("none", absence("What runs programs", "press it again"));
  });
  start.title = "Run the Python and the Rust program, one after the other";
  pair.querySelector(".controls > .buttons")?.append(start);
}
