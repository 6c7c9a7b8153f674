// @ts-check
// What the machine saw, in numbers: how long each thread was on a core, ready, asleep.
import { mostAtOnce } from "../timeline/numbers.js";
import { sense, t } from "../words.js";

/** @typedef {import("./model.js").SeenModel} SeenModel */
/** @typedef {import("./model.js").Stretch} Stretch */
/** Milliseconds in each state. @typedef {Record<Stretch["state"], number>} Times */

/**
 * @param {Stretch[]} stretches
 * @returns {Times}
 */
export function timesOf(stretches) {
  const times = { core: 0, ready: 0, asleep: 0, kernel: 0 };
  for (const { state, from, to } of stretches) times[state] += to - from;
  return times;
}

const SHORT = { core: sense("a share")`on a core`, ready: t`ready and waiting`, asleep: sense("a share")`asleep`, kernel: t`in the kernel` };

/**
 * Where the time went, in shares of a hundred; what is none is left out.
 * @param {Times} times
 */
export function shares(times) {
  const all = Object.values(times).reduce((sum, time) => sum + time, 0);
  const states = /** @type {Stretch["state"][]} */ (Object.keys(SHORT)).filter((state) => times[state] > 0);
  return states.map((state) => `${SHORT[state]} ${percent(times[state], all)}`).join(", ");
}

/**
 * @param {number} part
 * @param {number} all
 */
function percent(part, all) {
  const value = Math.round((100 * part) / all);
  return value === 0 ? t`under 1\u00a0%` : `${value}\u00a0%`;
}

/** When the service looks less often, and by how much: see `crates/sandbox/src/linux/threads/`. In milliseconds. */
const SELDOM = /** @type {[number, number][]} */ ([[4000, 5], [1000, 2.5], [0, 1]]);

/**
 * How many ran at the same moment: what overlaps by less than the time between two looks did perhaps not.
 * @param {SeenModel} cores
 * @param {number} step between two looks, at first
 */
export function ranAtOnce({ lanes, end }, step) {
  const slack = (/** @type {number} */ at) => step * (SELDOM.find(([from]) => at >= from)?.[1] ?? 1);
  const sure = (/** @type {Stretch} */ one) => ({ ...one, to: Math.max(one.to - slack(one.to), one.from) });
  const used = lanes.filter(({ segments }) => segments.length > 0).map(({ name, segments }) => ({ name, segments: segments.map(sure) }));
  return mostAtOnce(/** @type {any} */ ({ lanes: used, end }));
}

/**
 * @param {SeenModel} threads
 * @param {SeenModel} cores
 * @param {number} step between two looks, at first
 */
export function sentence({ lanes, segments }, cores, step) {
  if (segments.length === 0) return "";
  const most = ranAtOnce(cores, step);
  const who = lanes.length === 1 ? t`1 thread` : t`${lanes.length} threads, at most ${most} ran at once`;
  return t`${who} · of their time: ${shares(timesOf(segments))}`;
}
