// @ts-check
// Finds the template that a sentence of the server was made from, and makes the translation from what stands in it.
import { decimal } from "../../words.js";

/** What may stand in a place of a template: some text, or one of these. @typedef {RegExp | Heard[]} Part */
/** A template, its translation, and what may stand in its places: see `heard` in `words.js`. @typedef {[id: string, text: string, ...parts: Part[]]} Heard */

export const NUMBER = /\d+(?:\.\d+)?/;
/** What is said as it is: names, and words of cargo, of the system and of others. */
export const TEXT = /[^]+?/;
/** A file by its whole path. */
export const FILE = /\/[^]*?/;
/** What the server says, too. */
export const SAID = /[^]*?/;

/** Made when the first sentence comes, which in English is never. @type {Map<Heard, RegExp> | undefined} */
let patterns;

/** @param {Part} part @returns {string} */
const sourceOf = (part) => (part instanceof RegExp ? part.source : part.map((heard) => patternOf(heard, "?:")).join("|"));

/**
 * @param {Heard} heard
 * @param {string} [group] how the place of a part begins
 */
function patternOf([id, , ...parts], group = "") {
  const texts = id.split(/\{\d+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return texts.map((text, index) => text + (parts[index] ? `(${group}${sourceOf(parts[index])})` : "")).join("");
}

/** @param {Heard} heard */
function regexOf(heard) {
  patterns ??= new Map();
  const pattern = patterns.get(heard) ?? new RegExp(`^${patternOf(heard)}$`);
  patterns.set(heard, pattern);
  return pattern;
}

/**
 * The translation of a text that one of these templates makes; null where none does.
 * @param {Heard[]} list
 * @param {string} text
 * @param {(text: string) => string} said translates what stands in the place of a `SAID`
 * @returns {string | null}
 */
export function translated(list, text, said) {
  for (const heard of list) {
    const found = regexOf(heard).exec(text);
    if (!found) continue;
    const [, translation, ...parts] = heard;
    return translation.replace(/\{(\d+)\}/g, (_, number) => {
      const [part, value] = [parts[number - 1], found[number]];
      if (part === NUMBER) return decimal(value);
      if (part === SAID) return said(value);
      return part instanceof RegExp ? value : translated(part, value, said) ?? value;
    });
  }
  return null;
}
