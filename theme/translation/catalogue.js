// The translations: a gettext file, one entry for each message, in the order of the sources.
import { po } from "gettext-parser";
import { keyOf, pieces } from "./messages.js";

/** @typedef {import("./messages.js").Message} Message */
/** `line` is where it stands in the file. @typedef {{ id: string, context: string, text: string, fuzzy: boolean, line: number }} Entry */

const HEADERS = { "Project-Id-Version": "many-things-at-once-theme", Language: "ru", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit" };
/** How many forms a counted word has in Russian: for 1, for 2 and for 5. */
const FORMS = 3;
/** From this likeness on an old translation is offered for a new text. */
const LIKE = 0.6;

/**
 * @param {string} text of the file
 * @returns {Map<string, Entry>} in the order of the file
 */
export function read(text) {
  const { translations } = po.parse(text);
  const entries = Object.values(translations).flatMap((group) => Object.values(group)).filter(({ msgid }) => msgid !== "");
  const lines = text.split("\n");
  const lineOf = ({ msgid, msgctxt }) => lines.findIndex((line, index) => {
    const before = msgctxt ? `msgctxt ${JSON.stringify(msgctxt)}` : undefined;
    return line === `msgid ${JSON.stringify(msgid)}` && (before ? lines[index - 1] === before : !lines[index - 1].startsWith("msgctxt "));
  }) + 1;
  const read = entries.map((entry) => {
    const { msgid: id, msgctxt: context = "", msgstr, comments } = entry;
    return { id, context, text: msgstr[0], fuzzy: /\bfuzzy\b/.test(comments?.flag ?? ""), line: lineOf(entry) };
  });
  return new Map(read.sort((a, b) => a.line - b.line).map((entry) => [keyOf(entry), entry]));
}

/**
 * The file that has these messages: what was translated stays, a text that changed slightly keeps its translation as a doubtful
 * one, and what nobody says any more is gone.
 * @param {Message[]} messages
 * @param {Map<string, Entry>} old
 * @returns {string}
 */
export function written(messages, old) {
  const groups = new Map();
  for (const message of messages) groups.set(keyOf(message), [...(groups.get(keyOf(message)) ?? []), message]);
  const unused = [...old].filter(([key]) => !groups.has(key)).map(([, entry]) => entry);
  const translations = {};
  for (const [key, places] of groups) {
    const [{ id, context, forms }] = places;
    const entry = old.get(key) ?? likest(places[0], unused);
    const flag = entry && (entry.fuzzy || !old.has(key)) ? "fuzzy" : "";
    const extracted = forms ? "a counted word: its forms for 1, 2 and 5" : "";
    const reference = places.map(({ file, line }) => `${file}:${line}`).join("\n");
    (translations[context] ??= {})[id] = { msgctxt: context || undefined, msgid: id, msgstr: [entry?.text ?? ""], comments: { reference, extracted, flag } };
  }
  const order = [...groups.keys()];
  const at = ({ msgid, msgctxt = "" }) => order.indexOf(keyOf({ id: msgid, context: msgctxt }));
  const text = po.compile({ charset: "utf-8", headers: HEADERS, translations }, { foldLength: 0, sort: (a, b) => at(a) - at(b) });
  return `${text.toString().trimEnd()}\n`;
}

/** The unused entry whose English is most like the message's; undefined where none is like it. */
function likest({ id, context }, unused) {
  const rated = unused.filter((entry) => entry.context === context).map((entry) => ({ entry, like: likeness(id, entry.id) }));
  const best = rated.sort((a, b) => b.like - a.like)[0];
  return best && best.like >= LIKE ? best.entry : undefined;
}

/** How many of the pairs of letters two texts share, from 0 to 1. */
export function likeness(a, b) {
  const pairs = (text) => Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2));
  const [left, right] = [pairs(a), pairs(b)];
  const rest = [...right];
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / Math.max(left.length + right.length, 1);
}

/**
 * What is wrong with the translations of these messages, each with file and line.
 * @param {Message[]} messages
 * @param {Map<string, Entry>} entries
 * @param {string} file of the translations
 * @returns {string[]}
 */
export function faults(messages, entries, file) {
  const known = new Set(messages.map(keyOf));
  const stale = [...entries].filter(([key]) => !known.has(key)).map(([, { id, line }]) => `${file}:${line}: no source says “${id}” any more`);
  return [...messages.flatMap((message) => {
    const entry = entries.get(keyOf(message));
    const where = `${message.file}:${message.line}: “${message.id}”`;
    if (!entry || entry.text === "") return [`${where} has no translation in ${file}`];
    if (entry.fuzzy) return [`${where} has a doubtful translation (${file}:${entry.line}): see whether it still fits, and remove “fuzzy”`];
    return wrongIn(message, entry.text).map((what) => `${where}: its translation (${file}:${entry.line}) ${what}`);
  }), ...stale];
}

function wrongIn({ id, forms }, text) {
  const holes = (from) => [...new Set(pieces(from).filter((_, index) => index % 2 === 1))].sort().join(", ");
  const edges = (from) => [/^\s/.test(from), /\s$/.test(from)].join();
  const found = [];
  if (holes(id) !== holes(text)) found.push(`has the placeholders ${holes(text) || "–"}, and not ${holes(id) || "–"}`);
  if (edges(id) !== edges(text)) found.push("begins or ends with another space");
  if (forms && text.split("|").length !== FORMS) found.push(`has ${text.split("|").length} forms, and not ${FORMS}`);
  return found;
}

export class Untranslated extends Error {}

/**
 * @param {Map<string, Entry>} entries
 * @returns {(message: Message) => string}
 */
export function translator(entries) {
  return (message) => {
    const entry = entries.get(keyOf(message));
    if (!entry || entry.text === "") throw new Untranslated(`${message.file}:${message.line}: “${message.id}” has no translation`);
    return entry.text;
  };
}
