// @ts-check
// Marks what readers see. The build erases the marks from the English scripts, and puts the words of theme/po/ru.po in their
// place for the Russian ones (see theme/translation); read as they are, the sources are English.

/** The language of the edition. @type {"en" | "ru"} */
export const lang = typeof LANG === "undefined" ? "en" : LANG;

/**
 * A text that readers see: t`Listing ${name}`.
 * @param {TemplateStringsArray} texts
 * @param {...unknown} values
 */
export function t(texts, ...values) {
  return String.raw({ raw: texts }, ...values);
}

/**
 * The same for a word that has several senses, each with a translation of its own: sense("a column")`Run`.
 * @param {string} _which
 */
export function sense(_which) {
  return t;
}

/**
 * A word that follows a number: plural(count)`line|lines`. A translation has as many forms as its language.
 * @param {number} count
 */
export function plural(count) {
  return (/** @type {TemplateStringsArray} */ [forms]) => forms.split("|")[form(count)];
}

/**
 * What the book's server says, for `engines/said/`: heard`It may use ${SIZE} of memory.` The expressions say what may stand in
 * their places. The Russian script has both texts, the English one has neither.
 * @param {TemplateStringsArray} texts
 * @param {...import("./engines/said/match.js").Part} parts
 * @returns {import("./engines/said/match.js").Heard}
 */
export function heard(texts, ...parts) {
  const id = texts.map((text, index) => (index === 0 ? text : `{${index}}${text}`)).join("");
  return [id, id, ...parts];
}

/**
 * Which of a word's forms a number wants.
 * @param {number} count
 * @param {"en" | "ru"} [language]
 */
export function form(count, language = lang) {
  if (language === "en") return count === 1 ? 0 : 1;
  const [last, two] = [count % 10, count % 100];
  if (last === 1 && two !== 11) return 0;
  return last >= 2 && last <= 4 && (two < 12 || two > 14) ? 1 : 2;
}

/**
 * A number as it is written, with the comma that Russian has in the place of the point.
 * @param {string | number} number
 */
export function decimal(number) {
  return lang === "ru" ? String(number).replace(".", ",") : String(number);
}
