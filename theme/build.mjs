// Makes what the page loads, and what is committed:
//   head.hbs                  the one style sheet, in the page: a slow line is not asked twice before the first frame
//   css/dist/book.css         the same, for toc.html
//   js/dist/entry.js          the one script; it imports the others when they are needed
//   js/dist/worker.js         the service worker of a hosted copy
//   js/dist/…                 those others, one ES module each: a slow line is not asked twice for one thing
//   js/dist-ru/…              all of js/dist in Russian, with the words of po/ru.po
//   js/vendor/codemirror.js   the editor's parts; codemirror-python.js what it needs for Python
//   en/, ru/                  the theme folders of the book in two languages
// and, for the pages of other books, ../crates/service/src/timelines.js
// The same lock file and the same sources give the same bytes. `--check` builds and compares, and writes nothing.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { minify } from "terser";
import { faults, read, translator } from "./translation/catalogue.js";
import { EDITIONS, themeOf } from "./translation/editions.js";
import { words } from "./translation/plugin.js";
import { messages, textOf, TRANSLATIONS, unmarked } from "./translation/sources.js";
import { inStyles, replaced } from "./translation/templates.js";

const here = dirname(fileURLToPath(import.meta.url));
const folders = ["js/dist", "js/dist-ru", "css/dist", "en", "ru"].map((folder) => join(here, folder));
const shared = { absWorkingDir: here, bundle: true, minify: true, legalComments: "none", write: false };
const script = { ...shared, format: "esm", target: "es2022" };

const entries = read(textOf(TRANSLATIONS));
const open = [...unmarked(), ...faults(messages(), entries, TRANSLATIONS)];
open.forEach(fail);
if (open.length > 0) {
  console.error("“npm run translate” in theme/ brings po/ru.po in line with the sources");
  process.exit();
}
const russian = translator(entries);

/** The most that each file may weigh, in KB gzipped; the editor and its own script together stay under 130,000 bytes. */
const limits = new Map([
  ["js/vendor/codemirror.js", 123.5], ["js/dist/figure/code/editor.js", 3.5], ["js/dist/entry.js", 14], ["js/dist/timeline/index.js", 6.5], ["js/dist/timeline/replay.js", 4], ["js/dist/machine/index.js", 8], ["js/dist/search/index.js", 14], ["css/dist/book.css", 12.1],
  // A Cyrillic letter takes two bytes, and gzip takes back only one of them.
  ["js/dist-ru/entry.js", 14], ["js/dist-ru/timeline/index.js", 7], ["js/dist-ru/timeline/replay.js", 4], ["js/dist-ru/machine/index.js", 8.5], ["js/dist-ru/search/index.js", 14],
]);

/** A style sheet that a script imports comes with it, as text. */
const styles = {
  name: "styles",
  setup: (builder) => builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
    const { outputFiles: [{ text }] } = await build({ ...shared, entryPoints: [path] });
    return { contents: text.trim(), loader: "text" };
  }),
};

const editor = await bundle({
  ...script,
  entryPoints: ["editor/codemirror.js"],
  outfile: join(here, "js/vendor/codemirror.js"),
  banner: { js: "/* CodeMirror 6 (https://codemirror.net), MIT licence, (C) Marijn Haverbeke and others. Built by theme/build.mjs. */" },
});
const python = await bundle({
  ...script,
  entryPoints: ["editor/python.js"],
  outfile: join(here, "js/vendor/codemirror-python.js"),
  banner: { js: "/* @lezer/python (https://github.com/lezer-parser/python), MIT licence, (C) Marijn Haverbeke and others. Built by theme/build.mjs. */" },
  plugins: [{
    name: "shared",
    setup: (builder) => builder.onResolve({ filter: /^@lezer\/(lr|highlight)$/ }, () => ({ path: `./codemirror.js?${version(editor.outputFiles[0])}`, external: true })),
  }],
});
const vendored = new Map([["vendor/codemirror.js", editor], ["vendor/codemirror-python.js", python]]);
/** What is imported when it is needed, by its path from js/. */
const lazy = ["dialogs/help.js", "dialogs/progress.js", "figure/code/editor.js", "figure/code/python.js", "figure/run/perform.js", "machine/index.js", "page/predict.js", "page/late.js", "search/index.js", "timeline/export.js", "timeline/index.js", "timeline/moves.js", "timeline/replay.js"];
const scripts = [];
for (const edition of EDITIONS) scripts.push(...(await scriptsOf(edition)));
const stock = await bundle({ ...spoken("en"), entryPoints: ["js/stock/timelines.js"], outfile: join(here, "../crates/service/src/timelines.js") });
for (const file of stock.outputFiles) file.contents = classic(file);
const style = await build({ ...shared, entryPoints: ["css/index.css"], outfile: join(here, "css/dist/book.css") });
const look = style.outputFiles[0].text;
if (/{{|<\//.test(look)) fail("the style sheet has signs that end it, or that handlebars reads");
const headOf = (text) => `<style>\n${text}</style>\n`;
const head = { path: join(here, "head.hbs"), contents: Buffer.from(headOf(look)) };
const inRussian = headOf(replaced(look, inStyles(look, "css/dist/book.css"), russian));
const themes = EDITIONS.flatMap((edition) => (edition.language === "en" ? themeOf(edition, headOf(look), ({ id }) => id) : themeOf(edition, inRussian, russian)));

const files = [editor, python, stock, style].flatMap(({ outputFiles }) => outputFiles).concat(scripts, head, themes);
for (const { path, contents } of files) {
  const size = gzipSync(contents, { level: 9 }).length / 1024;
  console.log(`${size.toFixed(1).padStart(6)} KB gzipped  ${name(path)}`);
  const limit = limits.get(name(path)) ?? Infinity;
  if (size > limit) fail(`${name(path)} is over its limit of ${limit} KB gzipped`);
}

if (process.argv.includes("--check")) check();
else write();

/** What all scripts of an edition are bundled with. */
function spoken(language) {
  return { ...script, define: { LANG: JSON.stringify(language) }, plugins: [words(language, russian), styles] };
}

/**
 * The scripts of an edition. mdBook puts the entry into theme/js/dist/ of the site, with a hash in its name; the others lie in
 * js/dist/ (see crates/book/src/site/assets.rs) and get theirs as a query, so that no browser mixes two versions.
 */
async function scriptsOf({ language, dist }) {
  const common = spoken(language);
  const parts = await bundle({
    ...common,
    entryPoints: lazy.map((path) => `js/${path}`),
    outbase: "js",
    outdir: join(here, dist),
    plugins: [...common.plugins, elsewhere("import-statement", (path) => vendored.has(path) && `../../../${path}?${version(vendored.get(path).outputFiles[0])}`)],
  });
  const part = (path) => parts.outputFiles.find((file) => name(file.path) === `${dist}/${path}`);
  const entry = await bundle({
    ...common,
    entryPoints: ["js/entry.js"],
    outfile: join(here, `${dist}/entry.js`),
    plugins: [...common.plugins, elsewhere("dynamic-import", (path) => lazy.includes(path) && `../../../${dist}/${path}?${version(part(path))}`)],
  });
  for (const file of entry.outputFiles) file.contents = classic(file);
  const worker = await bundle({ ...common, entryPoints: ["js/worker.js"], outfile: join(here, `${dist}/worker.js`) });
  return [parts, entry, worker].flatMap(({ outputFiles }) => outputFiles);
}

/** A classic script, wrapped here: esbuild's own wrapping brings a `require` along that nothing uses. */
function classic({ contents }) {
  return Buffer.from(`(()=>{"use strict";${contents}})();\n`);
}

/** Bundles scripts, and makes them shorter than esbuild alone does: by two KB in a hundred. */
async function bundle(options) {
  const { outputFiles } = await build(options);
  const shorter = outputFiles.map(async ({ path, text }) => {
    const { code = "" } = await minify(text, { module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: /MIT licence/ } });
    return { path, contents: Buffer.from(code) };
  });
  return { outputFiles: await Promise.all(shorter) };
}

/** Leaves imports out of the bundle: `address` says for a path from js/ where the browser finds it. */
function elsewhere(sort, address) {
  return {
    name: "elsewhere",
    setup: (builder) => builder.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      if (kind !== sort) return undefined;
      const found = address(relative(join(here, "js"), join(resolveDir, path)).replaceAll("\\", "/"));
      if (!found && kind === "dynamic-import") throw new Error(`${path} is imported on demand: name it in theme/build.mjs`);
      return found ? { path: found, external: true } : undefined;
    }),
  };
}

function version({ contents }) {
  return createHash("sha256").update(contents).digest("hex").slice(0, 8);
}

function name(path) {
  return relative(here, path).replaceAll("\\", "/");
}

function write() {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  for (const { path, contents } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
}

function check() {
  for (const { path, contents } of files) {
    let committed = null;
    try { committed = readFileSync(path); } catch { /* reported below */ }
    if (!committed?.equals(contents)) fail(`${name(path)} is not what its sources give: run “npm run build” in theme/ and commit it`);
  }
  const wanted = new Set(files.map(({ path }) => path));
  for (const folder of folders) {
    for (const found of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(found.parentPath ?? found.path, found.name);
      if (found.isFile() && !wanted.has(path)) fail(`${name(path)} is left over: run “npm run build” in theme/ and commit it`);
    }
  }
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exitCode = 1;
}
