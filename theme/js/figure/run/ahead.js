// @ts-check
// Has the book's server compile an edit while the reader thinks: Run then finds it compiled, and its errors are marked.
import { service } from "../../engines/unavailable.js";
import { places } from "../output/diagnostics.js";

/** @typedef {ReturnType<typeof places>} Places */

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
 * @param {() => import("../../types.js").Job} job
 * @param {(found: Places) => void} told is given what the compiler says of the text, if it is still that
 */
export function compileAhead(siteRoot, job, told) {
  if (!isServed()) return;
  clearTimeout(waiting);
  asking.abort();
  waiting = setTimeout(() => void ask(service("compile", siteRoot), job(), told), PAUSE);
}

/**
 * @param {URL} address
 * @param {import("../../types.js").Job} job
 * @param {(found: Places) => void} told
 */
async function ask(address, { code, language, edition, tests, modified }, told) {
  if (!modified || language !== "rust") return;
  asking = new AbortController();
  const { signal } = asking;
  const body = JSON.stringify({ code, edition, tests });
  try {
    const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });
    const { diagnostics } = response.status === 200 ? await response.json() : { diagnostics: [] };
    if (!signal.aborted) told(places(diagnostics));
  } catch {
    // Nothing depends on the answer.
  }
}
