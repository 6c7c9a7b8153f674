// @ts-check
// Makes lanes of what the machine saw: one for each thread, and one for each core with who ran there.
import { t } from "../words.js";

/** @typedef {import("../types.js").ThreadSpan} ThreadSpan */
/** @typedef {import("../types.js").Seen} Seen */
/**
 * One stretch of a lane, on the axis of the log lines; it goes by the names that the timeline's own segments have. `core` is
 * the core's number, `by` the place of its thread among the threads.
 * @typedef {{ lane: string, worker: string, state: ThreadSpan["state"], what: string, from: number, to: number, line: number, core: number | null, by: number }} Stretch
 */
/** @typedef {{ name: string, segments: Stretch[] }} Lane */
/** @typedef {ThreadSpan & { by: number }} Owned a span, and the place of its thread among the threads */

/** A machine with more cores than this has lanes for those alone that were used. */
const MOST_CORES = 8;

/** The lanes of one view, as a timeline takes them: see `timeline/model.js`. */
export class SeenModel {
  /** @param {Lane[]} lanes */
  constructor(lanes) {
    this.lanes = lanes;
    this.byName = new Map(lanes.map((lane) => [lane.name, lane]));
    /** Lane by lane; each is numbered by its place. */
    this.segments = lanes.flatMap(({ segments }) => segments);
    this.segments.forEach((segment, index) => (segment.line = index));
    this.end = this.segments.reduce((end, { to }) => Math.max(end, to), 0);
    this.isCut = false;
    /** @type {never[]} */
    this.panics = [];
  }

  /** No log line says where it ran. @returns {string[]} */
  workers() {
    return [];
  }
}

/**
 * @param {Seen} seen
 * @returns {{ threads: SeenModel, cores: SeenModel, names: string[] }} both views, and the threads' names
 */
export function modelsOf({ spans, cores, offset }) {
  const threads = threadsIn(spans);
  const names = namesOf(threads);
  /** @param {ThreadSpan} span @param {number} by @returns {Owned} */
  const placed = (span, by) => ({ ...span, by, from: Math.max(Math.round(span.from - offset), 0), to: Math.round(span.to - offset) });
  const owned = threads.map((thread, by) => thread.map((span) => placed(span, by)).filter(({ from, to }) => to > from));
  const threadLanes = names.map((name, by) => ({ name, segments: owned[by].map((span) => stretch(name, whatOf(span), span)) }));
  return { threads: new SeenModel(threadLanes), cores: new SeenModel(coreLanes(owned.flat(), cores, names)), names };
}

/**
 * The spans of each thread: processes by their first span, and in each the main thread first.
 * @param {ThreadSpan[]} spans
 * @returns {ThreadSpan[][]}
 */
function threadsIn(spans) {
  /** @type {Map<number, Map<number, ThreadSpan[]>>} */
  const processes = new Map();
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const threads = processes.get(span.process) ?? new Map();
    processes.set(span.process, threads);
    const own = threads.get(span.thread);
    if (own) own.push(span);
    else threads.set(span.thread, [span]);
  }
  const rank = (/** @type {number} */ process) => (/** @type {[number, ThreadSpan[]]} */ [a], /** @type {[number, ThreadSpan[]]} */ [b]) => Number(b === process) - Number(a === process) || a - b;
  return [...processes].flatMap(([process, threads]) => [...threads].sort(rank(process)).map(([, own]) => own));
}

/**
 * A name for each thread, of its own: the kernel's last one, its number where two share it, and its process where there are
 * several. One that was given none goes by that of its process, which tells nothing.
 * @param {ThreadSpan[][]} threads
 */
function namesOf(threads) {
  const lasts = threads.map((spans) => spans[spans.length - 1]);
  const mains = new Map(lasts.filter(({ process, thread }) => process === thread).map(({ process, name }) => [process, name]));
  const given = (/** @type {ThreadSpan} */ { process, thread, name }) => (process === thread ? "main" : mains.get(process) === name ? t`thread ${thread}` : name);
  const plain = lasts.map((last) => `${mains.size > 1 ? `${last.process} › ` : ""}${given(last)}`);
  return plain.map((name, index) => (plain.indexOf(name) === plain.lastIndexOf(name) ? name : `${name} ${lasts[index].thread}`));
}

/** @param {Owned} span */
function whatOf({ state, core }) {
  return state === "core" ? coreName(core) : WORDS[state];
}

/** @param {number | null} core */
export function coreName(core) {
  return t`core ${core}`;
}

/** What the states are called. @type {Record<ThreadSpan["state"], string>} */
export const WORDS = { core: t`on a core`, ready: t`ready, waits for a core`, asleep: t`asleep`, kernel: t`held in the kernel` };

/**
 * @param {string} lane
 * @param {string} what
 * @param {Owned} span
 * @returns {Stretch}
 */
function stretch(lane, what, { state, core, from, to, by }) {
  return { lane, worker: "", state, what, from, to, line: 0, core, by };
}

/**
 * Cores are looked at every step: two threads may seem to be on one at once, and the first of them ends there.
 * @param {Owned[]} spans
 * @param {number} count of the machine's cores
 * @param {string[]} names of the threads
 * @returns {Lane[]}
 */
function coreLanes(spans, count, names) {
  const running = spans.filter(({ core }) => core !== null).sort((a, b) => a.from - b.from);
  const used = running.map(({ core }) => /** @type {number} */ (core));
  const all = count <= MOST_CORES ? Array.from({ length: count }, (_, core) => core) : [];
  return [...new Set([...used, ...all])].sort((a, b) => a - b).map((core) => {
    const own = running.filter((span) => span.core === core);
    const cut = own.map((span, index) => ({ ...span, to: Math.min(span.to, own[index + 1]?.from ?? Infinity) }));
    const name = coreName(core);
    return { name, segments: cut.filter(({ from, to }) => to > from).map((span) => stretch(name, names[span.by], span)) };
  });
}
