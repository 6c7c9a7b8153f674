// @ts-check
// Brings a timeline to a figure: what draws it is loaded when it is needed, what saves it when it is saved.

import { absence, ahead, imported } from "../absent.js";
import { t } from "../words.js";

/** @typedef {import("./index.js").Timeline} Timeline */

/** What draws timelines, once it is loaded. @type {typeof import("./index.js").Timeline | null} */
let Loaded = null;

/** Loads what draws timelines. */
export async function loadTimeline() {
  Loaded ??= (await import("./index.js")).Timeline;
}

const moves = () => imported(() => import("./moves.js"));
const loadReplay = () => imported(() => import("./replay.js"));

/** @param {Timeline} timeline to be played again, slowly */
async function replay(timeline) {
  const loaded = await loadReplay();
  if (loaded) (timeline.replay ??= new loaded.Replay(timeline)).toggle();
}

/**
 * Loads what draws timelines; where it does not come, a sentence stands in the place of the drawing.
 * @param {HTMLElement} container
 * @returns {Promise<boolean>} whether it is there
 */
export async function hasTimeline(container) {
  const isThere = await loadTimeline().then(() => true, () => false);
  if (!isThere) container.textContent = absence(t`The timeline`, t`press Run`);
  return isThere;
}

/**
 * Makes a timeline; null as long as what draws it is not loaded.
 * @param {HTMLElement} container
 * @param {string} label
 * @param {(line: number, focus: boolean) => void} toLine
 * @param {import("./index.js").Program} [program]
 * @param {import("./index.js").Ink} [ink]
 * @returns {Timeline | null}
 */
export function makeTimeline(container, label, toLine, program, ink) {
  const save = async (/** @type {Timeline} */ timeline, /** @type {import("./index.js").Format} */ format) => {
    const files = await imported(() => import("./export.js"));
    if (!files) return absence(t`What saves a drawing`, t`press the button again`);
    return files.save(timeline, format);
  };
  return Loaded && new Loaded(container, { label, toLine, save, moves, replay, program, ink });
}

/** Gives each timeline that paper is to have. @type {(() => Timeline | Timeline[] | null)[]} */
const onPaper = [];

/**
 * Who prints has not seen every figure, and paper waits for no script: what draws is fetched when the page has nothing else
 * to do. `make` is called when the page is printed; it need not draw. What is given twice is drawn once.
 * @param {() => Timeline | Timeline[] | null} make
 */
export function forPaper(make) {
  onPaper.push(make);
  if (onPaper.length > 1) return;
  ahead(moves);
  ahead(loadReplay);
  ahead(() => import("./export.js"));
  addEventListener("beforeprint", drawForPaper);
  const idle = window.requestIdleCallback ?? setTimeout;
  const fetchIt = () => idle(() => void imported(loadTimeline));
  if (document.readyState === "complete") fetchIt();
  else addEventListener("load", fetchIt);
}

/** Asked for its width when the one before was drawn, each would have the browser lay out the page, and the book has hundreds. */
function drawForPaper() {
  const timelines = [...new Set(onPaper.flatMap((make) => make() ?? []))];
  for (const timeline of timelines) {
    // Paper shows the whole run.
    timeline.window = null;
    timeline.unfolded = true;
    timeline.showEmpty();
  }
  const widths = timelines.map(({ width }) => width);
  timelines.forEach((timeline, index) => timeline.drawAt(widths[index]));
}
