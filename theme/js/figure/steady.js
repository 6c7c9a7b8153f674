// @ts-check
// While a figure runs, its output grows and shrinks: what the reader points at below it stays where it is.

/** The figures that run, and how high they are. @type {Map<Element, number>} */
const heights = new Map();
/** A page scrolls by whole pixels, and a figure grows by parts of them. */
let owed = 0;
/** What the pointer is on. @type {Element | null} */
let pointedAt = null;

for (const type of ["pointerover", "pointermove", "pointerdown"]) {
  addEventListener(type, ({ target }) => (pointedAt = target instanceof Element ? target : null), { passive: true, capture: true });
}

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) follow(target);
});

/**
 * A run begins: until it is over the figure gets no lower, and what it gets higher does not move what is pointed at.
 * @param {HTMLElement} figure
 */
export function hold(figure) {
  const { height } = figure.getBoundingClientRect();
  figure.style.minHeight = `${height}px`;
  heights.set(figure, height);
  observer.observe(figure);
  // The browser's own way to keep the place would move the page a second time.
  document.documentElement.classList.add("steady");
}

/**
 * The run is over; its last frame is still to come.
 * @param {HTMLElement} figure
 */
export function release(figure) {
  figure.style.minHeight = "";
  follow(figure);
  requestAnimationFrame(() => setTimeout(() => {
    if (figure.style.minHeight !== "") return;
    observer.unobserve(figure);
    heights.delete(figure);
    if (heights.size === 0) document.documentElement.classList.remove("steady");
  }));
}

/**
 * What is pointed at goes back to its place. Called when news came, so that a press between two frames hits as well.
 * @param {Element} figure
 */
export function follow(figure) {
  const { height, bottom } = figure.getBoundingClientRect();
  const grown = height - (heights.get(figure) ?? height);
  heights.set(figure, height);
  if (grown === 0 || (bottom - grown > 0 && !isPointedAtBelow(figure))) return;
  owed += grown;
  const whole = Math.round(owed);
  owed -= whole;
  scrollBy({ top: whole, behavior: "instant" });
}

/** @param {Element} figure */
function isPointedAtBelow(figure) {
  return [pointedAt, document.activeElement].some((element) => element?.closest("main *") && isSeen(element) && isBelow(element, figure));
}

/**
 * @param {Element} element
 * @param {Element} figure
 */
function isBelow(element, figure) {
  const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_CONTAINED_BY: within } = Node;
  return (figure.compareDocumentPosition(element) & (after | within)) === after;
}

/** @param {Element} element */
function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
