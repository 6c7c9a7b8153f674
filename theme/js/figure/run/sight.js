// @ts-check
// A run begins: its drawing comes into the window, and the line that the reader is at stays there, where both fit.

const MARGIN = 12;

/** A mouse stays on the button that it has pressed, if as much of the drawing is in sight, in pixels. */
const ENOUGH = 60;

/**
 * @param {Element} figure
 * @param {boolean} isFree whether no pointer stays on the button
 */
export function showDrawing(figure, isFree) {
  const stage = figure.querySelector(":scope > .timeline:not(.empty) > .stage");
  if (!stage) return;
  const { top, bottom } = stage.getBoundingClientRect();
  if (!isFree && (top < innerHeight - ENOUGH || !isSeen(figure.querySelector(".controls")))) return;
  const writes = caret(figure);
  const [low, high] = [Math.min(top, writes.top), Math.max(bottom, writes.bottom)];
  const [from, to] = high - low + 2 * MARGIN < innerHeight ? [low, high] : [top, bottom];
  // No further than is needed; and never over the start of the drawing.
  const down = Math.min(to - innerHeight + MARGIN, from - MARGIN);
  const up = Math.min(from - MARGIN, 0);
  scrollBy({ top: Math.max(down, 0) || up, behavior: "instant" });
}

/**
 * Where the reader writes, if it is in this figure.
 * @param {Element} figure
 */
function caret(figure) {
  const selection = getSelection();
  const box = selection?.rangeCount && figure.contains(selection.anchorNode) ? selection.getRangeAt(0).getBoundingClientRect() : null;
  // In an empty line it has no place.
  return box?.height ? box : { top: Infinity, bottom: -Infinity };
}

/** @param {Element | null} element */
function isSeen(element) {
  const { top = -1, bottom = 0 } = element?.getBoundingClientRect() ?? {};
  return top > 0 && bottom < innerHeight;
}
