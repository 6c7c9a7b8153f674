// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { blank, isBlank, merged, recordOf, sentenceOf, shareOf } from "../js/progress/record.js";
import { entriesOf } from "../js/progress/transfer.js";

const PAGE = { read: true, ran: ["a", "b"], solved: [], answered: ["1"], of: { ran: 4, solved: 0, answered: 2 } };

test("what a page has counts, each kind as much as reading", () => {
  assert.equal(shareOf(blank()), 0);
  assert.equal(shareOf(recordOf(PAGE)), (1 + 0.5 + 0.5) / 3);
  assert.equal(shareOf(recordOf({ read: true })), 1);
});

test("a mark has its words", () => {
  assert.equal(sentenceOf(recordOf(PAGE)), "read; 2 of 4 listings run; 1 of 2 questions answered");
  assert.equal(sentenceOf(recordOf({ ran: ["a"] })), "not read to its end; 1 of 1 listings run");
});

test("whatever was kept makes a record", () => {
  for (const found of [null, 1, "x", [], { ran: "a" }, { ran: [1, null], of: { ran: -1 } }, { of: 7 }]) {
    assert.ok(isBlank(recordOf(found)), JSON.stringify(found));
  }
});

test("merging loses nothing", () => {
  const both = merged(recordOf({ ran: ["c"], of: { ran: 9, solved: 1 } }), recordOf(PAGE));
  assert.deepEqual(both, { read: true, ran: ["c", "a", "b"], solved: [], answered: ["1"], of: { ran: 4, solved: 1, answered: 2 } });
});

test("only a file of this book is taken in, and only its own entries", () => {
  for (const text of ["", "null", "[]", "{}", "{\"format\":\"many-things-progress/1\"}", "{\"format\":\"x\",\"entries\":{}}"]) {
    assert.equal(entriesOf(text), null, text);
  }
  const entries = { "progress:async/tasks": PAGE, "solved:x": true, "solved:y": "<b>", "edit:x": { code: "" }, "quiz:a": { 0: 1 }, "quiz:b": { 0: "x" }, "progress:../é": {} };
  const taken = entriesOf(JSON.stringify({ format: "many-things-progress/1", entries }));
  assert.deepEqual(taken?.map(([name]) => name), ["progress:async/tasks", "solved:x", "quiz:a"]);
});
