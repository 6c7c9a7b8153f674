// @ts-check
// Finds sections of the book. The build writes what can be found (crates/book/src/site/search.rs); the index is made here.
import MiniSearch from "minisearch";
import { queryWords, term, tokenize, withoutStopWords } from "./words.js";
import { t } from "../words.js";

/**
 * As the build writes it: a page, the terms that it teaches, and its sections as [heading, anchor, text, names in the code].
 * @typedef {{ title: string, address: string, teaches?: string, sections: [string, string, string, string][] }} Page
 */
/** @typedef {{ id: number, title: string, teaches: string, heading: string, address: string, text: string, code: string }} Section */
/** @typedef {{ section: Section, terms: Set<string> }} Found */

export class Engine {
  /** @param {Page[]} pages */
  constructor(pages) {
    /** @type {Section[]} */
    this.sections = pages.flatMap(({ title, address, teaches = "", sections }) =>
      sections.map(([heading, anchor, text, code]) => ({ id: 0, title, teaches, heading, address: anchor ? `${address}#${anchor}` : address, text, code })));
    this.sections.forEach((section, id) => (section.id = id));
    /** @type {MiniSearch<Section>} */
    this.index = new MiniSearch({
      fields: ["title", "teaches", "heading", "code", "text"],
      tokenize,
      processTerm: term,
      searchOptions: { tokenize: queryWords, processTerm: term, boost: { teaches: 8, title: 6, heading: 4, code: 2 } },
    });
    // A page's title, and what it teaches, belong to its first section: the others are found by what is theirs.
    this.index.addAll(this.sections.map((section) => (section.heading === "" ? section : { ...section, title: "", teaches: "" })));
  }

  /**
   * The sections that hold all words of the query, the best first; if none does, those that hold some.
   * @param {string} query
   * @returns {Found[]}
   */
  find(query) {
    query = withoutStopWords(query);
    const last = queryWords(query).length - 1;
    const options = {
      prefix: (/** @type {string} */ _term, /** @type {number} */ index) => index === last,
      fuzzy: (/** @type {string} */ word) => (word.length > 4 ? 0.2 : false),
    };
    let results = this.index.search(query, { ...options, combineWith: "AND" });
    if (results.length === 0) results = this.index.search(query, options);
    return results.map(({ id, terms }) => ({ section: this.sections[id], terms: new Set(terms) }));
  }
}

/**
 * A piece of the section around its first found word, cut into found and other text.
 * @param {Found} found
 * @param {number} [length]
 * @returns {{ text: string, found: boolean }[]}
 */
export function excerpt({ section, terms }, length = 170) {
  const text = section.text;
  const hits = [...text.matchAll(/[\p{L}\p{N}_]+/gu)].filter(([word]) => tokenize(word).some((one) => terms.has(term(one))));
  if (hits.length === 0) {
    const names = [...new Set(section.code.split(" "))].filter((name) => tokenize(name).some((one) => terms.has(term(one))));
    if (names.length > 0) return [{ text: t`In the code: `, found: false }, { text: names.slice(0, 5).join(", "), found: true }];
    return [{ text: text.slice(0, length) + (text.length > length ? "…" : ""), found: false }];
  }
  const first = hits[0].index ?? 0;
  const from = first < 60 ? 0 : text.lastIndexOf(" ", first - 40) + 1;
  const end = text.indexOf(" ", from + length);
  const to = end < 0 ? text.length : end;
  const pieces = [{ text: from > 0 ? "…" : "", found: false }];
  let at = from;
  for (const { 0: word, index = 0 } of hits.filter(({ index = 0 }) => index < to)) {
    pieces.push({ text: text.slice(at, index), found: false }, { text: word, found: true });
    at = index + word.length;
  }
  pieces.push({ text: at < to ? text.slice(at, to) + (to < text.length ? "…" : "") : "", found: false });
  return pieces.filter((piece) => piece.text !== "");
}
