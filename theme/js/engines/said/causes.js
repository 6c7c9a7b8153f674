// @ts-check
// What failed, where a run fails that is not its program's fault. Others may follow each, after a colon; the last one is often
// the system's own.
import { heard } from "../../words.js";
import { FILE, SAID, TEXT } from "./match.js";
import { PATH } from "./parts.js";

/** crates/runner/src/run/. */
const RUN = [
  heard`the program cannot be started`,
  heard`the program vanished`,
  heard`cannot write to the work folder`,
  heard`nobody takes what the program prints`,
  heard`the queue is closed`,
  heard`it vanished`,
];

/** crates/runner/src/compile/. */
const COMPILE = [
  heard`cannot start rustc`,
  heard`cannot wait for rustc`,
  heard`the compiler vanished`,
  heard`the sandbox failed`,
  heard`keeping the program panicked`,
  heard`cannot read the program`,
  heard`cannot write to the cache`,
  heard`cannot make the cache's folder`,
  heard`cannot make the folder ${TEXT}`,
  heard`cannot make a work folder`,
  heard`the folder ${TEXT} belongs to somebody else: set TMPDIR to a folder of your own and start again`,
  heard`cannot open ${TEXT} for reading`,
  heard`cannot close ${TEXT} to others`,
  heard`cannot copy ${TEXT}`,
  heard`cannot read ${TEXT}`,
  heard`cannot understand ${TEXT}`,
  heard`cannot write ${TEXT}`,
];

/** The crates: crates/runner/src/compile/prebuilt.rs, cargo.rs and gather.rs. */
const CRATES = [
  heard`the crates could not be prepared`,
  heard`the crates for that were not prepared with this server, which has no cargo to do it`,
  heard`crates are neither on this machine nor to be downloaded: connect it to a network and start again; from then on no network is needed. Cargo says: ${TEXT}`,
  heard`the preparation has ended`,
  heard`the preparation panicked`,
  heard`cannot start cargo`,
  heard`cannot wait for cargo`,
  heard`cannot read what cargo said`,
  heard`cannot read what \`cargo metadata\` said`,
  heard`\`cargo metadata\` failed`,
  heard`cargo was started without its pipes`,
  heard`cargo could not build the crates`,
  heard`cargo built no library of ${TEXT}`,
  heard`cargo named ${TEXT}, which is no file`,
  heard`rustc cannot link the prelude`,
];

/** crates/sandbox/src/. */
const SANDBOX = [
  heard`programs are not run here`,
  heard`${PATH} must be an absolute path in UTF-8: ${TEXT}`,
  heard`the program cannot be counted`,
  heard`the launcher could not be started`,
  heard`the launcher has no pipes`,
  heard`the launcher did not take its order`,
  heard`the launcher is lost`,
  heard`the launcher ended without a report`,
  heard`the keeper of the sandbox was killed`,
  heard`the end of the program was not reported`,
  heard`the end of the program was not seen`,
  heard`the program has no pipes`,
  heard`this kernel does not enforce Landlock`,
  heard`copying the work folder`,
  heard`carrying files back to ${TEXT}`,
  heard`the private root`,
  heard`leaving root`,
  heard`the cgroup`,
  heard`the work folder ${FILE}`,
  heard`the work folder`,
  heard`the program ${FILE}`,
];

export const CAUSES = [...RUN, ...COMPILE, ...CRATES, ...SANDBOX];

/** Several of them. */
export const SEVERAL = [heard`${SAID}; ${SAID}`];
