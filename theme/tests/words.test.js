// What a query is asked for.
import { test } from "node:test";
import assert from "node:assert/strict";
import { withoutStopWords } from "../js/search/words.js";

test("the words of every question are not asked for", () => {
  assert.equal(withoutStopWords("How do I cancel a task?"), "cancel task");
  assert.equal(withoutStopWords("JoinHandle"), "JoinHandle");
  assert.equal(withoutStopWords("Как остановить задачу"), "Как остановить задачу");
});

test("a query of nothing else is asked for as it is", () => {
  assert.equal(withoutStopWords("if"), "if");
  assert.equal(withoutStopWords(""), "");
});
