// @ts-check
// What runs programs is not needed to read: it is loaded when the page has nothing else to do, or the reader does anything.
import { absence, ahead, imported } from "../../absent.js";
import { t } from "../../words.js";

/** @typedef {typeof import("./perform.js")} Runner */

const RECORDED = t`Recorded output: no server answered. For a live run, type “cargo book” in the book's folder.`;

/** @type {Promise<Runner> | null} */
let loading = null;

/** @type {(loaded: Runner) => void} */
let tell;
/** What runs programs, as soon as it is there, whoever has asked for it. @type {Promise<Runner>} */
export const whenRunner = new Promise((resolve) => (tell = resolve));

function load() {
  loading ??= import("./perform.js").catch((error) => {
    loading = null;
    throw error;
  });
  void loading.then(tell, () => {});
  return loading;
}

ahead(load);
for (const deed of ["pointermove", "pointerdown", "keydown", "touchstart", "scroll"]) {
  addEventListener(deed, () => void load().catch(() => {}), { once: true, passive: true, capture: true });
}

/** @returns {Promise<Runner | null>} null where it cannot be had */
export function loadRunner() {
  return imported(load);
}

/**
 * @param {import("../status.js").Status} status says what is waited for
 * @returns {Promise<Runner | null>} null where it cannot be had
 */
export async function runner(status) {
  status.busy(t`Loading what runs programs…`);
  return loadRunner();
}

/**
 * What runs programs did not come: the recorded output is here all the same.
 * @param {import("../figure.js").Figure} figure
 */
export function explainAbsence(figure) {
  const { listing: { recorded, touched }, status, controls } = figure;
  if (recorded && !touched) {
    figure.showRecorded();
    status.say("ok", RECORDED, "recorded");
  } else {
    status.say("none", absence(t`What runs programs`, t`press ${controls.start.textContent} again`));
  }
}

/**
 * Has an edit compiled while the reader thinks: see `ahead.js`.
 * @param {URL} siteRoot
 * @param {() => import("../../types.js").Job} job
 * @param {(found: import("./ahead.js").Places) => void} told
 */
export function compileAhead(siteRoot, job, told) {
  void load().then((loaded) => loaded.compileAhead(siteRoot, job, told), () => {});
}
