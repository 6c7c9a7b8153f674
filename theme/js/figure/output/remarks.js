// @ts-check
// What a timeline cannot draw is said below it.
import { el } from "../../dom.js";
import { plural, t } from "../../words.js";

/**
 * @param {import("../../timeline/model.js").Model} model
 * @param {import("./transcript.js").Transcript} live
 * @returns {HTMLElement[]}
 */
export function remarks({ segments, panics }, live) {
  const said = [];
  if (segments.length === 0) said.push(t`Nothing is drawn: the program printed no log line, such as “12 ms | lane | what happens”.`);
  for (const { at, thread, message, lane } of panics) {
    if (lane === null) said.push(t`The cross on the axis, at about ${at} ms: thread '${thread}' panicked, “${message}”. Its lane is not known, and is not ended.`);
  }
  if (live.panics.count > panics.length && segments.length > 0) said.push(t`A panic is not drawn: when it happened is not known.`);
  const lines = live.untold.length === 0 ? [] : [untoldLines(live)];
  return [...said.map((sentence) => el("p", {}, sentence)), ...lines];
}

/** @param {import("./transcript.js").Transcript} live */
function untoldLines({ untold, untoldCount, lateCount }) {
  const count = (/** @type {number} */ number, /** @type {(number: number) => string} */ what) => (number === 0 ? [] : [`${number} ${what(number)}`]);
  const undrawn = count(untoldCount - lateCount, (number) => plural(number)`line was not drawn|lines were not drawn`);
  const late = count(lateCount, (number) => plural(number)`line was drawn later than its time|lines were drawn later than its time`);
  const summary = [...undrawn, ...late].join(", ");
  const items = untold.map(({ line, text, why }) => el("li", {}, t`Line ${line}: ${why}. `, el("code", {}, text)));
  const rest = untoldCount - untold.length;
  if (rest > 0) items.push(el("li", {}, t`And ${rest} more.`));
  return el("details", { class: "untold" }, el("summary", {}, summary), el("ul", {}, ...items));
}
