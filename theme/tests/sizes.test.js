// @ts-check
// What the parts of the page that are loaded on demand may weigh, each with all that it imports.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const theme = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} path of what the page loads @returns {number} KB, gzipped */
function weight(path) {
  return gzipSync(readFileSync(`${theme}/js/${path}`), { level: 9 }).length / 1024;
}

/** @type {[string, number][]} */
const limits = [
  ["dist/timeline/index.js", 6.5], ["dist/timeline/replay.js", 4], ["dist/timeline/export.js", 4], ["dist/entry.js", 14],
  // A Cyrillic letter takes two bytes.
  ["dist-ru/timeline/index.js", 7], ["dist-ru/timeline/replay.js", 4], ["dist-ru/timeline/export.js", 4], ["dist-ru/entry.js", 14],
];
for (const [path, limit] of limits) {
  test(`${path} weighs no more than ${limit} KB`, () => {
    const size = weight(path);
    assert.ok(size > 0.3 && size <= limit, `${size.toFixed(2)} KB`);
  });
}

test("the editor weighs no more than 130,000 bytes", () => {
  const vendor = weight("vendor/codemirror.js");
  const size = vendor + weight("dist/figure/code/editor.js");
  assert.ok(vendor > 50 && size * 1024 <= 130_000, `${size.toFixed(2)} KB`);
});
