// @ts-check
// A run of a figure from the press of its button to the sentence about its end.
import { guessOf } from "../foretell.js";
import { placeButton, places } from "../output/diagnostics.js";
import { tell } from "../../progress/tell.js";
import { ListingSlot } from "./machine-slot.js";
import { isWatched, recordedOf } from "./machine.js";
import { mountPairs } from "./pair.js";
import { remarks } from "../output/remarks.js";
import { ending, run, verdict } from "./run.js";
import { showDrawing } from "./sight.js";
import { Live } from "../../timeline/live.js";
import { Transcript } from "../output/transcript.js";
import { t } from "../../words.js";

/** @typedef {import("../figure.js").Figure} Figure */
/** @typedef {import("./run.js").Outcome} Outcome */
/** @typedef {import("../../timeline/index.js").Timeline} Timeline */

/**
 * @param {Figure} figure
 * @param {AbortSignal} signal
 * @param {boolean} isFree
 */
export async function perform(figure, signal, isFree) {
  showDrawing(figure.element, isFree);
  const live = new Transcript({
    label: figure.label,
    timeline: () => figure.timelines.timeline,
    toCode: (line, column) => figure.goTo(line, column),
    opened: (element) => figure.output.open(element),
    changed: () => figure.follow(),
  });
  begin(figure, live);
  const stage = { status: figure.status, output: live, goTo: live.owner.toCode };
  const outcome = await run(figure.siteRoot, { ...figure.job(), threads: isWatched(figure.machine) }, stage, signal);
  await live.settled();
  // Reset has put the printed program back meanwhile.
  if (figure.live === live) figure.conclude(outcome);
}

/**
 * @param {Figure} figure
 * @param {Transcript} live
 */
function begin(figure, live) {
  const { timelines: { timeline }, machine } = figure;
  figure.live = live;
  figure.output.begin();
  machine?.begin();
  if (timeline) (timeline.live ??= new Live(timeline)).begin(guessOf(figure.listing.name));
  figure.markPlaces([]);
  figure.showsRunOf(figure.listing);
}

/**
 * Shows how a run ended.
 * @param {Figure} figure
 * @param {Outcome} outcome
 */
export function conclude(figure, outcome) {
  const { diagnostics, engine, exit, isStopped, seen } = outcome;
  const { listing, machine } = figure;
  if (engine === null && listing.modified) {
    // What another program printed, or drew, is no answer.
    figure.live?.finish(t`Nothing could run this.`, false);
    figure.timelines.timeline?.hide();
    machine?.show(seen);
  } else if (isAnsweredByBook(outcome, listing)) {
    figure.showRecorded();
    if (!recordedOf(listing)) machine?.show(seen);
  } else {
    figure.live?.finish(statusOf(outcome), exit?.detail !== "did not compile");
    const { timelines: { timeline }, live } = figure;
    if (timeline && live) endTimeline(timeline, live, outcome);
    machine?.show(seen);
    if (exit && !/exercise|python/.test(listing.kind)) tell(figure.element, "ran", listing.name);
  }
  figure.output.rest();
  figure.markPlaces(places(diagnostics));
  if (isStopped) figure.status.say("stopped", t`Stopped.`);
  else sayHow(figure, outcome);
}

/**
 * Whether the recorded output stands in the place of a run's: nobody ran the program, or it is Python where there is none.
 * @param {Outcome} outcome
 * @param {import("../listing.js").Listing} listing that is not changed where nobody ran it
 */
function isAnsweredByBook({ engine, exit, failure, isStopped }, { modified, language }) {
  const isRefused = language === "python" && failure !== "" && exit === null && !isStopped;
  return engine === null || (!modified && (engine === "recorded" || isRefused));
}

/**
 * How the program ended, below its output.
 * @param {Outcome} outcome
 */
export function statusOf({ isStopped, exit, failure }) {
  return isStopped ? t`Stopped by you.` : exit === null ? failure : ending(exit);
}

/**
 * The picture ends with the run. Nothing is drawn of what did not run.
 * @param {Timeline} timeline
 * @param {Transcript} live
 * @param {Outcome} outcome
 */
export function endTimeline(timeline, live, { exit, engine, isStopped, failure }) {
  const ran = exit ? exit.detail !== "did not compile" : isStopped || !timeline.isBlank;
  if (!ran) {
    timeline.hide();
    return;
  }
  const isCut = isStopped || failure !== "" || Boolean(exit?.stopped || exit?.signal);
  // Log lines count from the first of them, the server from the start of the program: a run is as long as the shorter of
  // both says. Where it was not seen as it happened, nobody knows.
  const ms = engine === "local" ? Math.min(timeline.end, exit?.ms ?? Infinity) : 0;
  timeline.live?.finish({ ms, isCut, mainPanicked: exit?.code === 101 });
  timeline.remarks.replaceChildren(...remarks(timeline.model, live));
}

/**
 * @param {Figure} figure
 * @param {Outcome} outcome
 */
function sayHow(figure, outcome) {
  const { listing, status } = figure;
  const { state, sentence } = verdict(outcome, listing);
  status.say(state, sentence, outcome.engine ?? "");
  if (outcome.mayGoAgain) status.line.append(" ", placeButton(t`${figure.controls.start.textContent} again`, () => void figure.run(true)));
  if (outcome.exit?.detail !== "did not compile") return;
  const isThere = (/** @type {import("../../types.js").Span} */ { line }) => line <= listing.code.split("\n").length;
  const first = places(outcome.diagnostics).find(({ span, level }) => level === "error" && isThere(span));
  if (first) status.line.append(" ", placeButton(t`Line ${first.span.line}`, () => figure.goTo(first.span.line, first.span.column)));
}

export { SuggestedEdit } from "../../page/suggested.js";
export { concludeTests } from "./conclude-tests.js";

/** @type {(ready: Promise<unknown>) => void} */
let mounted;
/** What the machine saw can be drawn for paper, wherever it was recorded. @type {Promise<unknown>} */
export const whenMounted = new Promise((resolve) => (mounted = resolve));

/**
 * What a page has besides, once this is loaded.
 * @param {Map<string, Figure>} figures by the listing's name
 * @param {import("../../page/page.js").Draws} draws
 */
export function mountLate(figures, draws) {
  for (const figure of figures.values()) figure.machine ??= new ListingSlot(figure, draws);
  mounted(Promise.allSettled([...figures.values()].map(({ machine }) => machine?.ready)));
  mountPairs(figures);
}

export { compileAhead } from "./ahead.js";
export { copyCode } from "../copy.js";
export { offerOldEdit } from "../old-edit.js";
export { follow, hold, release } from "../steady.js";
export { Input } from "../input.js";
export { tellLost } from "../kept.js";
export { fillRow } from "../tools/tools.js";
export { openShared } from "../tools/share.js";
export { verdict };
