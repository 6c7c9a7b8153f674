// @ts-check
// What runs programs is not needed to read: it is loaded when the page has nothing else to do, or the reader does anything.
import { ahead, imported } from "../../absent.js";

/** @typedef {typeof import("./perform.js")} Runner */

/** @type {Promise<Runner> | null} */
let loading = null;

function load() {
  loading ??= import("./perform.js").catch((error) => {
    loading = null;
    throw error;
  });
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
  status.busy("Loading what runs programs…");
  return loadRunner();
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
