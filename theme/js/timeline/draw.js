// @ts-check
// Draws a model as swim lanes in SVG. Colours and patterns are the stylesheet's; shapes and labels are drawn here.
import { svg } from "../dom.js";
import { FONTS, fit, widthOf } from "./measure.js";
import { endOf, marksOf, ticks, within } from "./model.js";
import { time } from "./numbers.js";
import { shares } from "./shares.js";
import { t } from "../words.js";

/** @typedef {import("./model.js").Segment} Segment */

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Mark} Mark */
/** @typedef {import("./model.js").Lane} Lane */
/** @typedef {import("./model.js").Window} Window */
/**
 * `end` is the run's, `window` what is shown of it, `most` the lanes that are, `left` the least room for their names.
 * @typedef {{ width: number, end: number, window: Window, most: number, id: string, left: number }} Options
 */
/** @typedef {{ left: number, right: number, row: number, bar: number, above: number, x: (ms: number) => number, ms: (x: number) => number }} Layout */
/**
 * `byLine` has the mark of each line of the output that is drawn, `rows` the place of each lane; `merged` tells that marks
 * stand for several lines.
 * @typedef {{ svg: SVGSVGElement, layout: Layout, height: number, byLine: Map<number, SVGGElement>, rows: Map<string, SVGGElement>, merged: boolean }} Drawing
 */

/** Less room than this holds no word. */
const FEW_LETTERS = 28;
const AXIS = 24;
const MOST_MARKS = 900;
/** The words for the states: in labels, in the legend and in the table. */
export const WORDS = { working: t`working`, waiting: t`waiting`, blocked: t`blocked`, done: t`ended`, cancelled: t`cancelled` };

/**
 * How lanes are filled: the patterns that all use, and what is drawn of one.
 * @typedef {{ patterns: (id: string) => Element, lane: typeof drawLane }} Paint
 */

/**
 * @param {Model} model
 * @param {Options} options
 * @param {Paint} [paint]
 * @returns {Drawing}
 */
export function draw(model, options, paint = { patterns: hatch, lane: drawLane }) {
  const shown = model.lanes.slice(0, options.most);
  const layout = layOut(shown.map(({ name }) => name), options);
  const height = shown.length * layout.row + AXIS;
  const { width } = options;
  const picture = svg("svg", { class: "lanes", width, height, viewBox: `0 0 ${width} ${height}`, role: "group" });
  picture.append(paint.patterns(options.id), axis(layout, options.window, height));
  const lanes = shown.map((lane) => within(lane, options.end, options.window));
  const grain = grainOf(lanes, layout, options.window);
  /** @type {Drawing} */
  const drawing = { svg: picture, layout, height, byLine: new Map(), rows: new Map(), merged: grain > 0 };
  lanes.forEach((lane, index) => {
    const group = svg("g", { class: "lane", transform: `translate(0 ${index * layout.row})` });
    group.append(...laneName(lane.name, layout, width));
    paint.lane(lane, group, grain, layout, options, drawing.byLine, model.workers());
    drawing.rows.set(lane.name, group);
    picture.append(group);
  });
  return drawing;
}

/**
 * The axis once more, to stay in sight below many lanes.
 * @param {Drawing} drawing
 */
export function floor({ svg: picture, height }) {
  const width = picture.getAttribute("width");
  const copy = /** @type {Element} */ (picture.querySelector(".axis")).cloneNode(true);
  return svg("svg", { class: "floor", width, height: AXIS, viewBox: `0 ${height - AXIS} ${width} ${AXIS}`, "aria-hidden": "true" }, copy);
}

/**
 * The pixels that the names of lanes take beside them.
 * @param {string[]} names
 */
export function roomFor(names) {
  return Math.max(52, ...names.slice(0, 60).map((name) => widthOf(name, FONTS.name) + 14));
}

/**
 * @param {string[]} names
 * @param {Options} options
 * @returns {Layout}
 */
function layOut(names, { width, left: least, window: { from, to } }) {
  const narrow = width < 480;
  const left = narrow ? 4 : Math.min(Math.max(roomFor(names), least), width * 0.3);
  const right = width - 14;
  const dense = names.length > 16;
  const above = narrow && !dense ? 19 : 7;
  const bar = dense ? 8 : 21;
  const scale = (right - left) / Math.max(to - from, 1);
  return {
    left, right, bar, above,
    row: above + bar + (dense ? 1 : 8),
    x: (ms) => left + (Math.min(Math.max(ms, from), Math.max(to, from + 1)) - from) * scale,
    ms: (x) => from + (x - left) / scale,
  };
}

/**
 * How many milliseconds are merged into one mark; 0 where nothing has to be.
 * @param {Lane[]} lanes what can be seen of them
 * @param {Layout} layout
 * @param {Window} window
 */
function grainOf(lanes, layout, { from, to }) {
  if (lanes.reduce((count, lane) => count + lane.segments.length, 0) <= MOST_MARKS) return 0;
  const buckets = Math.max(20, Math.min((layout.right - layout.left) / 3, MOST_MARKS / lanes.length));
  return Math.max(1, (to - from) / buckets);
}

/**
 * The pattern of blocked bars. It has an own name in each figure, since ids are shared by the whole page.
 * @param {string} id
 */
function hatch(id) {
  const pattern = svg("pattern", { id: `${id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(svg("rect", { width: 6, height: 6, class: "hatch-ground" }), svg("rect", { width: 2.5, height: 6, class: "hatch-line" }));
  return svg("defs", {}, pattern);
}

/**
 * @param {Layout} layout
 * @param {Window} window
 * @param {number} height
 */
function axis(layout, window, height) {
  const group = svg("g", { class: "axis", "aria-hidden": "true" });
  const bottom = height - AXIS;
  for (const ms of ticks(window, (layout.right - layout.left) / 90)) {
    const x = layout.x(ms);
    const label = svg("text", { x, y: bottom + 17, "text-anchor": x > layout.right - 24 ? "end" : x < layout.left + 16 ? "start" : "middle" });
    label.append(time(ms, window.to));
    group.append(svg("line", { x1: x, x2: x, y1: 0, y2: bottom + 4 }), label);
  }
  return group;
}

/**
 * @param {string} name
 * @param {Layout} layout
 * @param {number} width
 */
function laneName(name, layout, width) {
  const beside = layout.left > 20;
  if (!beside && layout.above < 12) return [];
  const y = beside ? layout.above + layout.bar / 2 + 4 : 14;
  const isSmall = layout.bar < 12;
  const label = svg("text", { class: "lane-name", x: beside ? 2 : layout.left, y, "aria-hidden": "true" });
  if (isSmall) label.classList.add("small");
  label.append(fit(name, beside ? layout.left - 8 : width - 10, isSmall ? FONTS.small : FONTS.name));
  return [label];
}

/**
 * @param {Lane} lane
 * @param {SVGGElement} group
 * @param {number} grain
 * @param {Layout} layout
 * @param {Options} options
 * @param {Map<number, SVGGElement>} byLine
 * @param {string[]} workers
 */
function drawLane(lane, group, grain, layout, options, byLine, workers) {
  const marks = marksOf(lane, options.end, grain);
  const moves = new Set(lane.segments.map((segment) => segment.worker)).size > 1;
  const drawn = marks.map((mark, index) => {
    const room = layout.x(marks[index + 1]?.from ?? options.window.to) - layout.x(mark.from);
    const element = drawMark(mark, layout, options, Math.max(room, 0), moves);
    if (mark.worker !== "" && !element.classList.contains("point")) element.append(stripeOf(mark, layout, workers));
    for (const segment of mark.segments) byLine.set(segment.line, element);
    return element;
  });
  // Points lie over the bars that begin at the same moment.
  const points = drawn.filter((element) => element.classList.contains("point"));
  group.append(...drawn.filter((element) => !points.includes(element)), ...points);
}

/**
 * @param {Mark} mark
 * @param {Layout} layout
 * @param {Options} options
 * @param {number} room the pixels until the lane's next mark
 * @param {boolean} moves whether the lane runs on several workers
 */
function drawMark(mark, layout, options, room, moves) {
  const x = layout.x(mark.from);
  const width = layout.x(mark.to) - x;
  const { above: y, bar: height } = layout;
  const point = width < 1 && mark.segments.length === 1;
  const classes = ["mark", `state-${mark.state}`, ...(point ? ["point"] : []), ...(mark.segments.length > 1 ? ["merged"] : [])];
  const name = describe(mark, options.end);
  const element = svg("g", { class: classes.join(" "), role: "img", tabindex: -1, "aria-label": name });
  element.dataset.line = String(mark.segments[0].line);
  if (mark.segments.length > 1) element.append(...shares(mark, options.end, { x, y, width: Math.max(width, 2), height }));
  element.append(point ? pointShape(mark, x, y, height) : barShape(mark, x, y, Math.max(width, 2), height, options.id));
  const label = mark.worker !== "" && moves ? `${mark.segments[0].what} @ ${mark.worker}` : mark.segments[0].what;
  // The end of a lane needs no words; any other moment has them behind it.
  const free = point ? (/^(done|cancelled)$/.test(mark.state) ? 0 : room) : Math.min(room, width);
  if (mark.segments.length === 1 && free - 12 >= FEW_LETTERS && height > 12) {
    element.append(svg("text", { x: x + 7, y: y + height / 2 + 4 }, fit(label, free - 12, FONTS.mark)));
  }
  return element;
}

/**
 * @param {Mark} mark
 * @param {Layout} layout
 * @param {string[]} workers
 */
function stripeOf({ from, to, worker }, { x, above, bar }, workers) {
  return svg("rect", { class: `worker worker-${workerIndex(worker, workers)}`, x: x(from), y: above + bar - 4, width: Math.max(x(to) - x(from), 2), height: 4 });
}

/**
 * The shape tells the state: working is a solid box, waiting a hollow pill, blocked a hatched box.
 * @param {Mark} mark
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} id
 */
function barShape(mark, x, y, width, height, id) {
  const inset = mark.state === "waiting" || mark.state === "blocked" ? 1 : 0;
  const rounding = mark.state === "waiting" ? height / 2 : 2;
  return svg("rect", {
    class: "bar",
    x: x + inset,
    y: y + inset,
    width: Math.max(width - 2 * inset, 1),
    height: height - 2 * inset,
    rx: Math.min(rounding, width / 2),
    style: mark.state === "blocked" && mark.segments.length === 1 ? `fill: url(#${id}-hatch)` : null,
  });
}

/**
 * A moment: a bar's end is a full stop, a cancellation a cross, any other line a small diamond.
 * @param {Mark} mark
 * @param {number} x
 * @param {number} y
 * @param {number} height
 */
function pointShape(mark, x, y, height) {
  const middle = y + height / 2;
  const size = Math.min(5, height / 2);
  if (mark.state === "done") {
    return svg("path", { class: "bar", d: `M${x - 1.5} ${y}h3v${height}h-3z` });
  }
  if (mark.state === "cancelled") {
    const [a, b] = [x - size, x + size];
    return svg("path", { class: "bar", d: `M${a} ${middle - size}L${b} ${middle + size}M${a} ${middle + size}L${b} ${middle - size}` });
  }
  return svg("path", { class: "bar", d: `M${x} ${y - 3}l3.5 4l-3.5 4l-3.5 -4z` });
}

/**
 * One sentence that says all that a mark shows.
 * @param {Mark} mark
 * @param {number} end
 */
export function describe(mark, end) {
  const [first] = mark.segments;
  if (mark.segments.length > 1) {
    return t`${first.lane}: ${mark.segments.length} lines, ${mark.from} to ${mark.to} ms`;
  }
  const where = first.worker === "" ? "" : t`, on ${first.worker}`;
  const to = endOf(first, end);
  const time = to === first.from ? t`at ${first.from} ms` : t`${first.from} to ${to} ms`;
  return `${first.lane}: ${stateWords(first)}, ${time}${where}: ${first.what}`;
}

/**
 * The state of a segment in words, and what cut it off.
 * @param {Segment} segment
 */
export function stateWords({ state, cut }) {
  return `${WORDS[state]}${cut ? (cut === "stopped" ? t` until stopped` : t` until its panic`) : ""}`;
}

/**
 * A worker's colour: by the number at the end of its name, or else by its place among the workers of its run.
 * @param {string} worker
 * @param {string[]} workers
 */
export function workerIndex(worker, workers) {
  return Number(/\d+$/.exec(worker)?.[0] ?? workers.indexOf(worker)) % 6;
}
