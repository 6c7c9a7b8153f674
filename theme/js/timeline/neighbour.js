// @ts-check
// From mark to mark by key.

/** @typedef {import("./model.js").Segment} Segment */

/**
 * The segment that a key leads to; null for none, undefined for a key that leads nowhere.
 * @param {import("./model.js").Lane[]} lanes
 * @param {import("./draw.js").Drawing | null} drawing
 * @param {number} line of the mark that has the focus
 * @param {string} key
 * @returns {Segment | null | undefined}
 */
export function neighbour(lanes, drawing, line, key) {
  const row = lanes.findIndex(({ segments }) => segments.some((segment) => segment.line === line));
  const { segments } = lanes[row] ?? { segments: [] };
  const at = segments.findIndex((segment) => segment.line === line);
  const mark = drawing?.byLine.get(line);
  const other = (/** @type {Segment} */ segment) => drawing?.byLine.get(segment.line) !== mark;
  if (key === "Home") return segments[0];
  if (key === "End") return segments.at(-1);
  if (key === "ArrowRight") return segments.slice(at).find(other) ?? null;
  if (key === "ArrowLeft") return segments.slice(0, at).findLast(other) ?? null;
  if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
  const beside = lanes[row + (key === "ArrowUp" ? -1 : 1)]?.segments ?? [];
  return beside.findLast((segment) => segment.from <= segments[at].from) ?? beside[0] ?? null;
}
