// @ts-check
// Types shared by the modules. Nothing here exists at run time; no page loads this file.

/**
 * What the build leaves in `script.listing-data`.
 * @typedef {{ source: string, stdout?: string, stderr?: string, exit?: number | null, signal?: number, check?: string, edition?: string,
 *   threads?: { step: number, cores: number, spans: ThreadSpan[] } }} ListingData
 */

/**
 * A span of a diagnostic; lines and columns count from 1.
 * @typedef {{ line: number, column: number, end_line?: number, end_column?: number, length?: number, primary?: boolean, label?: string | null }} Span
 */

/**
 * One message of the compiler.
 * @typedef {{ event: "diagnostic", level: string, code?: string | null, message: string, rendered: string, spans: Span[] }} Diagnostic
 */

/**
 * The end of a run.
 * @typedef {{ event: "exit", success: boolean, code: number | null, signal?: number | null, stopped?: string | null, detail: string, message?: string, ms?: number }} Exit
 */

/**
 * The result of one test.
 * @typedef {{ event: "test", name: string, result: "ok" | "failed" | "ignored", message?: string }} Test
 */

/**
 * What a thread did for a while, as the machine saw it; times in milliseconds since the program was started. `core` is null
 * where it was on none.
 * @typedef {{ process: number, thread: number, name: string, core: number | null, state: "core" | "ready" | "asleep" | "kernel", from: number, to: number }} ThreadSpan
 */

/**
 * What the machine saw of a run. It was looked at every `step` ms; `offset` is the time, in `spans`, that is 0 in the log lines;
 * from `cutAt` on nothing is known; `why` says why there is nothing.
 * @typedef {{ spans: ThreadSpan[], step: number, cores: number, offset: number, cutAt: number | null, isRecorded: boolean, why: string }} Seen
 */

/**
 * What an engine tells while it runs a program: the events of `POST /run`.
 * @typedef {Diagnostic | Exit | Test
 *   | { event: "queued", position: number }
 *   | { event: "preparing", message: string }
 *   | { event: "compiling" }
 *   | { event: "running", prebuilt?: boolean }
 *   | { event: "stdout", text: string, at?: number }
 *   | { event: "stderr", text: string, at?: number }
 *   | { event: "threads", step?: number, cores?: number, unavailable?: string, cut?: boolean, at?: number }
 *   | { event: "thread" } & ThreadSpan
 *   | { event: "error", message: string, mayGoAgain?: boolean }} RunEvent
 */

/**
 * What is to be run; `threads` if what its threads do is to be told.
 * @typedef {{ code: string, language: "rust" | "python", threads: boolean, edition: string, stdin: string, tests: boolean, modified: boolean, recorded: { stdout: string, stderr: string, exit: number | null, signal: number | null } | null }} Job
 */

/**
 * Runs a job. Throws `Unavailable` where it cannot serve, before its first event.
 * @typedef {{ name: "local" | "playground" | "recorded", asking: string,
 *   run: (job: Job, emit: (event: RunEvent) => void, signal: AbortSignal) => Promise<void> }} Engine
 */

export {};
