// Bundles the editor into one committed ES module. The same lock file gives the same bytes:
// CI runs `npm ci && npm run build` and then `git diff --exit-code ../js/vendor`.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here("../js/vendor/codemirror.js");

await build({
  entryPoints: [here("codemirror.js")],
  outfile,
  absWorkingDir: here("."),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  banner: {
    js: "/* CodeMirror 6 (https://codemirror.net), MIT licence, (C) Marijn Haverbeke and others. Built by theme/editor/build.mjs. */",
  },
});

const bytes = readFileSync(outfile);
const kilobytes = gzipSync(bytes, { level: 9 }).length / 1024;
console.log(`theme/js/vendor/codemirror.js: ${(bytes.length / 1024).toFixed(0)} KB, ${kilobytes.toFixed(1)} KB gzipped`);
if (kilobytes > 130) {
  console.error("The editor's bundle is over its limit of 130 KB gzipped.");
  process.exitCode = 1;
}
