// @ts-check
// What the marks of a view mean.
import { el, svg } from "../dom.js";
import { coreName, WORDS } from "./model.js";
import { KINDS } from "./paint.js";
import { t } from "../words.js";

/** @typedef {import("./model.js").SeenModel} SeenModel */

/** The legend of the cores names as many threads. */
const MOST_NAMED = 12;

/**
 * @param {SeenModel} model of the threads
 * @param {string} id of the timeline
 */
export function legendOfThreads({ segments }, id) {
  const cores = [...new Set(segments.flatMap(({ core }) => core ?? []))].sort((a, b) => a - b);
  const states = /** @type {("ready" | "asleep" | "kernel")[]} */ (["ready", "asleep", "kernel"]).filter((state) => segments.some((span) => span.state === state));
  return [...cores.map((core) => item(box(`${id}-core-${core % KINDS}`), coreName(core))), ...states.map((state) => item(state === "ready" ? box(`${id}-ready`) : line(state), WORDS[state]))];
}

/**
 * @param {string[]} names of the threads
 * @param {string} id of the timeline
 */
export function legendOfCores(names, id) {
  const items = names.slice(0, MOST_NAMED).map((name, by) => item(box(`${id}-core-${by % KINDS}`), name));
  return names.length > MOST_NAMED ? [...items, item(svg("svg", { class: "swatch", width: 26, height: 14, "aria-hidden": "true" }), t`and ${names.length - MOST_NAMED} more`)] : items;
}

/**
 * @param {SVGSVGElement} swatch
 * @param {string} words
 */
function item(swatch, words) {
  return el("li", {}, swatch, words);
}

/** @param {string} pattern */
function box(pattern) {
  return swatch("", svg("rect", { class: "bar", x: 1, y: 1, width: 24, height: 12, style: `fill: url(#${pattern})` }));
}

/** @param {"asleep" | "kernel"} state */
function line(state) {
  return swatch(`seen-${state}`, svg("path", { class: "bar", d: "M1 7h24" }));
}

/**
 * @param {string} name
 * @param {SVGElement} inside
 */
function swatch(name, inside) {
  return svg("svg", { class: `swatch mark ${name}`, width: 26, height: 14, "aria-hidden": "true" }, inside);
}
