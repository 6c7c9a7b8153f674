// Makes what the page loads, and what is committed:
//   js/vendor/codemirror.js   the editor's parts, one ES module
//   js/dist/                  the modules of js/, minified; few files, so that a slow line is not asked forty times
// The same lock file and the same sources give the same bytes. `--check` builds and compares, and writes nothing.
import { build } from "esbuild";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "js/dist");
const shared = { absWorkingDir: here, bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", write: false };

const editor = await build({
  ...shared,
  entryPoints: ["editor/codemirror.js"],
  outfile: join(here, "js/vendor/codemirror.js"),
  banner: { js: "/* CodeMirror 6 (https://codemirror.net), MIT licence, (C) Marijn Haverbeke and others. Built by theme/build.mjs. */" },
});
const pages = await build({
  ...shared,
  entryPoints: ["js/page.js", "js/quiz.js", "js/editor.js", "js/timeline/index.js"],
  outbase: "js",
  outdir: dist,
  splitting: true,
  // From js/dist/ the editor's parts are found at the same relative place as from js/.
  plugins: [{
    name: "vendor",
    setup: (builder) => builder.onResolve({ filter: /vendor\/codemirror\.js$/ }, () => ({ path: "../vendor/codemirror.js", external: true })),
  }],
});

const files = [...editor.outputFiles, ...pages.outputFiles];
const kilobytes = (bytes) => gzipSync(bytes, { level: 9 }).length / 1024;
const limits = new Map([["js/vendor/codemirror.js", 130], ["js/dist/page.js", 12], ["js/dist/timeline/index.js", 6], ["js/dist/quiz.js", 5]]);
for (const { path, contents } of files) {
  const name = relative(here, path).replaceAll("\\", "/");
  const size = kilobytes(contents);
  console.log(`${size.toFixed(1).padStart(6)} KB gzipped  ${name}`);
  if (size > (limits.get(name) ?? Infinity)) fail(`${name} is over its limit of ${limits.get(name)} KB gzipped`);
}

if (process.argv.includes("--check")) check();
else write();

function write() {
  rmSync(dist, { recursive: true, force: true });
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
}

function check() {
  for (const { path, contents } of files) {
    let committed = null;
    try { committed = readFileSync(path); } catch { /* reported below */ }
    if (!committed?.equals(contents)) fail(`${relative(here, path)} is not what its sources give: run “npm run build” in theme/ and commit it`);
  }
  const wanted = new Set(files.map(({ path }) => path));
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !wanted.has(path)) fail(`${relative(here, path)} is left over: run “npm run build” in theme/ and commit it`);
  }
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exitCode = 1;
}
