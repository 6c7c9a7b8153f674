// @ts-check
// How runs end, and what is done before them.
import { heard } from "../../words.js";
import { NUMBER, SAID, TEXT } from "./match.js";
import { LIMIT, MEANING, REAL_TIME, SIZE, WHO } from "./parts.js";

/** crates/runner/src/run/sentence.rs. */
export const ENDS = [
  heard`The program panicked: its exit code is 101.`,
  heard`The program ended with exit code ${NUMBER}.`,
  heard`The program was ended by signal ${NUMBER} (${REAL_TIME}): ${MEANING}.`,
  heard`The program was ended by signal ${NUMBER} (${TEXT}): ${MEANING}.`,
  heard`The program was ended by signal ${NUMBER}.`,
  heard`${SAID} It reached a limit: ${LIMIT}.`,
  heard`${WHO} was stopped: it may run for ${NUMBER} seconds.`,
  heard`${WHO} was stopped: it may use ${SIZE} of memory, all its processes together.`,
  heard`${WHO} was stopped: it may print ${SIZE}. What it printed first is shown.`,
  heard`${WHO} was stopped: it may have ${NUMBER} processes and threads at once.`,
  heard`${WHO} was stopped: it may write ${SIZE} to a file, and ${NUMBER} files.`,
  heard`${WHO} was stopped: it may have ${NUMBER} files open at once, all its processes together.`,
  heard`The compiler was stopped: it ran out of memory (it may use ${SIZE}).`,
  heard`The compiler crashed.`,
  heard`Not all tests passed.`,
  heard`The test program ended before its tests did, with exit code ${NUMBER}.`,
  heard`The test program ended before it began its tests, with exit code ${NUMBER}.`,
  heard`${SAID} One test had not begun.`,
  heard`${SAID} ${NUMBER} tests had not begun.`,
  heard`${SAID} Still running: ${TEXT} and ${NUMBER} more.`,
  heard`${SAID} Still running: ${TEXT}.`,
  heard`The program could not be run: ${SAID}.`,
  heard`The program ran to its end, and then the sandbox failed: ${SAID}.`,
  heard`The run failed: ${SAID}.`,
  heard`did not end by itself`,
];

/** Python that cannot run: crates/runner/src/run/carry_out.rs and python.rs. */
export const PYTHON = [
  heard`No Python program can be run here: ${SAID}.`,
  heard`python3 is not installed; Python programs need 3.11 or newer`,
  heard`${TEXT} is Python ${SAID}; Python programs need 3.11 or newer`,
  heard`unknown (${SAID})`,
  heard`${TEXT} cannot be run in the sandbox: ${SAID}`,
];

/** What is waited for: crates/runner/src/compile/prebuilt.rs, and what cargo says on its way. */
export const PREPARING = [
  heard`starting`,
  heard`the first optimised run: the crates are being compiled with optimisations`,
  heard`Compiling ${TEXT}`,
  heard`Downloading ${TEXT}`,
  heard`Downloaded ${TEXT}`,
  heard`Updating ${TEXT}`,
  heard`Blocking ${TEXT}`,
];

/** Why threads were not seen: crates/sandbox/src/linux/threads/ and portable.rs. */
export const UNSEEN = [
  heard`Nobody has looked at the threads.`,
  heard`Nobody can look at the threads: ${SAID}.`,
  heard`This kernel does not count what threads do.`,
  heard`What threads do can be seen on Linux only.`,
];

/** What the server adds to the compiler's words. */
export const NOTES = [
  heard`  = note: the crates that a program can use here are std, ${TEXT}`,
  heard`  = note: ${TEXT} is here after \`cargo book serve\` was started with \`--with ${TEXT}\``,
  heard`the compiler crashed`,
  heard`exit code ${TEXT}, signal ${TEXT}`,
];
