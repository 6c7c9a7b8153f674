// @ts-check
// Keeps the book for reading without a network: on a plain host, never while the book is being written (see frame.js).
// The build writes `BOOK` before this script (crates/book/src/site/offline.rs): another text is another script, and the
// browser fetches the book anew.
import { lang } from "./words.js";

/** @typedef {Event & { waitUntil: (done: Promise<unknown>) => void }} Waiting */
/** @typedef {Waiting & { request: Request, respondWith: (answer: Promise<Response>) => void }} Fetching */

const { version, pages } = /** @type {{ version: string, pages: string[] }} */ (/** @type {any} */ (globalThis).BOOK);
const worker = /** @type {any} */ (globalThis);
const scope = String(worker.registration.scope);
const NAME = `book ${scope} `;

worker.addEventListener("install", (/** @type {Waiting} */ event) => {
  worker.skipWaiting();
  event.waitUntil(fill());
});

worker.addEventListener("activate", (/** @type {Waiting} */ event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (/** @type {Fetching} */ event) => {
  const { method, url } = event.request;
  const answer = method === "GET" && url.startsWith(scope) ? answerer(event.request) : null;
  if (answer) event.respondWith(answer(event.request));
});

/** Every page, and what a page loads: the addresses of the latter are read from the first page and its script. */
async function fill() {
  const cache = await caches.open(NAME + version);
  const first = await (await fetch(fresh("index.html"))).text();
  const parts = [...first.matchAll(/(?:href|src)="([^":]+\.(?:css|js|svg))"/g)].map(([, address]) => address);
  const scripts = await Promise.all(parts.filter((part) => part.endsWith(".js")).map(async (part) => (await fetch(fresh(part))).text()));
  const lazy = scripts.flatMap((text) => text.match(lang === "ru" ? /js\/dist-ru\/[\w/]+\.js\?[0-9a-f]{8}/g : /js\/dist\/[\w/]+\.js\?[0-9a-f]{8}/g) ?? []);
  await cache.addAll([...new Set(["index.html", lang === "ru" ? "js/search-ru.json" : "js/search.json", ...pages, ...parts, ...lazy])].map(fresh));
}

/** @param {string} address */
function fresh(address) {
  return new Request(new URL(address, scope), { cache: "no-cache" });
}

async function forgetOthers() {
  const old = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== NAME + version);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * A page comes from the network as long as there is one. What has its version in its address never changes.
 * @param {Request} request
 */
function answerer(request) {
  const { pathname, search } = new URL(request.url);
  if (request.mode === "navigate" || /\.(html|json)$/.test(pathname)) return fromNetwork;
  if (/-[0-9a-f]{8}\.\w+$/.test(pathname) || /^\?[0-9a-f]{8}$/.test(search)) return fromCache;
  return null;
}

/** @param {Request} request */
async function fromNetwork(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const { origin, pathname } = new URL(request.url);
    const path = origin + pathname;
    for (const address of [path, `${path}index.html`, `${path}.html`]) {
      const kept = await caches.match(address);
      if (kept) return kept;
    }
    throw error;
  }
}

/** @param {Request} request */
async function fromCache(request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(NAME + version)).put(request.url, answer.clone());
  return answer;
}
