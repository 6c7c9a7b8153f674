// @ts-check
// How text becomes search terms, in the index and in the query alike.
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as russian } from "@orama/stemmers/russian";

const WORD = /[\p{L}\p{N}_]+/gu;

/**
 * The words of a text, and the parts of names: `spawn_blocking` and `JoinHandle` are found by each of their words.
 * @param {string} text
 * @returns {string[]}
 */
export function tokenize(text) {
  const words = /** @type {string[]} */ (text.match(WORD) ?? []);
  return words.concat(words.flatMap(parts));
}

/**
 * The words of a query: names stay whole.
 * @param {string} query
 * @returns {string[]}
 */
export function queryWords(query) {
  return query.match(WORD) ?? [];
}

/** Words that every question has. */
const STOP_WORDS = new Set("a an and are as at be by can did do does for from get has have how i if in is it its make me my of on or that the there this to use was what when where which who why will with you your".split(" "));

/**
 * The query without the words that say nothing; the whole, where nothing else is in it. Its last word may still be growing.
 * @param {string} query
 */
export function withoutStopWords(query) {
  const words = queryWords(query);
  const telling = words.filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).join(" ");
}

/**
 * @param {string} word
 * @returns {string[]}
 */
function parts(word) {
  if (!/_|[\p{Ll}\p{N}]\p{Lu}/u.test(word)) return [];
  const found = word.split(/_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u).filter((part) => part.length > 1);
  return found.length > 1 ? found : [];
}

/**
 * The form under which a word is kept: lower case, without its ending.
 * @param {string} word
 * @returns {string}
 */
export function term(word) {
  const known = terms.get(word);
  if (known !== undefined) return known;
  const found = stem(word);
  terms.set(word, found);
  return found;
}

/** A book says few words many times. @type {Map<string, string>} */
const terms = new Map();

/** @param {string} word */
function stem(word) {
  const lower = word.toLowerCase().replaceAll("ё", "е");
  if (/^[а-я]+$/.test(lower)) return russian(lower);
  return /^[a-z]+$/.test(lower) ? english(lower) : lower;
}
