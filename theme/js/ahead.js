// @ts-check
// Has the book's server compile an edit while the reader thinks: Run then finds it compiled.

/** For how long nothing is typed, in milliseconds. */
const PAUSE = 400;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let asking = new AbortController();

/** The server puts this script into every page that it serves. */
const isServed = () => document.querySelector('script[src="/book/live.js"]') !== null;

/**
 * Called at every change; what was asked for an older text is called off.
 * @param {URL} siteRoot
 * @param {() => import("./types.js").Job} job
 */
export function compileAhead(siteRoot, job) {
  if (!isServed()) return;
  clearTimeout(waiting);
  asking.abort();
  waiting = setTimeout(() => void ask(new URL("compile", siteRoot), job()), PAUSE);
}

/**
 * @param {URL} address
 * @param {import("./types.js").Job} job
 */
async function ask(address, { code, edition, tests, modified }) {
  if (!modified) return;
  asking = new AbortController();
  const body = JSON.stringify({ code, edition, tests });
  // Nothing depends on the answer.
  await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal: asking.signal }).catch(() => {});
}
