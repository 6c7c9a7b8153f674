// @ts-check
// The book's own server: compiles and runs in a sandbox on the reader's machine, and streams what happens.
import { toldEvent, toldSentence } from "./said/index.js";
import { post, service, Unavailable } from "./unavailable.js";
import { t } from "../words.js";

const LOST = t`The book's server went away before the run had ended: what it printed until then is all there is.`;
/** What a proxy answers while none of its servers does. */
const NOBODY = [502, 503, 504];

/**
 * @param {URL} siteRoot
 * @returns {import("../types.js").Engine}
 */
export function local(siteRoot) {
  // A host that answers without knowing /run is a plain web server, and stays one.
  let absent = false;
  return {
    name: "local",
    asking: t`Asking the book's server…`,
    async run(job, emit, signal) {
      if (absent) throw new Unavailable("no book server");
      const asked = { ...(job.threads && { threads: true }), ...(job.language === "python" && { language: "python" }) };
      const request = { code: job.code, edition: job.edition, mode: "debug", tests: job.tests, stdin: job.stdin, ...asked };
      const response = await post(service("run", siteRoot), request, signal);
      const type = response.headers.get("Content-Type") ?? "";
      if (type.startsWith("application/x-ndjson") && response.body) {
        await readEvents(response.body, emit, signal);
      } else if (type.startsWith("application/json")) {
        emit({ event: "error", message: await refusal(response) });
      } else if (NOBODY.includes(response.status)) {
        emit(lost());
      } else {
        absent = true;
        throw new Unavailable(`${response.status}`);
      }
    },
  };
}

/** @returns {import("../types.js").RunEvent} */
const lost = () => ({ event: "error", message: LOST, mayGoAgain: true });

/**
 * @param {Response} response
 * @returns {Promise<string>}
 */
async function refusal(response) {
  const answer = await response.json().catch(() => ({}));
  const wait = response.headers.get("Retry-After");
  const when = [429, 503].includes(response.status) && wait ? t` Try again in ${wait} s.` : "";
  return `${toldSentence(answer.error) ?? t`The book's server refused the run (${response.status}).`}${when}`;
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {(event: import("../types.js").RunEvent) => void} emit
 * @param {AbortSignal} signal
 */
async function readEvents(body, emit, signal) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let finished = false;
  /** @param {string} line */
  const take = (line) => {
    if (line.trim() === "") return;
    const event = toldEvent(JSON.parse(line));
    finished ||= event.event === "exit" || event.event === "error";
    emit(event);
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(take);
    }
    take(rest);
  } catch (error) {
    signal.throwIfAborted();
    if (!finished) emit(lost());
    return;
  }
  if (!finished) emit(lost());
}
