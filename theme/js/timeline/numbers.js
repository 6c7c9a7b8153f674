// @ts-check
// What a timeline comes to, in numbers: how long it took, and how much of it was at the same time.
import { endOf } from "./model.js";
import { decimal, t } from "../words.js";

/**
 * A time in the unit that suits it, or that suits the longest time beside it.
 * @param {number} ms
 * @param {number} [longest]
 */
export function time(ms, longest = ms) {
  if (longest <= 10_000) return t`${ms} ms`;
  const inUnits = (/** @type {number} */ unit) => decimal(Number((ms / unit).toFixed(3)));
  return longest < 600_000 ? t`${inUnits(1000)} s` : t`${inUnits(60_000)} min`;
}

/**
 * @param {import("./model.js").Model} model
 * @param {import("./model.js").Model} [before] the run before
 */
export function numbers(model, before) {
  const { lanes, end } = model;
  const was = before && before.lanes.length > 0 ? t`, was ${time(before.end)}` : "";
  const count = lanes.length === 1 ? t`1 lane` : t`${lanes.length} lanes, at most ${mostAtOnce(model)} at once`;
  return t`Took ${time(end)}${was} · ${count}`;
}

/**
 * How many lanes have a bar at the same moment. One that begins when another ends stands beside nothing.
 * @param {import("./model.js").Model} model
 */
export function mostAtOnce({ lanes, end }) {
  const edges = lanes.flatMap(({ segments }) => segments.flatMap((segment) => {
    const to = endOf(segment, end);
    return to > segment.from ? [[segment.from, 1], [to, -1]] : [];
  }));
  edges.sort(([a, up], [b, down]) => a - b || up - down);
  let [now, most] = [0, Math.min(lanes.length, 1)];
  for (const [, step] of edges) most = Math.max(most, (now += step));
  return most;
}
