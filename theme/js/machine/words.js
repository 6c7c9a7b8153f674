// @ts-check
// Sentences about what the machine saw.
import { WORDS } from "./model.js";

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
  const machine = `a machine with ${cores} ${cores === 1 ? "core" : "cores"}`;
  const later = end > LONG ? " at first, then less often" : "";
  const looked = `${isRecorded ? `Recorded on ${machine}, looked` : "Looked"} at every ${step} ms${later}: what is shorter is not seen.`;
  return cutAt === null ? looked : `${looked} It was too much to tell all: nothing is known after ${Math.round(cutAt - offset)} ms.`;
}

/**
 * Who does what at a moment.
 * @param {SeenModel} threads
 * @param {number} ms
 */
export function momentOf({ lanes }, ms) {
  const alive = lanes.flatMap(({ name, segments }) => {
    const now = segments.find(({ from, to }) => from <= ms && ms < to);
    return now ? [`${name} ${now.state === "core" ? `on ${now.what}` : WORDS[now.state]}`] : [];
  });
  if (alive.length === 0) return `${ms} ms: no thread is there`;
  const more = alive.length > MOST_TOLD ? [`and ${alive.length - MOST_TOLD} more`] : [];
  return `${ms} ms: ${[...alive.slice(0, MOST_TOLD), ...more].join("; ")}`;
}
