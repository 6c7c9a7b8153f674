// @ts-check
// One run of a figure's code: asks the engines and shows what they tell.
import { show, summary } from "../output/diagnostics.js";
import { execute } from "../../engines/index.js";
import { Watched } from "./watched.js";
import { decimal, plural, t } from "../../words.js";

/** @typedef {import("../../types.js").RunEvent} RunEvent */
/** @typedef {import("../../types.js").Diagnostic} Diagnostic */
/**
 * What came of a run; `isStopped` if the reader has stopped it, `mayGoAgain` if its server went away.
 * @typedef {{ engine: string | null, isStopped: boolean, exit: import("../../types.js").Exit | null, failure: string, mayGoAgain: boolean,
 *   diagnostics: Diagnostic[], tests: import("../../types.js").Test[], seen: import("../../types.js").Seen }} Outcome
 */
/**
 * What shows a run.
 * @typedef {{ status: import("../status.js").Status, output: import("../output/transcript.js").Transcript,
 *   goTo: (line: number, column: number) => void }} Stage
 */

/**
 * @param {URL} siteRoot
 * @param {import("../../types.js").Job} job
 * @param {Stage} stage
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome>}
 */
export async function run(siteRoot, job, stage, signal) {
  const watched = new Watched(job.threads);
  /** @type {Outcome} */
  const outcome = { engine: null, isStopped: false, exit: null, failure: "", mayGoAgain: false, diagnostics: [], tests: [], seen: watched.result(null) };
  const sink = {
    asking: (/** @type {import("../../types.js").Engine} */ { name, asking }) => {
      outcome.engine = name;
      stage.output.isNow = name === "local";
      stage.status.busy(asking);
    },
    emit: (/** @type {RunEvent} */ event) => {
      watched.take(event);
      take(event, outcome, stage);
    },
  };
  try {
    outcome.engine = await execute(siteRoot, job, sink, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    outcome.isStopped = true;
  }
  outcome.seen = watched.result(outcome.engine);
  return outcome;
}

/**
 * @param {RunEvent} event
 * @param {Outcome} outcome
 * @param {Stage} stage
 */
function take(event, outcome, { status, output, goTo }) {
  switch (event.event) {
    case "queued":
      return status.busy(event.position > 0 ? t`Waiting: ${event.position} ${plural(event.position)`run is|runs are`} before this one.` : t`Waiting for a free place…`);
    case "preparing":
      return status.busy(event.message || t`The book's server is still getting ready…`);
    case "compiling":
      return status.busy(t`Compiling…`);
    case "running":
      return status.busy(t`Running…`);
    case "stdout":
      return output.print("stdout", event.text);
    case "stderr":
      return output.print("stderr", event.text);
    case "diagnostic":
      outcome.diagnostics.push(event);
      return output.note(show(event, goTo), event.level !== "warning");
    case "test":
      outcome.tests.push(event);
      return;
    case "exit":
      outcome.exit = event;
      return;
    case "error":
      outcome.failure = event.message;
      outcome.mayGoAgain = event.mayGoAgain ?? false;
      return;
    default:
      // A newer server may tell more than this page knows.
      return;
  }
}

/**
 * The sentence of the status line after a run.
 * @param {Outcome} outcome
 * @param {{ modified: boolean, input: string, kind: string }} listing
 * @returns {{ state: "ok" | "failed" | "none", sentence: string }}
 */
export function verdict({ engine, exit, failure, diagnostics }, { modified, input, kind }) {
  if (engine === null) return { state: "none", sentence: nobody(modified, input, kind) };
  if (failure !== "") return { state: "failed", sentence: kind === "python" && !modified && !exit ? t`${failure} What stands here is recorded.` : failure };
  if (exit?.detail === "did not compile") return notCompiled(engine, diagnostics, kind === "compile-fail" && !modified);
  if (engine === "recorded") {
    const what = modified ? t`Recorded output of this edit` : t`Recorded output`;
    return { state: "ok", sentence: t`${what}: no server answered. For a live run, type “cargo book” in the book's folder.` };
  }
  const where = engine === "local" ? t`Ran here` : t`Ran on the Rust Playground`;
  const time = exit?.ms === undefined ? "" : within(exit.ms);
  if (exit?.success) return { state: "ok", sentence: `${where}${time}.` };
  return { state: "failed", sentence: t`${where}${time}, and ended with an error.` };
}

/**
 * @param {string} engine
 * @param {Diagnostic[]} diagnostics
 * @param {boolean} meant whether the listing is there to show its error
 */
function notCompiled(engine, diagnostics, meant) {
  const who = { local: "", playground: t` Compiled on the Rust Playground.`, recorded: t` Recorded: type “cargo book” in the book's folder for a live compiler.` }[engine] ?? "";
  /** @type {"ok" | "failed"} */
  const state = meant ? "ok" : "failed";
  return { state, sentence: `${summary(diagnostics)}${meant ? t` That is this listing's point.` : ""}${who}` };
}

/**
 * @param {boolean} modified
 * @param {string} input
 * @param {string} kind
 */
function nobody(modified, input, kind) {
  const kept = modified ? t` Your edit is kept.` : "";
  const playground = input === "" ? t`, and the Rust Playground is out of reach` : t`, and the Rust Playground takes no standard input`;
  const other = kind === "python" ? "" : playground;
  return t`Nothing could run this: no book server answers here${other}.${kept} Type “cargo book” in the book's folder, then press Run again.`;
}

/** @param {number} ms */
function within(ms) {
  return ms < 10 ? t` in under 0.01 s` : t` in ${decimal((ms / 1000).toFixed(2))} s`;
}

/**
 * How the program ended, where the status line does not say it all; empty for a plain success.
 * @param {import("../../types.js").Exit | null} exit
 */
export function ending(exit) {
  if (!exit || exit.success) return "";
  // The compiler has said why, unless it was stopped, or crashed.
  if (exit.detail === "did not compile") return exit.message ?? "";
  if (exit.message && exit.message !== exit.detail) return exit.message;
  return exit.detail === "" ? "" : t`Ended with ${exit.detail}.`;
}

