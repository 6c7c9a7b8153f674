// @ts-check
// Why a run is not begun, and a program not formatted: crates/service/src/.
import { heard } from "../../words.js";
import { NUMBER, SAID, TEXT } from "./match.js";
import { SIZE, WHAT } from "./parts.js";

export const REFUSALS = [
  heard`many programs are running: try again in a moment`,
  heard`this server is about to end: try again in a moment`,
  heard`as many programs of your group are running as may: try again in a moment`,
  heard`you have run as many programs as a reader may in a minute`,
  heard`your group has run as many programs as it may in a minute`,
  heard`${WHAT} is too large: ${SIZE} are allowed`,
  heard`Run is off on this machine: ${SAID}. \`cargo book --unsandboxed\` turns it on all the same.`,
  heard`Run asks for a token here: open the address with the token, which \`cargo book\` printed or its keeper gave you`,
  heard`a Python program has no tests that could be run here: leave out \`tests\``,
  heard`programs are run for this server's own pages only`,
  heard`this server is ${TEXT}, and no other host`,
  heard`pages are read with GET`,
  heard`the request must be of the type application/json`,
  heard`the request's body took longer than ${NUMBER} s`,
  heard`the request's body cannot be read: ${TEXT}`,
  heard`the request is not what is expected here: ${TEXT}`,
];

/** crates/runner/src/compile/format.rs. */
export const UNFORMATTED = [
  heard`Not formatted, line ${NUMBER}: ${TEXT}.`,
  heard`Not formatted: rustfmt cannot read this.`,
  heard`Formatting failed.`,
  heard`Python is not formatted here`,
  heard`there is no rustfmt here`,
];

const NO_SANDBOX = [heard`no sandbox: a program could do whatever you can do`];
/** Faults of one kind of sandbox; those of the next follow. */
const FAULTS = /[^;]+/;

/** Why there is no sandbox: crates/sandbox/src/probe.rs. */
export const UNSAFE = [
  ...NO_SANDBOX,
  heard`${NO_SANDBOX} (${SAID})`,
  heard`tier ${TEXT}: ${SAID}`,
  heard`needs Linux`,
  heard`no temporary folder: ${SAID}`,
  heard`no probe program: ${SAID}`,
  heard`the probe program did not end`,
  heard`the probe program found fault: ${FAULTS}`,
  heard`${SAID} (AppArmor restricts user namespaces: kernel.apparmor_restrict_unprivileged_userns is 1)`,
  heard`${SAID} (user namespaces are for root only: kernel.unprivileged_userns_clone is 0)`,
  heard`${SAID} (there may be no user namespaces: user.max_user_namespaces is 0)`,
];
