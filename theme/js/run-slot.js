// @ts-check
// What runs programs is not needed to read: it is loaded as soon as the reader does anything at all.

/** @typedef {typeof import("./run.js")} Runner */

/** @type {Promise<Runner> | null} */
let loading = null;

function load() {
  loading ??= import("./run.js").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

for (const deed of ["pointermove", "pointerdown", "keydown", "touchstart", "scroll"]) {
  addEventListener(deed, () => void load().catch(() => {}), { once: true, passive: true, capture: true });
}

/**
 * @param {import("./status.js").Status} status says what is waited for
 * @returns {Promise<Runner>}
 */
export async function runner(status) {
  status.busy("Loading what runs programs…");
  try {
    return await load();
  } catch (error) {
    status.say("failed", "What runs programs could not be loaded. Reload the page and try again.");
    throw error;
  }
}

/**
 * Has an edit compiled while the reader thinks: see `ahead.js`.
 * @param {URL} siteRoot
 * @param {() => import("./types.js").Job} job
 */
export function compileAhead(siteRoot, job) {
  void load().then((loaded) => loaded.compileAhead(siteRoot, job), () => {});
}
