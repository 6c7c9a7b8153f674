// @ts-check
// Reads the text that rustc, cargo and the test harness print. The Playground gives nothing else.

const HEAD = /^(error|warning)(?:\[(E\d{4})\])?: (.*)$/;
const PLACE = /^\s*--> (?:src\/)?(?:main|lib)\.rs:(\d+):(\d+)/;
const CARGO = /^\s*(Compiling|Finished|Running|Downloading|Downloaded|Updating|Blocking|Checking) /;

/**
 * The compiler's messages in a text, each with its first place.
 * @param {string} text
 * @returns {import("../types.js").Diagnostic[]}
 */
export function parseDiagnostics(text) {
  /** @type {import("../types.js").Diagnostic[]} */
  const found = [];
  /** @type {import("../types.js").Diagnostic | null} */
  let current = null;
  for (const line of text.split("\n")) {
    const head = HEAD.exec(line);
    if (head) {
      current = { event: "diagnostic", level: head[1], code: head[2] ?? null, message: head[3], rendered: "", spans: [] };
      if (!isSummary(head[3])) found.push(current);
    } else if (CARGO.test(line)) {
      current = null;
    }
    if (!current) continue;
    current.rendered += `${line}\n`;
    const place = PLACE.exec(line);
    if (place && current.spans.length === 0) {
      current.spans.push({ line: Number(place[1]), column: Number(place[2]), primary: true });
    }
    if (line === "") current = null;
  }
  return found;
}

/**
 * Whether a message only counts others.
 * @param {string} message
 */
function isSummary(message) {
  return /^(aborting due to|could not compile|`[^`]+` \((bin|lib)[^)]*\) generated|\d+ warnings? emitted)/.test(message);
}

/**
 * The lines of a text, and the number of the one in which cargo says that it runs the program; -1 where it did not compile.
 * It is the first such line: no message of the compiler has one, and what follows is the program's own.
 * @param {string} text
 */
function atStart(text) {
  const lines = text.split("\n");
  return { lines, start: lines.findIndex((line) => /^\s+Running (?:`|unittests )/.test(line)) };
}

/**
 * What cargo and the compiler wrote to stderr, without what the program wrote.
 * @param {string} text
 */
export function cargoOutput(text) {
  const { lines, start } = atStart(text);
  return start < 0 ? text : lines.slice(0, start).join("\n");
}

/**
 * What the program itself wrote to stderr: cargo's and the compiler's lines are taken away.
 * @param {string} text
 */
export function programStderr(text) {
  const { lines, start } = atStart(text);
  return lines.slice(start + 1).filter((line) => start >= 0 || !CARGO.test(line)).join("\n").replace(/^\n+/, "");
}

/**
 * The exit code in the Playground's words for an ending, or in cargo's; null where a signal ended the program.
 * @param {string} detail
 * @param {boolean} success
 */
export function exitCode(detail, success) {
  const found = /(?:Exited with status|exit status:) (\d+)/.exec(detail);
  return found ? Number(found[1]) : success ? 0 : null;
}

/**
 * The results in the output of `cargo test`.
 * @param {string} text
 * @returns {import("../types.js").Test[]}
 */
export function parseTests(text) {
  /** @type {import("../types.js").Test[]} */
  const tests = [];
  for (const [, name, verdict] of text.matchAll(/^test (\S+)(?: - should panic)? \.\.\. (ok|FAILED|ignored)/gm)) {
    tests.push({ event: "test", name, result: verdict === "FAILED" ? "failed" : /** @type {"ok" | "ignored"} */ (verdict) });
  }
  for (const [, name, message] of text.matchAll(/^---- (\S+) stdout ----\n([\s\S]*?)(?=\n---- |\n\nfailures:|$(?![\s\S]))/gm)) {
    const test = tests.find((one) => one.name === name);
    if (test) test.message = message.trim();
  }
  return tests;
}
