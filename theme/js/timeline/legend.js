// @ts-check
// What the marks of a timeline mean.
import { el, svg } from "../dom.js";
import { workerIndex, WORDS } from "./draw.js";

/**
 * @param {import("./model.js").Model} model
 * @param {string} id of the timeline
 * @returns {HTMLLIElement[]}
 */
export function legend(model, id) {
  const items = model.states().map((state) => el("li", { class: `state-${state}` }, swatch(state, id), WORDS[state]));
  const workers = model.workers();
  for (const worker of workers) items.push(el("li", {}, stripe(`worker worker-${workerIndex(worker, workers)}`), worker));
  return items;
}

/**
 * @param {import("./parse.js").State} state
 * @param {string} id
 */
function swatch(state, id) {
  const picture = svg("svg", { class: `swatch mark state-${state}`, width: 26, height: 14, "aria-hidden": "true" });
  if (state === "done") picture.append(svg("path", { class: "bar", d: "M11 1h4v12h-4z" }));
  else if (state === "cancelled") picture.append(svg("path", { class: "bar", d: "M8 2L18 12M8 12L18 2" }));
  else {
    const style = state === "blocked" ? `fill: url(#${id}-hatch)` : null;
    picture.append(svg("rect", { class: "bar", x: 1, y: 1, width: 24, height: 12, rx: state === "waiting" ? 6 : 2, style }));
  }
  return picture;
}

/** @param {string} name */
function stripe(name) {
  return svg("svg", { class: "swatch", width: 26, height: 14, "aria-hidden": "true" }, svg("rect", { class: name, x: 1, y: 5, width: 24, height: 4 }));
}
