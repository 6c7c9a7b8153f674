// @ts-check
// The two programs of a pair are run, and drawn on one axis.

/** @typedef {import("../figure.js").Figure} Figure */

/**
 * One after the other, so that neither takes the other's core; who stops the first has stopped both.
 * @param {Figure[]} figures
 */
export async function runBoth(figures) {
  for (const figure of figures) {
    await figure.run(true);
    if (figure.status.line.dataset.state === "stopped") return;
  }
  align(figures);
}

/**
 * Longer is longer.
 * @param {Figure[]} figures
 */
function align(figures) {
  const timelines = figures.flatMap(({ timelines: { timeline } }) => (timeline && !timeline.isBlank ? timeline : []));
  const least = Math.max(...timelines.map(({ span }) => span));
  for (const timeline of timelines) {
    timeline.least = least;
    timeline.redraw();
  }
}
