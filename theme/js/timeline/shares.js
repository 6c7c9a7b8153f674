// @ts-check
// What a mark shows that stands for several lines.
import { svg } from "../dom.js";
import { endOf } from "./model.js";

/** @typedef {import("./model.js").Segment} Segment */
/** @typedef {import("./model.js").Mark} Mark */

/** What fills a state's share of a merged mark. */
const FILLS = { working: "--working", waiting: "--waiting", blocked: "--blocked", done: "--fg", cancelled: "--cancelled" };

/**
 * What a merged mark is made of: one above the other, each state as high as its share of the time.
 * @param {Mark} mark
 * @param {number} end
 * @param {{ x: number, y: number, width: number, height: number }} box
 */
export function shares({ segments }, end, { x, y, width, height }) {
  const lasted = (/** @type {Segment} */ segment) => endOf(segment, end) - segment.from || 0.1;
  const all = segments.reduce((sum, segment) => sum + lasted(segment), 0);
  const states = /** @type {(keyof typeof FILLS)[]} */ (Object.keys(FILLS));
  let top = y;
  return states.map((state) => {
    const share = segments.filter((segment) => segment.state === state).reduce((sum, segment) => sum + lasted(segment), 0) / all;
    const rect = svg("rect", { class: "share", x, y: top, width, height: height * share, style: `fill: var(${FILLS[state]})` });
    top += height * share;
    return rect;
  }).filter((rect) => Number(rect.getAttribute("height")) > 0);
}
