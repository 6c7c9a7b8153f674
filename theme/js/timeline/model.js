// @ts-check
// Turns log lines into lanes of segments. A segment lasts until its lane's next line.
import { shown } from "../figure/output/shown.js";
import { parseLine } from "./parse.js";

/** @typedef {import("./parse.js").State} State */
/**
 * `to` is null while the segment is still open; `cut` says what ended it, if it was no line of its lane. `line` is the line's
 * number in the output, from 0.
 * @typedef {{ lane: string, worker: string, state: State, what: string, from: number, to: number | null, line: number, cut?: "stopped" | "panicked" }} Segment
 */
/** `at` is the time of a panic; `lane` is the lane that it ended, where that is known. @typedef {{ at: number, thread: string, message: string, lane: string | null }} Panic */
/** @typedef {{ name: string, segments: Segment[] }} Lane */

export class Model {
  constructor() {
    /** @type {Lane[]} */
    this.lanes = [];
    /** @type {Map<string, Lane>} */
    this.byName = new Map();
    /** @type {Segment[]} every segment, in the order of the output */
    this.segments = [];
    /** The time of the last line, or of the end of the run, in milliseconds. */
    this.end = 0;
    /** Whether the run was ended from outside. */
    this.isCut = false;
    /** @type {Panic[]} */
    this.panics = [];
  }

  /**
   * Takes a line of output; returns what it draws, null if it is no log line.
   * @param {string} text
   * @param {number} number
   * @returns {Segment | null}
   */
  push(text, number) {
    const line = parseLine(shown(text));
    if (!line) return null;
    const lane = this.lane(line.lane);
    const last = lane.segments.at(-1);
    // Lines of several processes may arrive late: a lane's time never runs backwards.
    const from = Math.max(line.ms, last?.from ?? 0);
    if (last && (last.to === null || last.to > from)) {
      // It goes on after all.
      last.to = from;
      delete last.cut;
    }
    const over = line.state === "done" || line.state === "cancelled";
    /** @type {Segment} */
    const segment = {
      lane: line.lane,
      worker: line.worker || last?.worker || "",
      state: line.state,
      what: line.what,
      from,
      to: over ? from : null,
      line: number,
    };
    lane.segments.push(segment);
    this.segments.push(segment);
    this.end = Math.max(this.end, from);
    return segment;
  }

  /** @param {string} name */
  lane(name) {
    let lane = this.byName.get(name);
    if (!lane) {
      lane = { name, segments: [] };
      this.byName.set(name, lane);
      this.lanes.push(lane);
    }
    return lane;
  }

  /** The states that occur, in the legend's order. @returns {State[]} */
  states() {
    const used = new Set(this.segments.map((segment) => segment.state));
    return ALL.filter((state) => used.has(state));
  }

  /** The workers that occur, in the order of their names. */
  workers() {
    return [...new Set(this.segments.map((segment) => segment.worker))].filter(Boolean).sort();
  }
}

/** @type {State[]} */
const ALL = ["working", "waiting", "blocked", "done", "cancelled"];

/**
 * The model of a whole text.
 * @param {string} text
 */
export function modelOf(text) {
  const model = new Model();
  text.split("\n").forEach((line, number) => model.push(line, number));
  return model;
}

/**
 * Where a segment ends: an open one lasts until the end of the time that is shown.
 * @param {Segment} segment
 * @param {number} end
 */
export function endOf(segment, end) {
  return segment.to ?? Math.max(segment.from, end);
}

/**
 * A mark is one segment, or several that are too near to each other to be told apart.
 * @typedef {{ from: number, to: number, state: State, worker: string, segments: Segment[] }} Mark
 */

/**
 * The marks of a lane: segments that begin within the same `grain` milliseconds are merged.
 * @param {Lane} lane
 * @param {number} end
 * @param {number} grain 0 merges nothing
 * @returns {Mark[]}
 */
export function marksOf(lane, end, grain) {
  /** @type {Mark[]} */
  const marks = [];
  let bucket = -1;
  for (const segment of lane.segments) {
    const to = endOf(segment, end);
    const mark = marks.at(-1);
    const own = grain > 0 ? Math.floor(segment.from / grain) : -1;
    if (mark && own === bucket && grain > 0 && to - segment.from < grain && mark.to - mark.from < grain) {
      mark.to = to;
      mark.segments.push(segment);
    } else {
      marks.push({ from: segment.from, to, state: segment.state, worker: segment.worker, segments: [segment] });
    }
    bucket = own;
  }
  return marks;
}

/**
 * The segments of a lane that can be seen between two times.
 * @param {Lane} lane
 * @param {number} end of the run
 * @param {Window} window
 * @returns {Lane}
 */
export function within({ name, segments }, end, { from, to }) {
  const seen = (/** @type {Segment} */ segment) => {
    const over = endOf(segment, end);
    return segment.from === over ? segment.from >= from && segment.from <= to : segment.from < to && over > from;
  };
  return { name, segments: segments.filter(seen) };
}

/** @typedef {{ from: number, to: number }} Window the times that are shown, in milliseconds */

/**
 * Round times for the axis, at most about `count` of them.
 * @param {Window} window
 * @param {number} count
 * @returns {number[]}
 */
export function ticks({ from, to }, count) {
  const raw = Math.max(to - from, 1) / Math.max(count, 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? raw);
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.max(Math.floor(to / step + 1e-9) - first + 1, 0) }, (_, index) => Math.round((first + index) * step));
}
