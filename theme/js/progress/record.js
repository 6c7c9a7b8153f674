// @ts-check
// What the reader has done on a page, as data: no page is needed to count it, to say it or to merge it.
import { t } from "../words.js";

/** @typedef {"ran" | "solved" | "answered"} Deed */
/**
 * `of` says how many of each the page has.
 * @typedef {{ read: boolean, ran: string[], solved: string[], answered: string[], of: Record<Deed, number> }} PageRecord
 */

/** @type {Deed[]} */
export const DEEDS = ["ran", "solved", "answered"];
const NOUNS = { ran: t`listings run`, solved: t`exercises solved`, answered: t`questions answered` };

/** @returns {PageRecord} */
export function blank() {
  return { read: false, ran: [], solved: [], answered: [], of: { ran: 0, solved: 0, answered: 0 } };
}

/**
 * A record made of whatever was kept or imported.
 * @param {any} found
 * @returns {PageRecord}
 */
export function recordOf(found) {
  const record = blank();
  if (typeof found !== "object" || found === null) return record;
  record.read = found.read === true;
  for (const deed of DEEDS) {
    const names = Array.isArray(found[deed]) ? found[deed].filter((/** @type {unknown} */ name) => typeof name === "string") : [];
    record[deed] = [...new Set(names)];
    const count = Number(found.of?.[deed]);
    record.of[deed] = Number.isInteger(count) && count > 0 ? count : 0;
  }
  return record;
}

/**
 * Both records in one; `newer` knows how much the page has.
 * @param {PageRecord} older
 * @param {PageRecord} newer
 */
export function merged(older, newer) {
  const record = recordOf({ ...newer, read: older.read || newer.read });
  for (const deed of DEEDS) {
    record[deed] = [...new Set([...older[deed], ...newer[deed]])];
    record.of[deed] = newer.of[deed] || older.of[deed];
  }
  return record;
}

/** @param {PageRecord} record */
export function isBlank(record) {
  return !record.read && DEEDS.every((deed) => record[deed].length === 0);
}

/**
 * How much of a page is done, from 0 to 1: reading counts as much as each other thing that the page has.
 * @param {PageRecord} record
 */
export function shareOf(record) {
  const parts = DEEDS.filter((deed) => record.of[deed] > 0).map((deed) => Math.min(record[deed].length / record.of[deed], 1));
  return [record.read ? 1 : 0, ...parts].reduce((sum, part) => sum + part, 0) / (parts.length + 1);
}

/**
 * “read; 2 of 3 listings run; 1 of 1 exercises solved”
 * @param {PageRecord} record
 */
export function sentenceOf(record) {
  const deeds = DEEDS.filter((deed) => record[deed].length > 0);
  const parts = deeds.map((deed) => t`${record[deed].length} of ${Math.max(record.of[deed], record[deed].length)} ${NOUNS[deed]}`);
  return [record.read ? t`read` : t`not read to its end`, ...parts].join("; ");
}
