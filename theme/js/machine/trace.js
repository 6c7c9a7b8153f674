// @ts-check
// What the machine saw, as tracks of their own in a trace: see timeline/trace.js.
import { WORDS } from "./model.js";
import { t } from "../words.js";

/** @typedef {import("./model.js").SeenModel} SeenModel */

/** The log lines are process 1 of the trace. */
const [THREADS, CORES] = [2, 3];

/**
 * @param {SeenModel} threads
 * @param {SeenModel} cores
 * @returns {Record<string, unknown>[]}
 */
export function tracksOf(threads, cores) {
  return [...tracks(threads, THREADS, t`The machine saw: threads`), ...tracks(cores, CORES, t`The machine saw: cores`)];
}

/**
 * @param {SeenModel} model
 * @param {number} pid
 * @param {string} name
 */
function tracks({ lanes }, pid, name) {
  /** @type {Record<string, unknown>[]} */
  const events = [{ ph: "M", name: "process_name", pid, tid: 0, ts: 0, args: { name } }];
  lanes.forEach((lane, index) => {
    const tid = index + 1;
    events.push({ ph: "M", name: "thread_name", pid, tid, ts: 0, args: { name: lane.name } });
    events.push({ ph: "M", name: "thread_sort_index", pid, tid, ts: 0, args: { sort_index: index } });
    for (const { what, state, from, to, core } of lane.segments) {
      const args = { state: WORDS[state], ...(core === null ? {} : { core }) };
      events.push({ ph: "X", name: what, cat: state, ts: from * 1000, dur: (to - from) * 1000, pid, tid, args });
    }
  });
  return events;
}
