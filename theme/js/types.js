// @ts-check
// Types shared by the modules. Nothing here exists at run time; no page loads this file.

/**
 * What the build leaves in `script.listing-data`.
 * @typedef {{ source: string, stdout?: string, stderr?: string, exit?: number | null, signal?: number, check?: string, edition?: string }} ListingData
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
 * What an engine tells while it runs a program: the events of `POST /run`.
 * @typedef {Diagnostic | Exit | Test
 *   | { event: "queued", position: number }
 *   | { event: "preparing", message: string }
 *   | { event: "compiling" }
 *   | { event: "running", prebuilt?: boolean }
 *   | { event: "stdout", text: string }
 *   | { event: "stderr", text: string }
 *   | { event: "error", message: string, mayGoAgain?: boolean }} RunEvent
 */

/**
 * What is to be run.
 * @typedef {{ code: string, edition: string, stdin: string, tests: boolean, modified: boolean, recorded: { stdout: string, stderr: string, exit: number | null, signal: number | null } | null }} Job
 */

/**
 * Runs a job. Throws `Unavailable` where it cannot serve, before its first event.
 * @typedef {{ name: "local" | "playground" | "recorded", asking: string,
 *   run: (job: Job, emit: (event: RunEvent) => void, signal: AbortSignal) => Promise<void> }} Engine
 */

export {};
