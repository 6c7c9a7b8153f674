// @ts-check
// Asks the engines in order: the book's own server, the Rust Playground, the recorded output.
import { local } from "./local.js";
import { playground } from "./playground.js";
import { recorded } from "./recorded.js";
import { Unavailable } from "./unavailable.js";

/** @type {import("../types.js").Engine[]} */
let engines = [];

/**
 * Runs a job on the first engine that can serve and returns its name; null where none can.
 * @param {URL} siteRoot
 * @param {import("../types.js").Job} job
 * @param {{ asking: (engine: import("../types.js").Engine) => void, emit: (event: import("../types.js").RunEvent) => void }} sink
 * @param {AbortSignal} signal
 * @returns {Promise<import("../types.js").Engine["name"] | null>}
 */
export async function execute(siteRoot, job, sink, signal) {
  if (engines.length === 0) engines = [local(siteRoot), playground, recorded];
  for (const engine of engines) {
    sink.asking(engine);
    try {
      await engine.run(job, sink.emit, signal);
      return engine.name;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  }
  return null;
}
