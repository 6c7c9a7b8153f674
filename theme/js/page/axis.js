// @ts-check
// The run before an edit and the run after it, on one axis: longer is longer.

/** @typedef {import("../timeline/index.js").Timeline} Timeline */

/**
 * @param {Timeline} before
 * @param {Timeline} after
 * @param {number | null} guess how long the reader said that it takes
 */
export function onOneAxis(before, after, guess) {
  const least = Math.max(before.model.end, after.model.end, guess ?? 0);
  for (const timeline of [before, after]) {
    timeline.least = least;
    timeline.redraw();
  }
}

/**
 * What the machine saw may need a longer axis, and more room for its names: the run after has them, and the run before follows.
 * @param {Timeline | null} before
 * @param {Timeline | null} after
 */
export function follow(before, after) {
  if (!before || !after || (before.left === after.left && before.least === after.least)) return;
  [before.left, before.least] = [after.left, after.least];
  before.redraw();
}
