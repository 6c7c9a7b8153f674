// @ts-check
// Sentences about what the machine saw.
import { WORDS } from "./model.js";
import { plural, t } from "../words.js";

/** @typedef {import("./model.js").SeenModel} SeenModel */

/** A moment names as many threads. */
const MOST_TOLD = 8;
/** From then on the service looks less often, in milliseconds. */
const LONG = 1000;

/**
 * Where it comes from, and what it cannot show.
 * @param {import("../types.js").Seen} seen
 * @param {number} end of the last span, in milliseconds
 */
export function whereFrom({ step, cores, cutAt, isRecorded, offset }, end) {
  const later = end > LONG ? t` at first, then less often` : "";
  const looked = isRecorded
    ? t`Recorded on a machine with ${cores} ${plural(cores)`core|cores`}, looked at every ${step} ms${later}: what is shorter is not seen.`
    : t`Looked at every ${step} ms${later}: what is shorter is not seen.`;
  return cutAt === null ? looked : t`${looked} It was too much to tell all: nothing is known after ${Math.round(cutAt - offset)} ms.`;
}

/**
 * Who does what at a moment.
 * @param {SeenModel} threads
 * @param {number} ms
 */
export function momentOf({ lanes }, ms) {
  const alive = lanes.flatMap(({ name, segments }) => {
    const now = segments.find(({ from, to }) => from <= ms && ms < to);
    return now ? [`${name} ${now.state === "core" ? t`on core ${now.core}` : WORDS[now.state]}`] : [];
  });
  if (alive.length === 0) return t`${ms} ms: no thread is there`;
  const more = alive.length > MOST_TOLD ? [t`and ${alive.length - MOST_TOLD} more`] : [];
  return t`${ms} ms: ${[...alive.slice(0, MOST_TOLD), ...more].join("; ")}`;
}
