// @ts-check
// What the reader does is told in the page; whoever counts it listens.

/** The event: `detail` says what was done, and the name of the thing. */
export const DONE = "book:done";

/**
 * @param {Element} element on which it was done
 * @param {import("./record.js").Deed} deed
 * @param {string} name of the listing, the exercise or the question
 */
export function tell(element, deed, name) {
  element.dispatchEvent(new CustomEvent(DONE, { bubbles: true, detail: { deed, name } }));
}
