// @ts-check
// Brings a timeline to a figure: what draws it is loaded when it is needed, what saves it when it is saved.

/** @typedef {import("./index.js").Timeline} Timeline */

/** What draws timelines, once it is loaded. @type {typeof import("./index.js").Timeline | null} */
let Loaded = null;

/** Loads what draws timelines. */
export async function loadTimeline() {
  Loaded ??= (await import("./index.js")).Timeline;
}

/**
 * Makes a timeline; null as long as what draws it is not loaded.
 * @param {HTMLElement} container
 * @param {string} label
 * @param {(line: number, focus: boolean) => void} toLine
 * @returns {Timeline | null}
 */
export function makeTimeline(container, label, toLine) {
  const save = (/** @type {Timeline} */ timeline, /** @type {import("./index.js").Format} */ format) =>
    void import("./export.js").then((files) => files.save(timeline, format));
  return Loaded && new Loaded(container, { label, toLine, save });
}

/** Gives each timeline that paper is to have. @type {(() => Timeline | null)[]} */
const onPaper = [];

/**
 * Who prints has not seen every figure, and paper waits for no script: what draws is fetched when the page has nothing else
 * to do. `make` is called when the page is printed; it need not draw.
 * @param {() => Timeline | null} make
 */
export function forPaper(make) {
  onPaper.push(make);
  if (onPaper.length > 1) return;
  addEventListener("beforeprint", drawForPaper);
  const idle = window.requestIdleCallback ?? setTimeout;
  const fetchIt = () => idle(() => void loadTimeline().catch(() => {}));
  if (document.readyState === "complete") fetchIt();
  else addEventListener("load", fetchIt);
}

/** Asked for its width when the one before was drawn, each would have the browser lay out the page, and the book has hundreds. */
function drawForPaper() {
  const timelines = onPaper.flatMap((make) => make() ?? []);
  for (const timeline of timelines) timeline.prepareForPaper();
  const widths = timelines.map(({ width }) => width);
  timelines.forEach((timeline, index) => timeline.drawAt(widths[index]));
}
