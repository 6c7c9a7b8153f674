// @ts-check
// A change of a program, and the program with it.

/** @typedef {{ find: string, replace: string, stdout?: string, stderr?: string, exit?: number, signal?: number }} Change */

/**
 * The code with the change made; null where what it looks for is not there.
 * @param {string} code
 * @param {Change} change
 */
export function applied(code, { find, replace }) {
  const at = code.indexOf(find);
  return at < 0 ? null : code.slice(0, at) + replace + code.slice(at + find.length);
}
