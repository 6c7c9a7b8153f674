// @ts-check
// What a timeline cannot draw is said below it.
import { el } from "../../dom.js";

/**
 * @param {import("../../timeline/model.js").Model} model
 * @param {import("./transcript.js").Transcript} live
 * @returns {HTMLElement[]}
 */
export function remarks({ segments, panics }, live) {
  const said = [];
  if (segments.length === 0) said.push("Nothing is drawn: the program printed no log line, such as “12 ms | lane | what happens”.");
  for (const { at, thread, message, lane } of panics) {
    if (lane === null) said.push(`The cross on the axis, at about ${at} ms: thread '${thread}' panicked, “${message}”. Its lane is not known, and is not ended.`);
  }
  if (live.panics.count > panics.length && segments.length > 0) said.push("A panic is not drawn: when it happened is not known.");
  const lines = live.untold.length === 0 ? [] : [untoldLines(live)];
  return [...said.map((sentence) => el("p", {}, sentence)), ...lines];
}

/** @param {import("./transcript.js").Transcript} live */
function untoldLines({ untold, untoldCount, lateCount }) {
  const count = (/** @type {number} */ number, /** @type {string} */ what) => (number === 0 ? [] : [`${number} ${number === 1 ? "line was" : "lines were"} ${what}`]);
  const summary = [...count(untoldCount - lateCount, "not drawn"), ...count(lateCount, "drawn later than its time")].join(", ");
  const items = untold.map(({ line, text, why }) => el("li", {}, `Line ${line}: ${why}. `, el("code", {}, text)));
  const rest = untoldCount - untold.length;
  if (rest > 0) items.push(el("li", {}, `And ${rest} more.`));
  return el("details", { class: "untold" }, el("summary", {}, summary), el("ul", {}, ...items));
}
