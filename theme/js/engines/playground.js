// @ts-check
// The public Rust Playground. It is asked only when the reader presses Run and no local server answers.
import { cargoOutput, exitCode, parseDiagnostics, parseTests, programStderr } from "./compiler-text.js";
import { post, Unavailable } from "./unavailable.js";
import { t } from "../words.js";

const ADDRESS = "https://play.rust-lang.org/execute";
const PATIENCE = 20_000;

/** @type {import("../types.js").Engine} */
export const playground = {
  name: "playground",
  asking: t`Asking the Rust Playground…`,
  async run(job, emit, signal) {
    const started = performance.now();
    const answer = await ask(job, signal);
    const { success, exitDetail = "", stdout = "", stderr = "" } = answer;
    const diagnostics = parseDiagnostics(cargoOutput(stderr));
    diagnostics.forEach(emit);
    const refused = !success && diagnostics.some((diagnostic) => diagnostic.level === "error");
    if (refused) {
      emit({ event: "exit", success: false, code: null, detail: "did not compile", ms: 0 });
      return;
    }
    emit({ event: "running" });
    if (job.tests) parseTests(stdout).forEach(emit);
    else if (stdout !== "") emit({ event: "stdout", text: stdout });
    const errors = programStderr(stderr);
    if (errors !== "") emit({ event: "stderr", text: errors });
    const code = exitCode(exitDetail, success);
    const endedBy = Number(/signal:? (\d+)/.exec(exitDetail)?.[1] ?? 0) || null;
    emit({ event: "exit", success, code, signal: endedBy, detail: exitDetail, message: success ? "" : sentence(code, exitDetail), ms: performance.now() - started });
  },
};

/**
 * How a program ended, as the book's own server says it (crates/runner/src/run/sentence.rs).
 * @param {number | null} code
 * @param {string} detail
 */
function sentence(code, detail) {
  if (code === 101) return t`The program panicked: its exit code is 101.`;
  if (code !== null) return t`The program ended with exit code ${code}.`;
  return detail.replace(/^Exited with signal (.*?)\.?$/, t`The program was ended by signal $1.`);
}

/**
 * @param {import("../types.js").Job} job
 * @param {AbortSignal} signal
 * @returns {Promise<{ success: boolean, exitDetail?: string, stdout?: string, stderr?: string }>}
 */
async function ask(job, signal) {
  if (job.language !== "rust") throw new Unavailable("it runs Rust");
  if (job.stdin !== "") throw new Unavailable("it gives programs nothing to read");
  if (navigator.onLine === false) throw new Unavailable("offline");
  const request = {
    channel: "stable",
    mode: "debug",
    edition: job.edition,
    crateType: job.tests ? "lib" : "bin",
    tests: job.tests,
    backtrace: false,
    code: job.code,
  };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  try {
    const response = await post(ADDRESS, request, limited);
    if (!response.ok) throw new Unavailable(`${response.status}`);
    return await response.json();
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Unavailable ? error : new Unavailable(String(error));
  }
}
