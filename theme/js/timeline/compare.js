// @ts-check
// Two runs in one sentence: how long, how much at once, and who came first and last.
import { mostAtOnce, time } from "./numbers.js";
import { plural, t } from "../words.js";

/** @typedef {import("./model.js").Model} Model */

/** Lanes that end within so many milliseconds of each other came together: who was first is chance. */
const TOGETHER = 10;

/**
 * @param {Model} before
 * @param {Model} after
 */
export function compared(before, after) {
  if (after.lanes.length === 0) return "";
  if (before.lanes.length === 0) return `${time(after.end)}.`;
  const [then, now] = [mostAtOnce(before), mostAtOnce(after)];
  const parts = [t`${time(after.end)}, was ${time(before.end)}`];
  if (then !== now) parts.push(t`at most ${now} ${plural(now)`lane at once|lanes at once`}, was ${then}`);
  return `${[...parts, ...moved(before, after)].join("; ")}.`;
}

/**
 * Who came last, if that is another than before, or else who came first.
 * @param {Model} before
 * @param {Model} after
 */
function moved(before, after) {
  const [then, now] = [placesOf(before), placesOf(after)];
  const isNews = (/** @type {"first" | "last"} */ place) => now[place] !== null && now[place] !== then[place] && before.byName.has(now[place]);
  for (const [place, other] of /** @type {["first" | "last", "first" | "last"][]} */ ([["last", "first"], ["first", "last"]])) {
    if (isNews(place)) return [cameTo(place, String(now[place]), now[place] === then[other])];
  }
  return [];
}

/**
 * @param {"first" | "last"} place
 * @param {string} name
 * @param {boolean} isTurned whether it was at the other end before
 */
function cameTo(place, name, isTurned) {
  if (place === "first") return isTurned ? t`${name} came first, was last` : t`${name} came first`;
  return isTurned ? t`${name} came last, was first` : t`${name} came last`;
}

/**
 * The lanes that ended clearly before, and clearly after, all others; null where none did.
 * @param {Model} model
 * @returns {{ first: string | null, last: string | null }}
 */
function placesOf({ lanes }) {
  const ends = lanes.map(({ name, segments }) => ({ name, at: segments[segments.length - 1].from })).sort((a, b) => a.at - b.at);
  const [a, b] = ends;
  const [y, z] = ends.slice(-2);
  const isClear = (/** @type {{ at: number } | undefined} */ one, /** @type {{ at: number } | undefined} */ next) => one && next && next.at - one.at > TOGETHER;
  return { first: isClear(a, b) ? a.name : null, last: isClear(y, z) ? z.name : null };
}
