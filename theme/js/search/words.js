// @ts-check
// How text becomes search terms, in the index and in the query alike.
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as russian } from "@orama/stemmers/russian";
import { lang } from "../words.js";

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

const ENGLISH = "a an and are as at be by can did do does for from get has have how i if in is it its make me my of on or that the there this to use was what when where which who why will with you your";
/** An English word in a Russian question is a name: `for`, `if`. */
const RUSSIAN = "а бы был была были было быть в вам вас ваш во вот все вы где да для до если есть еще же за зачем и из или их к как какая какие каким какой какую когда который кто куда ли меня мне можно мой мы на надо нам не него нет ни но нужно о об он она они от откуда по под почему при про с своего свой себя сколько со так там то тоже только ты у уже чего чем через что чтобы эта эти это этот я";

/** Words that every question has. */
const STOP_WORDS = new Set((lang === "ru" ? RUSSIAN : ENGLISH).split(" "));

/**
 * The query without the words that say nothing; the whole, where nothing else is in it. Its last word may still be growing.
 * @param {string} query
 */
export function withoutStopWords(query) {
  const words = queryWords(query);
  const telling = words.filter((word) => !STOP_WORDS.has(plain(word)));
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

/** Few people write the dots of ё. @param {string} word */
function plain(word) {
  return word.toLowerCase().replaceAll("ё", "е");
}

/** @param {string} word */
function stem(word) {
  const lower = plain(word);
  if (/^[а-я]+$/.test(lower)) return russian(lower);
  return /^[a-z]+$/.test(lower) ? english(lower) : lower;
}
