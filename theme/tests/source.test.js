// Which line of a program wrote a log line.
import { test } from "node:test";
import assert from "node:assert/strict";
import { callsOf, linesOf } from "../js/timeline/source.js";

const CODE = `// region: hidden
use std::thread;
// endregion

fn main() {
    log("ann", "wait: the tea brews");
    log("bo", "wait: the tea brews");
    log(
        guest,
        &format!("cup {n} of (many)"),
    );
    println!("{:4} ms | {name} | done", now());
    println!("   7 ms | eve | waits");
    println!("teas: {}", 3);
}

// region: hidden
fn log(lane: &str, what: &str) {
    println!("{:4} ms | {lane} | {what}", now());
}
// endregion
`;

function lines(lane, what) {
  return linesOf(callsOf(CODE), { lane, what }, `   5 ms | ${lane} | ${what}`);
}

test("a text that stands in one call tells its line", () => {
  assert.deepEqual(lines("ann", "wait: the tea brews"), [6]);
  assert.deepEqual(lines("bo", "wait: the tea brews"), [7]);
});

test("what is put into a text may be anything, and a call may go over lines", () => {
  assert.deepEqual(lines("cem", "cup 12 of (many)"), [8]);
  assert.deepEqual(lines("dora", "done"), [12]);
  assert.deepEqual(linesOf(callsOf(CODE), { lane: "eve", what: "waits" }, "7 ms | eve | waits"), [13]);
});

test("a text that no call has tells nothing, and the hidden helper is no answer", () => {
  assert.deepEqual(lines("ann", "something else"), []);
});
