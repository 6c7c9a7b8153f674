// @ts-check
import { lang } from "../words.js";

/** An engine cannot serve: the next one is asked. */
export class Unavailable extends Error {}

/**
 * A fetch that fails as `Unavailable` where nobody answers, and as an abort where the reader stopped it.
 * @param {URL | string} url
 * @param {unknown} body
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
export async function post(url, body, signal) {
  try {
    return await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new Unavailable(String(error));
  }
}

/**
 * Where the book's server takes requests: at the root of the English site, in a folder of which the Russian one lies.
 * @param {string} path
 * @param {URL} siteRoot
 */
export function service(path, siteRoot) {
  return new URL(lang === "ru" ? `../${path}` : path, siteRoot);
}
