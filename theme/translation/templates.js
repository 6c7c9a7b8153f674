// The messages of a template and of a style sheet, and both in another language. mdBook renders a template as it is, so nothing
// marks its words: text, and what is told to screen readers, is a message wherever it has letters.

/** @typedef {import("./messages.js").Message} Message */
/** A message and where it stands. @typedef {{ message: Message, from: number, to: number }} Placed */

/** What handlebars and the browser read: comments, expressions, scripts. Whoever reads the page sees none of it. */
const CODE = /\{\{!--[\s\S]*?--\}\}|<(script|style)\b[\s\S]*?<\/\1>|<!DOCTYPE[^>]*>|\{\{\{?[\s\S]*?\}?\}\}/g;
const ATTRIBUTE = /\s(?:title|aria-label|placeholder|alt)="([^"]*)"/g;
const TEXT = />([^<>]+)</g;
/** A style sheet's words: `stderr` is a name. */
const CONTENT = /\bcontent: ?"([^"]*)"/g;
const LETTERS = /[A-Za-z]{2}/;
const NAMES = new Set(["stderr"]);

/**
 * @param {string} source
 * @param {string} file
 * @returns {Placed[]}
 */
export function inTemplate(source, file) {
  const bare = source.replace(CODE, (code) => code.replace(/[^\n]/g, " "));
  return placed(source, bare, file, [ATTRIBUTE, TEXT]);
}

/**
 * @param {string} source
 * @param {string} file
 * @returns {Placed[]}
 */
export function inStyles(source, file) {
  // Signs may be written by their numbers, which have letters.
  return placed(source, source, file, [CONTENT]).filter(({ message }) => LETTERS.test(message.id.replace(/\\[0-9a-f]+/g, ""))).filter(({ message }) => !NAMES.has(message.id));
}

function placed(source, bare, file, patterns) {
  const found = patterns.flatMap((pattern) => [...bare.matchAll(pattern)].map((hit) => {
    const text = pattern === CONTENT ? hit[1] : hit[1].trim();
    const from = hit.index + hit[0].indexOf(text, hit[0].indexOf(hit[1]));
    return { text, from, to: from + text.length };
  }));
  return found.filter(({ text }) => LETTERS.test(text)).sort((a, b) => a.from - b.from).map(({ text, from, to }) => {
    const line = source.slice(0, from).split("\n").length;
    if (source.slice(from, to) !== text) throw new Error(`${file}:${line}: put the words “${text}” into an element of their own`);
    return { from, to, message: { id: text, context: "", forms: false, file, line } };
  });
}

/**
 * @param {string} source
 * @param {Placed[]} places
 * @param {(message: Message) => string} translate
 */
export function replaced(source, places, translate) {
  let [text, at] = ["", 0];
  for (const { message, from, to } of places) {
    text += source.slice(at, from) + translate(message);
    at = to;
  }
  return text + source.slice(at);
}
