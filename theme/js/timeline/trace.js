// @ts-check
// A timeline in the Trace Event Format, which Perfetto (ui.perfetto.dev) and chrome://tracing open.
import { endOf } from "./model.js";
import { t } from "../words.js";

/**
 * Each lane is a thread of one process; a segment is a complete event, an end a mark on its thread. Times are microseconds.
 * @param {import("./model.js").Model} model
 * @param {string} name of the whole
 */
export function traceOf(model, name) {
  const pid = 1;
  /** @type {Record<string, unknown>[]} */
  const events = [{ ph: "M", name: "process_name", pid, tid: 0, ts: 0, args: { name } }];
  model.lanes.forEach((lane, index) => {
    const tid = index + 1;
    events.push({ ph: "M", name: "thread_name", pid, tid, ts: 0, args: { name: lane.name } });
    events.push({ ph: "M", name: "thread_sort_index", pid, tid, ts: 0, args: { sort_index: index } });
    for (const segment of lane.segments) events.push(eventOf(segment, model.end, pid, tid));
  });
  return { traceEvents: events, displayTimeUnit: "ms", otherData: { source: t`Many Things at Once` } };
}

/**
 * @param {import("./model.js").Segment} segment
 * @param {number} end
 * @param {number} pid
 * @param {number} tid
 */
function eventOf(segment, end, pid, tid) {
  const { state, what, worker, line, from } = segment;
  const args = { state, line: line + 1, ...(worker === "" ? {} : { worker }) };
  const event = { name: what === "" ? state : what, cat: state, ts: from * 1000, pid, tid, args };
  if (state === "done" || state === "cancelled") return { ...event, ph: "i", s: "t" };
  return { ...event, ph: "X", dur: (endOf(segment, end) - from) * 1000 };
}
