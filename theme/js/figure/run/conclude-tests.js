// @ts-check
// How an exercise's tests ended.
import { tell } from "../../progress/tell.js";
import { keep } from "../../store.js";
import { verdict } from "./run.js";
import { namesIn, printedBy, report, tally } from "./tests.js";
import { plural, t } from "../../words.js";

const CUT_SHORT = t`The test program ended before its tests did.`;

/**
 * @param {import("../../page/exercise.js").Exercise} exercise
 * @param {import("./run.js").Outcome} outcome that has an exit
 * @param {import("./tests.js").Draws} draws
 */
export function concludeTests(exercise, outcome, draws) {
  const { tests, engine, exit } = outcome;
  if (exit === null) return;
  // What counts is what the check asks for: a test of it may have ended with its program, or been left out.
  const asked = namesIn(exercise.listing.data.check ?? "");
  const { passed, all, missing, areAllPassed } = tally(tests, asked);
  exercise.live?.note(report(tests, missing, printedBy(exercise.live.samp.textContent ?? ""), draws));
  const isCutShort = missing.length > 0 && !exit.stopped;
  exercise.live?.finish(exit.stopped || isCutShort ? exit.message || CUT_SHORT : "");
  exercise.output.rest();
  const solved = areAllPassed && exit.success;
  if (solved) {
    keep(exercise.key, true);
    tell(exercise.element, "solved", exercise.listing.name);
    exercise.showSolved();
  }
  const count = !solved ? t`${passed} of ${all} ${plural(all)`test passes|tests pass`}.` : passed === 1 ? t`Solved: the test passes.` : t`Solved: all ${passed} tests pass.`;
  const why = isCutShort ? ` ${CUT_SHORT}` : "";
  const where = exit.success ? verdict(outcome, exercise.listing).sentence : engine === "local" ? t`Ran here.` : t`Ran on the Rust Playground.`;
  exercise.status.say(solved ? "ok" : "failed", `${count}${why} ${where}`, engine ?? "");
}
