// @ts-check
// How a lane of what the machine saw is filled: a core is solid and has a pattern of its own, a thread that waits for one is
// hatched, one that sleeps a thin line, one that the kernel holds dotted.
import { svg } from "../dom.js";
import { fit } from "../timeline/measure.js";
import { marksOf } from "../timeline/model.js";
import { coreName, WORDS } from "./model.js";
import { shares, timesOf } from "./sums.js";
import { t } from "../words.js";

/** @typedef {import("./model.js").Stretch} Stretch */
/** @typedef {import("../timeline/draw.js").Layout} Layout */
/** @typedef {{ from: number, to: number, state: Stretch["state"], segments: Stretch[] }} Mark */

/** As the style sheet has it. */
const FONT = "600 12px";
/** Less room than this holds no word, in pixels. */
const FEW_LETTERS = 24;
/** The signs on a core's ground, within 8 by 8 pixels; after the last they begin anew. */
const SIGNS = ["", "M2 1v2M6 5v2", "M2 0v8", "M0 2h8", "M1 1l4 4M5 1l-4 4", "M0 5l4 -3l4 3"];
/** As many cores, and threads, look different. */
export const KINDS = SIGNS.length;

/**
 * Each figure has its own: ids are shared by the whole page.
 * @param {string} id
 */
export function patterns(id) {
  const made = SIGNS.map((sign, kind) => {
    const ground = svg("rect", { width: 8, height: 8, class: `core-ground core-${kind}` });
    return pattern(`${id}-core-${kind}`, 8, "", ground, ...(sign ? [svg("path", { d: sign, class: "core-sign" })] : []));
  });
  const lines = [svg("rect", { width: 6, height: 6, class: "ready-ground" }), svg("rect", { width: 2.5, height: 6, class: "ready-line" })];
  return svg("defs", {}, ...made, pattern(`${id}-ready`, 6, "rotate(45)", ...lines));
}

/**
 * @param {string} id
 * @param {number} size
 * @param {string} turned
 * @param {...Element} parts
 */
function pattern(id, size, turned, ...parts) {
  return svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: turned || null }, ...parts);
}

/**
 * The paint of a view: `kindOf` says which pattern a stretch on a core has.
 * @param {(stretch: Stretch) => number} kindOf
 * @returns {import("../timeline/draw.js").Paint}
 */
export function paintBy(kindOf) {
  return {
    patterns,
    lane(lane, group, grain, layout, options, byLine) {
      const fill = (/** @type {Stretch} */ stretch) => `fill: url(#${options.id}-core-${kindOf(stretch) % KINDS})`;
      for (const mark of /** @type {Mark[]} */ (/** @type {unknown} */ (marksOf(lane, options.end, grain)))) {
        const element = drawMark(mark, layout, fill, `fill: url(#${options.id}-ready)`);
        group.append(element);
        for (const { line } of mark.segments) byLine.set(line, element);
      }
    },
  };
}

/**
 * @param {Mark} mark
 * @param {Layout} layout
 * @param {(stretch: Stretch) => string} fill
 * @param {string} hatched
 */
function drawMark(mark, layout, fill, hatched) {
  const [first] = mark.segments;
  const isOne = mark.segments.length === 1;
  const x = layout.x(mark.from);
  const box = { x, y: layout.above, width: Math.max(layout.x(mark.to) - x, 1), height: layout.bar };
  const name = isOne ? describe(first) : describeMany(mark);
  const element = svg("g", { class: `mark seen-${isOne ? mark.state : "many"}`, role: "img", tabindex: -1, "aria-label": name });
  element.dataset.line = String(first.line);
  element.append(...(isOne ? [shape(first, box, fill, hatched)] : shareBars(mark, box, fill, hatched)));
  const room = box.width - 10;
  if (isOne && mark.state === "core" && room >= FEW_LETTERS && box.height > 12) {
    element.append(svg("text", { x: x + 6, y: box.y + box.height / 2 + 4 }, fit(first.what, room, FONT)));
  }
  return element;
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * @param {Stretch} stretch
 * @param {Box} box
 * @param {(stretch: Stretch) => string} fill
 * @param {string} hatched
 */
function shape(stretch, box, fill, hatched) {
  const { x, y, width, height } = box;
  if (stretch.state === "core") return svg("rect", { class: "bar", ...box, style: fill(stretch) });
  if (stretch.state === "ready") return svg("rect", { class: "bar", x, y: y + height * 0.15, width, height: height * 0.7, style: hatched });
  const middle = y + height / 2;
  // A line is thin: what is around it can be pointed at as well.
  const line = svg("path", { class: "bar", d: `M${x} ${middle}h${width}` });
  return svg("g", {}, svg("rect", { class: "around", ...box }), line);
}

/**
 * Stretches that are too near to each other: how much of the time was on a core stands at the bottom, what was ready above it.
 * @param {Mark} mark
 * @param {Box} box
 * @param {(stretch: Stretch) => string} fill
 * @param {string} hatched
 */
function shareBars({ segments }, { x, y, width, height }, fill, hatched) {
  const { core, ready, asleep, kernel } = timesOf(segments);
  const scale = height / Math.max(core + ready + asleep + kernel, 1);
  const on = segments.find(({ state }) => state === "core") ?? segments[0];
  const bottom = y + height;
  const bars = [svg("rect", { class: "around", x, y, width, height })];
  if (core > 0) bars.push(svg("rect", { class: "bar", x, y: bottom - core * scale, width, height: core * scale, style: fill(on) }));
  if (ready > 0) bars.push(svg("rect", { class: "bar", x, y: bottom - (core + ready) * scale, width, height: ready * scale, style: hatched }));
  return bars;
}

/** @param {Stretch} stretch */
function describe({ lane, state, what, core, from, to }) {
  const where = what === coreName(core) ? t`on core ${core}` : what;
  return t`${lane}: ${state === "core" ? where : WORDS[state]}, ${from} to ${to} ms`;
}

/** @param {Mark} mark */
function describeMany({ segments, from, to }) {
  return t`${segments[0].lane}: ${segments.length} spans, ${from} to ${to} ms: ${shares(timesOf(segments))}`;
}
