// @ts-check
// Progress as a file, and back.
import { forget, keep, keys, recall } from "../store.js";
import { merged, recordOf } from "./record.js";

const FORMAT = "many-things-progress/1";
const KINDS = ["progress:", "solved:", "quiz:", "predict:"];

/** @returns {string} JSON */
export function exported() {
  const names = KINDS.flatMap(keys).sort();
  return `${JSON.stringify({ format: FORMAT, entries: Object.fromEntries(names.map((name) => [name, recall(name)])) }, null, 2)}\n`;
}

/**
 * Takes a file in; what is here already stays. Returns the number of entries, or -1 for what is no such file.
 * @param {string} text
 */
export function imported(text) {
  const entries = entriesOf(text);
  if (!entries) return -1;
  for (const [name, value] of entries) {
    if (name.startsWith("progress:")) keep(name, merged(recordOf(value), recordOf(recall(name))));
    else if (name.startsWith("predict:")) keep(name, recall(name) ?? value);
    else keep(name, name.startsWith("quiz:") ? { ...value, ...recall(name) } : true);
  }
  return entries.length;
}

/**
 * @param {string} text
 * @returns {[string, any][] | null}
 */
export function entriesOf(text) {
  try {
    const file = JSON.parse(text);
    if (file?.format !== FORMAT || typeof file.entries !== "object" || file.entries === null) return null;
    return Object.entries(file.entries).filter(([name, value]) => isEntry(name, value));
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {any} value
 */
function isEntry(name, value) {
  if (!/^(progress|solved|quiz|predict):[\w./%-]{1,200}$/.test(name)) return false;
  if (name.startsWith("solved:")) return value === true;
  if (name.startsWith("predict:")) return Number.isInteger(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return name.startsWith("progress:") || Object.values(value).every(Number.isInteger);
}

export function forgetAll() {
  for (const name of KINDS.flatMap(keys)) forget(name);
}
