// @ts-check
// Parts of the page that are loaded on demand may not come: their server has gone. They are fetched ahead while it is
// there, and where one is missing a sentence says so; no reload is needed, which would lose the page.
import { el } from "./dom.js";
import { t } from "./words.js";

/** The page is at rest after so many milliseconds: first comes what is read. */
const REST = 3000;
/** A sentence stays for so many milliseconds. */
const STAY = 8000;

/** @type {(() => Promise<unknown>)[]} */
const wanted = [];
let isFetching = false;

/**
 * Loads a part when the page has come to rest; a reader who saves data gets it when it is needed.
 * @param {() => Promise<unknown>} load
 */
export function ahead(load) {
  if (/** @type {any} */ (navigator).connection?.saveData === true || location.protocol === "file:") return;
  const idle = window.requestIdleCallback ?? setTimeout;
  const fetchAll = () => {
    isFetching = true;
    wanted.splice(0).forEach((one) => void one().catch(() => {}));
  };
  wanted.push(load);
  if (isFetching) idle(fetchAll);
  if (isFetching || wanted.length > 1) return;
  const wait = () => setTimeout(() => idle(fetchAll), REST);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}

/**
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T | null>} null where it does not come
 */
export function imported(load) {
  return load().catch(() => null);
}

/**
 * Why a part is missing, and what helps.
 * @param {string} what
 * @param {string} then what the reader does when the server is back
 */
export function absence(what, then) {
  return t`${what} could not be loaded: the book's server does not answer. When it does again, ${then}; the page need not be reloaded.`;
}

/**
 * Says a sentence that has no place of its own.
 * @param {string} sentence
 * @param {number} [stay] for so many milliseconds
 */
export function announce(sentence, stay = STAY) {
  document.querySelector(".announcement")?.remove();
  const line = el("p", { class: "announcement", role: "status" });
  document.body.append(line);
  // A screen reader tells what is put into a status that is there already.
  requestAnimationFrame(() => (line.textContent = sentence));
  if (stay < Infinity) setTimeout(() => line.remove(), stay);
}
