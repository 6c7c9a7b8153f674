// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { cargoOutput, exitCode, parseDiagnostics, parseTests, programStderr } from "../js/engines/compiler-text.js";

const STDERR = `   Compiling playground v0.0.1 (/playground)
warning: unused variable: \`x\`
 --> src/main.rs:2:9
  |
2 |     let x = 1;
  |         ^ help: if this is intentional, prefix it with an underscore: \`_x\`
  |
  = note: on by default

error[E0425]: cannot find value \`y\` in this scope
 --> src/main.rs:3:5
  |
3 |     y;
  |     ^ not found in this scope

For more information about this error, try \`rustc --explain E0425\`.
warning: \`playground\` (bin "playground") generated 1 warning
error: could not compile \`playground\` (bin "playground") due to 1 previous error; 1 warning emitted
`;

test("the compiler's messages are found with their places", () => {
  const found = parseDiagnostics(STDERR);
  assert.deepEqual(
    found.map(({ level, code, spans }) => [level, code, spans[0]?.line, spans[0]?.column]),
    [["warning", null, 2, 9], ["error", "E0425", 3, 5]],
  );
  assert.match(found[1].rendered, /^error\[E0425\].*\n --> src/);
  assert.ok(found[1].rendered.includes("not found in this scope"));
});

test("cargo's lines are not the program's", () => {
  const text = "   Compiling playground v0.0.1 (/playground)\n    Finished `dev` profile in 0.5s\n     Running `target/debug/playground`\nthread 'main' panicked at src/main.rs:2:5:\nboom\n";
  assert.equal(programStderr(text), "thread 'main' panicked at src/main.rs:2:5:\nboom\n");
  assert.deepEqual(parseDiagnostics(text), []);
});

test("each test's result and message is read", () => {
  const text = `
running 3 tests
test check::adds ... ok
test check::subtracts ... FAILED
test check::slow ... ignored

failures:

---- check::subtracts stdout ----

thread 'check::subtracts' panicked at src/lib.rs:9:5:
assertion failed: a message
that goes on

failures:
    check::subtracts

test result: FAILED. 1 passed; 1 failed; 1 ignored
`;
  assert.deepEqual(
    parseTests(text).map(({ name, result, message }) => [name, result, message]),
    [
      ["check::adds", "ok", undefined],
      ["check::subtracts", "failed", "thread 'check::subtracts' panicked at src/lib.rs:9:5:\nassertion failed: a message\nthat goes on"],
      ["check::slow", "ignored", undefined],
    ],
  );
});

/** What cargo and a program write to stderr when the program ran. */
const RAN = "   Compiling playground v0.0.1 (/playground)\nwarning: unused variable: `cup`\n --> src/main.rs:2:9\n\n    Finished `dev` profile in 0.5s\n     Running `target/debug/playground`\n";

test("a program's own line \"error: …\" is no compiler's message", () => {
  const text = `${RAN}error: no tea in the cupboard\n --> src/main.rs:1:1\n`;
  assert.deepEqual(parseDiagnostics(cargoOutput(text)).map(({ level }) => level), ["warning"]);
  assert.equal(programStderr(text), "error: no tea in the cupboard\n --> src/main.rs:1:1\n");
});

test("a program may print what cargo prints", () => {
  const text = `${RAN}first\n     Running \`target/debug/kettle\`\nwarning: hot\n`;
  assert.deepEqual(parseDiagnostics(cargoOutput(text)).map(({ message }) => message), ["unused variable: `cup`"]);
  assert.equal(programStderr(text), "first\n     Running `target/debug/kettle`\nwarning: hot\n");
});

test("tests that ran were compiled", () => {
  const text = "   Compiling playground v0.0.1\n    Finished `test` profile in 0.5s\n     Running unittests src/lib.rs (target/debug/deps/playground-1)\nerror: test failed, to rerun pass `--lib`\n";
  assert.deepEqual(parseDiagnostics(cargoOutput(text)), []);
});

test("what did not compile is cargo's as a whole", () => {
  assert.equal(cargoOutput(STDERR), STDERR);
});

test("the Playground's words for an ending are read", () => {
  assert.equal(exitCode("Exited with status 101", false), 101);
  assert.equal(exitCode("exit status: 3", false), 3);
  assert.equal(exitCode("Exited with signal 6 (SIGABRT): abort program", false), null);
  assert.equal(exitCode("", true), 0);
});
