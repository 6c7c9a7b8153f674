// @ts-check

/**
 * Random numbers that are the same in every run.
 * @param {number} seed
 */
export function dice(seed) {
  return (/** @type {number} */ sides) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * sides);
  };
}

const PIECES = [
  "0", "9", "99999999999999999999", " ms", " | ", "|", " @ ", "wait", "block", "done", "cancelled", "\n", "\r\n", "\t", " ", "é",
  "\u0000", "🫖", "<b>", "__proto__", "constructor", "a", "-1", "\u2028",
];

/**
 * A text that a program might print, or a broken one, or noise.
 * @param {number} seed
 */
export function anyOutput(seed) {
  const roll = dice(seed);
  const piece = () => PIECES[roll(PIECES.length)];
  let text = "";
  for (let length = roll(60); length > 0; length -= 1) {
    text += roll(3) === 0 ? `${roll(500)} ms | ${piece()} | ${piece()}\n` : piece();
  }
  return text;
}
