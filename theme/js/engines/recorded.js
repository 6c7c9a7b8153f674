// @ts-check
// The output that was recorded when the book was built: of the printed code, and of the edits that the page suggests.
import { parseDiagnostics } from "./compiler-text.js";
import { Unavailable } from "./unavailable.js";
import { t } from "../words.js";

/** @type {import("../types.js").Engine} */
export const recorded = {
  name: "recorded",
  asking: t`Looking up the recorded output…`,
  async run(job, emit) {
    if (job.stdin !== "" || job.tests || !job.recorded) throw new Unavailable("nothing recorded");
    const { stdout, stderr, exit, signal } = job.recorded;
    const errors = parseDiagnostics(stderr).filter((diagnostic) => diagnostic.level === "error" && diagnostic.spans.length > 0);
    if (errors.length > 0 && stdout === "") {
      errors.forEach(emit);
      emit({ event: "exit", success: false, code: null, detail: "did not compile" });
      return;
    }
    if (stdout !== "") emit({ event: "stdout", text: stdout });
    if (stderr !== "") emit({ event: "stderr", text: stderr });
    const detail = signal === null ? `exit status: ${exit}` : `signal: ${signal}`;
    emit({ event: "exit", success: exit === 0, code: exit, signal, detail });
  },
};
