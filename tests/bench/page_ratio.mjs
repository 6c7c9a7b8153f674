#!/usr/bin/env node
// How much faster our page is than the same text in a stock mdBook, on a slow line and a slow processor.
// Usage: node tests/bench/page_ratio.mjs [stock mdbook binary] [page] [rounds]
// Both sites are served from this machine with gzip; Chromium is slowed down to 562 ms, 1.44 Mbit/s and a quarter of its
// speed; a round loads each page once, in turn, with an empty cache. The bars: LCP ≤ 0.70 ×, load ≤ 0.45 ×, and of ours
// alone TBT ≤ 100 ms and CLS ≤ 0.01. OURS names the program behind `cargo book`, CHROMIUM the browser.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [stock = process.env.MDBOOK ?? "mdbook", page = "async/tasks", rounds = "5"] = process.argv.slice(2);
const ours = process.env.OURS ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/cargo-book");
const SLOW = { offline: false, latency: 562, downloadThroughput: 1.44e6 / 8, uploadThroughput: 1.44e6 / 8 };
const BARS = { lcp: 0.7, load: 0.45 };

const work = mkdtempSync(join(tmpdir(), "page-ratio-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

/** The files below a folder. */
function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The book as stock mdBook has it: every program a plain fence, every edit a sentence and a fence, pictures as files. */
function stockBook() {
  const book = join(work, "stock");
  mkdirSync(book);
  cpSync(join(root, "src"), join(book, "src"), { recursive: true });
  rmSync(join(book, "src/js"), { recursive: true, force: true });
  rmSync(join(book, "src/sw.js"), { force: true });
  writeFileSync(join(book, "book.toml"), '[book]\ntitle = "Many Things at Once"\nlanguage = "en"\n[build]\ncreate-missing = false\n');
  const sources = new Map(files(join(root, "listings")).map((file) => [file.replace(/^.*\/listings\//, ""), file]));
  const named = (ends) => sources.get([...sources.keys()].find((path) => path.endsWith(ends)) ?? "");
  const read = (...ends) => {
    const file = ends.map(named).find(Boolean);
    return file ? readFileSync(file, "utf8").trimEnd() : "";
  };
  const stand = {
    listing: (name) => `\`\`\`rust\n${hidden(read(`/bin/${name}.rs`, `/compile_fail/${name}.rs`))}\n\`\`\`\n\n\`\`\`text\n${read(`/bin/${name}.stdout`, `/compile_fail/${name}.stderr`)}\n\`\`\``,
    python: (name) => `\`\`\`python\n${read(`/python/${name}.py`)}\n\`\`\``,
    exercise: (name) => `\`\`\`rust\n${hidden(read(`/exercises/${name}/start.rs`))}\n\`\`\`\n\n\`\`\`rust\n${hidden(read(`/exercises/${name}/solution.rs`))}\n\`\`\``,
    edit: (name) => `\`\`\`toml\n${read(`/edits/${name}.toml`)}\n\`\`\`\n\n\`\`\`text\n${read(`/edits/${name}.stdout`, `/edits/${name}.stderr`)}\n\`\`\``,
    picture: (name) => `![](${name})`,
  };
  for (const file of files(join(book, "src")).filter((file) => file.endsWith(".md"))) {
    const quiz = file.replace(/\.md$/, ".quiz.toml");
    const text = readFileSync(file, "utf8").replace(/^( *)\{\{#(\w+) ?(?:[\w/-]+:)?([\w.-]*)[^}]*\}\}$/gm, (_all, indent, kind, name) => {
      const lines = kind === "quiz" && existsSync(quiz) ? questions(readFileSync(quiz, "utf8")) : stand[kind]?.(name) ?? "";
      return lines.split("\n").map((line) => indent + line).join("\n");
    });
    writeFileSync(file, text.replace(/^```admonish.*\n([\s\S]*?)^```$/gm, (_all, inner) => inner.replace(/^/gm, "> ")));
  }
  execFileSync(stock, ["build", book], { stdio: "pipe" });
  return join(book, "book");
}

/** What we hide is hidden in mdBook's way. */
function hidden(source) {
  let inside = false;
  return source.split("\n").map((line) => {
    const marks = /^\s*\/\/ (region: hidden|endregion)$/.exec(line);
    if (marks) inside = marks[1] !== "endregion";
    return marks || inside ? `# ${line}` : line;
  }).join("\n");
}

/** The sentences of a quiz as a list. */
function questions(toml) {
  return [...toml.matchAll(/^(?:ask|text|why) = (?:"""([\s\S]*?)"""|"(.*)"|'(.*)')$/gm)].map(([, ...found]) => `- ${found.find(Boolean)?.replace(/\n/g, " ")}`).join("\n");
}

function ourBook() {
  const site = join(work, "ours");
  execFileSync(ours, ["build", "--dest", site], { cwd: root, stdio: "pipe" });
  return site;
}

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2" };

/** A host that compresses, as hosts do. */
async function serve(folder) {
  const server = createServer((request, response) => {
    const file = join(folder, decodeURIComponent(new URL(request.url, "http://host").pathname));
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const packed = !/font|octet/.test(type);
    response.writeHead(200, { "Content-Type": type, ...(packed && { "Content-Encoding": "gzip" }) });
    return response.end(packed ? gzipSync(readFileSync(file)) : readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}

/** Chromium, spoken to through a pipe: messages of the DevTools protocol, each ended by a zero. */
function browser() {
  const chromium = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium";
  const child = spawn(chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--window-size=1280,900", `--user-data-dir=${join(work, "profile")}`, "--remote-debugging-pipe", "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const waiting = new Map();
  const listeners = new Set();
  let rest = "";
  let number = 0;
  child.stdio[4].on("data", (data) => {
    const parts = (rest + data).split("\0");
    rest = parts.pop();
    for (const message of parts.map((part) => JSON.parse(part))) {
      if (message.id) waiting.get(message.id)?.(message);
      else listeners.forEach((listener) => listener(message));
    }
  });
  const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    const id = ++number;
    waiting.set(id, (message) => (message.error ? reject(new Error(`${method}: ${message.error.message}`)) : resolve(message.result)));
    child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  });
  return { send, listeners, end: () => child.kill() };
}

/** Runs in the page before anything else: keeps what the browser reports. */
const OBSERVE = `
  window.seen = { lcp: 0, cls: 0, tasks: [] };
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  watch("longtask", (entry) => seen.tasks.push([entry.startTime, entry.duration]));`;
const READ = `JSON.stringify({ ...seen, fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  load: performance.getEntriesByType("navigation")[0].loadEventEnd, requests: performance.getEntriesByType("resource").length + 1 })`;

/** One load of one page with nothing cached. */
async function measure({ send, listeners }, address) {
  const { browserContextId } = await send("Target.createBrowserContext");
  const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tab = (method, params) => send(method, params, sessionId);
  let bytes = 0;
  let requests = 0;
  const count = (message) => {
    if (message.sessionId !== sessionId) return;
    if (message.method === "Network.loadingFinished") bytes += message.params.encodedDataLength;
    if (message.method === "Network.responseReceived") requests += 1;
  };
  listeners.add(count);
  await Promise.all([tab("Page.enable"), tab("Network.enable"), tab("Runtime.enable")]);
  await tab("Network.setBypassServiceWorker", { bypass: true });
  await tab("Network.emulateNetworkConditions", SLOW);
  await tab("Emulation.setCPUThrottlingRate", { rate: 4 });
  await tab("Page.addScriptToEvaluateOnNewDocument", { source: OBSERVE });
  const loaded = new Promise((done) => {
    const listener = (message) => {
      if (message.sessionId !== sessionId || message.method !== "Page.loadEventFired") return;
      listeners.delete(listener);
      done();
    };
    listeners.add(listener);
  });
  await tab("Page.navigate", { url: address });
  await loaded;
  await new Promise((later) => setTimeout(later, 3000));
  const { result } = await tab("Runtime.evaluate", { expression: READ });
  listeners.delete(count);
  await send("Target.disposeBrowserContext", { browserContextId });
  const { lcp, cls, tasks, fcp, load } = JSON.parse(result.value);
  const tbt = tasks.filter(([start]) => start >= fcp).reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);
  return { lcp, load, tbt, cls, fcp, bytes: bytes / 1024, requests };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const hosts = { ours: await serve(ourBook()), stock: await serve(stockBook()) };
const chromium = browser();
const runs = { ours: [], stock: [] };
for (let round = 0; round <= Number(rounds); round += 1) {
  for (const site of ["ours", "stock"]) {
    const run = await measure(chromium, `${hosts[site].address}${page}.html`);
    // The first round warms the machine.
    if (round > 0) runs[site].push(run);
  }
}
chromium.end();
for (const { server } of Object.values(hosts)) server.close();

const of = (site, what) => median(runs[site].map((run) => run[what]));
let over = false;
console.log(`${page}, medians of ${rounds} rounds: ours, stock mdBook's, ratio`);
for (const [what, unit] of [["fcp", "ms"], ["lcp", "ms"], ["load", "ms"], ["tbt", "ms"], ["cls", ""], ["bytes", "KB"], ["requests", ""]]) {
  const [mine, theirs] = [of("ours", what), of("stock", what)];
  const digits = what === "cls" ? 4 : 0;
  const bad = (BARS[what] && mine / theirs > BARS[what]) || (what === "tbt" && mine > 100) || (what === "cls" && mine > 0.01);
  over ||= bad;
  console.log(`${what.padEnd(9)} ${mine.toFixed(digits).padStart(8)} ${theirs.toFixed(digits).padStart(8)} ${unit.padEnd(3)} ${(mine / theirs).toFixed(2)}${bad ? "  over the bar" : ""}`);
}
process.exitCode = over ? 1 : 0;
