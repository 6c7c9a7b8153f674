// @ts-check
// What the parts of the page that are loaded on demand may weigh, each with all that it imports.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const theme = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} entry @returns {Promise<number>} KB, gzipped */
async function weight(entry) {
  const { outputFiles } = await build({
    absWorkingDir: theme, entryPoints: [entry], bundle: true, minify: true, format: "esm", target: "es2022", write: false,
    external: ["*/vendor/codemirror.js"],
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length / 1024;
}

/** @type {[string, number][]} */
const limits = [["js/timeline/index.js", 6], ["js/quiz.js", 5], ["js/timeline/export.js", 4]];
for (const [entry, limit] of limits) {
  test(`${entry} weighs no more than ${limit} KB`, async () => {
    const size = await weight(entry);
    assert.ok(size > 0.3 && size <= limit, `${size.toFixed(2)} KB`);
  });
}

test("the editor weighs no more than 130 KB", async () => {
  const vendor = gzipSync(readFileSync(`${theme}/js/vendor/codemirror.js`), { level: 9 }).length / 1024;
  const size = vendor + (await weight("js/editor.js"));
  assert.ok(vendor > 50 && size <= 130, `${size.toFixed(2)} KB`);
});
