// @ts-check
// How wide words are in a drawing.

/** The fonts of a drawing, as the stylesheet has them. */
export const FONTS = { mark: "12px", name: "600 12.5px", small: "9px" };

/** @type {{ context: CanvasRenderingContext2D | null, family: string } | undefined} */
let pen;

function penOf() {
  pen ??= { context: document.createElement("canvas").getContext("2d"), family: getComputedStyle(document.body).fontFamily };
  return pen;
}

/**
 * In pixels.
 * @param {string} text
 * @param {string} font one of FONTS
 */
export function widthOf(text, font) {
  const { context, family } = penOf();
  if (!context) return text.length * 7;
  context.font = `${font} ${family}`;
  return context.measureText(text).width;
}

/**
 * The text, or as much of its beginning as there is room for, with dots.
 * @param {string} text
 * @param {number} room in pixels
 * @param {string} font one of FONTS
 */
export function fit(text, room, font) {
  if (widthOf(text, font) <= room) return text;
  let [fits, beyond] = [1, text.length];
  while (beyond - fits > 1) {
    const middle = (fits + beyond) >> 1;
    if (widthOf(`${text.slice(0, middle)}…`, font) <= room) fits = middle;
    else beyond = middle;
  }
  // A letter is not cut in halves: no picture may hold them.
  return `${text.slice(0, fits).replace(/[\ud800-\udbff]$/, "")}…`;
}
