// @ts-check
// Notes what the reader does on this page, and marks in the contents how far each page is done. Kept in the browser only.
import { absence, ahead, announce, imported } from "../absent.js";
import { button, el } from "../dom.js";
import { keep, keys, recall } from "../store.js";
import { isBlank, recordOf, sentenceOf, shareOf } from "./record.js";
import { DONE } from "./tell.js";
import { plural, sense, t } from "../words.js";

/** @typedef {import("./record.js").Deed} Deed */

const KEY = "progress:";

/** @param {URL} siteRoot */
export function mountProgress(siteRoot) {
  const path = pathOf(location.href, siteRoot);
  const note = (/** @type {(record: import("./record.js").PageRecord) => void} */ change) => {
    const record = recordOf(recall(KEY + path));
    const before = JSON.stringify(record);
    change(record);
    record.of = whatThePageHas();
    if (JSON.stringify(record) === before) return;
    keep(KEY + path, record);
    mark(siteRoot);
  };
  document.addEventListener(DONE, (event) => {
    const { deed, name } = /** @type {CustomEvent<{ deed: Deed, name: string }>} */ (event).detail;
    note((record) => record[deed].includes(name) || record[deed].push(name));
  });
  ahead(load);
  whenEndSeen(() => note((record) => (record.read = true)));
  mark(siteRoot);
  if (pagesOf(siteRoot)[0]?.path === path || path === "index") overview(siteRoot);
  document.querySelector(".sidebar ol.chapter")?.after(button("quiet progress-button", t`Your progress`, () => void openProgress(siteRoot)));
}

const load = () => import("../dialogs/progress.js");

/** @param {URL} siteRoot */
export async function openProgress(siteRoot) {
  const dialog = await imported(load);
  if (!dialog) return announce(absence(sense("what is missing")`Your progress`, t`open it again`));
  dialog.showProgress({ pages: pagesOf(siteRoot), changed: () => mark(siteRoot) });
}

/** @returns {Record<Deed, number>} */
function whatThePageHas() {
  const count = (/** @type {string} */ selector) => document.querySelectorAll(selector).length;
  return {
    ran: count("figure.listing:is([data-kind='program'], [data-kind='compile-fail'])"),
    solved: count("figure.listing[data-kind='exercise']"),
    answered: count("form.quiz fieldset.question"),
  };
}

/**
 * A page's path from the root of the book, without its ending.
 * @param {string} address
 * @param {URL} siteRoot
 */
function pathOf(address, siteRoot) {
  const path = new URL(address, siteRoot).pathname.slice(siteRoot.pathname.length).replace(/\.html$/, "");
  return path === "" ? "index" : path;
}

/** @returns {HTMLAnchorElement[]} the links of the contents that lead to pages */
function links() {
  return /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".sidebar ol.chapter a[href]:not([href^='#'])")]);
}

/**
 * The pages of the book with what is kept of each.
 * @param {URL} siteRoot
 */
function pagesOf(siteRoot) {
  return links().map((link) => {
    const path = pathOf(link.href, siteRoot);
    const title = [...link.childNodes].filter((node) => !(node instanceof Element && node.matches(".progress-mark"))).map((node) => node.textContent).join("").replace(/^[\d.]+ /, "").trim();
    return { link, path, title, record: recordOf(recall(KEY + path)) };
  });
}

/**
 * A small pie after each title; its words are for those who do not see it.
 * @param {URL} siteRoot
 */
function mark(siteRoot) {
  const begun = new Set(keys(KEY));
  for (const link of links()) {
    link.querySelector(".progress-mark")?.remove();
    const key = KEY + pathOf(link.href, siteRoot);
    const record = begun.has(key) ? recordOf(recall(key)) : null;
    if (!record || isBlank(record)) continue;
    const share = shareOf(record);
    const words = sentenceOf(record);
    const sign = pie(share);
    sign.title = words;
    sign.append(el("span", { class: "unseen" }, `, ${words}`));
    link.append(sign);
  }
  document.querySelectorAll(".sidebar .part").forEach((part) => markPart(part, siteRoot));
}

/**
 * A part says how many pages it has, and how many of them are read.
 * @param {Element} part
 * @param {URL} siteRoot
 */
function markPart(part, siteRoot) {
  const pages = /** @type {HTMLAnchorElement[]} */ ([...part.querySelectorAll(".chapter-link-wrapper > a")]);
  const read = pages.filter(({ href }) => recordOf(recall(KEY + pathOf(href, siteRoot))).read).length;
  const all = `${pages.length} ${plural(pages.length)`page|pages`}`;
  part.querySelector(".part-read")?.replaceChildren(read > 0 ? t`${all}, ${read} read` : all);
}

/** @param {number} share */
function pie(share) {
  return el("span", { class: share >= 1 ? "progress-mark whole" : "progress-mark", style: `--share: ${Math.round(share * 100)}%` });
}

/**
 * On the book's first page, for who has begun: a pie for each page, and the way on.
 * @param {URL} siteRoot
 */
function overview(siteRoot) {
  const pages = pagesOf(siteRoot);
  const read = pages.filter(({ record }) => record.read).length;
  const next = pages.find(({ record, link }) => !record.read && !link.classList.contains("active"));
  if (pages.every(({ record, path }) => isBlank(record) || path === pages[0].path)) return;
  const pies = el("span", { class: "progress-pies", "aria-hidden": "true" }, ...pages.map(({ record }) => pie(shareOf(record))));
  const line = el("p", { class: "progress-overview" }, pies, t`You have read ${read} of ${pages.length} pages.`);
  if (next) line.append(t` Next: `, el("a", { href: next.link.href }, next.title));
  document.querySelector("main")?.append(line);
}

/** @param {() => void} then */
function whenEndSeen(then) {
  const end = el("div", { class: "page-end", "aria-hidden": "true" });
  document.querySelector("main")?.append(end);
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    then();
  });
  observer.observe(end);
}
