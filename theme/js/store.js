// @ts-check
// What is kept in the reader's browser. Every call works where storage is forbidden: nothing is kept then.

const PREFIX = "many-things:";

/**
 * @param {string} key
 * @returns {any} what was kept, or null
 */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 * @returns {boolean} whether it is kept: a full or forbidden storage keeps nothing
 */
export function keep(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // See `keep`.
  }
}

/**
 * @param {string} start
 * @returns {string[]} the keys that begin so
 */
export function keys(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + start)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}
