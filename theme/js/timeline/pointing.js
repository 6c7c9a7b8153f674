// @ts-check
// What the reader does on a timeline: points, presses keys. The wheel is in moves.js.

/** @typedef {import("./index.js").Timeline} Timeline */

/** Keys that move along. */
const KEYS = /^(Arrow.*|Home|End|Enter|[-+=0])$/;

/** @param {Timeline} timeline */
export function listen(timeline) {
  const { stage, details } = timeline;
  new ResizeObserver(() => timeline.soon()).observe(stage);
  details.addEventListener("toggle", () => timeline.settleTable());
  stage.addEventListener("keydown", (event) => onKey(timeline, event));
  for (const type of ["pointerenter", "focusin"]) stage.addEventListener(type, () => void timeline.reach(), { once: true });
  for (const type of ["pointerover", "focusin"]) stage.addEventListener(type, ({ target }) => point(timeline, target));
  for (const type of ["pointerleave", "focusout"]) stage.addEventListener(type, () => point(timeline, null));
}

/**
 * Shows what belongs to a mark: its line of the output, and its words below the drawing, where a finger finds them too.
 * @param {Timeline} timeline
 * @param {EventTarget | null} target
 */
function point(timeline, target) {
  if (timeline.replay?.isOpen) return;
  const mark = target instanceof Element ? target.closest(".mark") : null;
  timeline.toLine(lineOf(mark), false);
  timeline.tell(mark?.getAttribute("aria-label"));
}

/**
 * @param {Timeline} timeline
 * @param {KeyboardEvent} event
 */
function onKey(timeline, event) {
  const line = lineOf(event.target);
  if (line < 0 && event.key.startsWith("Arrow")) event.stopPropagation();
  if (line < 0 || event.ctrlKey || event.metaKey || event.altKey || !KEYS.test(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  timeline.move((moves) => moves.onKey(event.key, line));
}

/**
 * The number of the output line that an element belongs to, or -1.
 * @param {EventTarget | null} target
 */
export function lineOf(target) {
  const mark = target instanceof Element ? target.closest(".mark") : null;
  return mark instanceof SVGElement ? Number(mark.dataset.line) : -1;
}
