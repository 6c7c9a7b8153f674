// What the book's server says is known to the Russian edition: its sources are compared with the templates of js/engines/said/.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { build } from "esbuild";
import { isSentence, sourcesIn, textsIn, textsOf } from "./rust-texts.js";
import { FOLDERS, UNSAID_FILES, UNSAID_TEXTS } from "./unsaid.js";
import { read, translator } from "../translation/catalogue.js";
import { words } from "../translation/plugin.js";
import { messages, textOf, theme, TRANSLATIONS } from "../translation/sources.js";

const templates = messages().filter(({ file }) => file.startsWith("js/engines/said/")).map(({ id, file, line }) => ({ id, skeleton: id.replace(/\{\d+\}/g, "{}"), where: `${file}:${line}` }));
const known = new Set(templates.map(({ skeleton }) => skeleton));

/** The templates that a text of the server may be made from, or be a part of. @param {string} text */
function shapesOf(text) {
  const line = text.replace(/\n$/, "");
  const start = line.trim();
  // What stands behind another text; what stands before one; and what is followed, after a colon, by what it came from.
  return [line, `{}${line}`, `${start} {}`, line.replace(/:[ \n]\{\}$/, "")];
}

const texts = FOLDERS.flatMap(sourcesIn).flatMap(textsOf);

/** @param {import("./rust-texts.js").Text} text @param {[string, string | RegExp, string]} allowed */
function isOf({ file, skeleton }, [where, what]) {
  return where === file && (what instanceof RegExp ? what.test(skeleton) : what === skeleton);
}

/** @param {import("./rust-texts.js").Text[]} from */
function unknown(from) {
  const isAllowed = (text) => UNSAID_FILES.has(text.file) || UNSAID_TEXTS.some((allowed) => isOf(text, allowed));
  const left = from.filter((text) => isSentence(text) && !isAllowed(text) && !shapesOf(text.skeleton).some((shape) => known.has(shape)));
  return left.map(({ file, line, skeleton }) => `crates/${file}:${line}: no template of theme/js/engines/said/ fits “${skeleton}”`);
}

test("every sentence that the server may send is known", () => {
  assert.ok(texts.length > 500 && known.size > 150, `${texts.length} texts, ${known.size} templates`);
  assert.deepEqual(unknown(texts), []);
});

test("a sentence that is not known is told with its file and line", () => {
  const source = 'fn a() {\n    // "no text here"\n    format!(\n        "{who} was stopped: it may \\\n         sing for {} seconds.",\n        2\n    );\n    tracing::warn!("a log line");\n    say("The compiler crashed.");\n}\n';
  assert.deepEqual(unknown(textsIn(source, "a/b.rs")), ["crates/a/b.rs:4: no template of theme/js/engines/said/ fits “{} was stopped: it may sing for {} seconds.”"]);
});

test("no template, and no exception, is for what nobody says any more", () => {
  const shapes = new Set(texts.flatMap(({ skeleton }) => shapesOf(skeleton)));
  // It joins several faults.
  const stale = templates.filter(({ skeleton }) => skeleton !== "{}; {}" && !shapes.has(skeleton));
  assert.deepEqual(stale.map(({ where, id }) => `${where}: the server never says “${id}”`), []);
  assert.deepEqual([...UNSAID_FILES.keys()].filter((file) => !texts.some((text) => text.file === file && isSentence(text))), []);
  assert.deepEqual(UNSAID_TEXTS.filter((allowed) => !texts.some((text) => isOf(text, allowed))), []);
});

/** The modules as the Russian edition has them. */
async function russian() {
  const translate = translator(read(textOf(TRANSLATIONS)));
  const stdin = { contents: 'export * from "./js/engines/said/index.js"; export { local } from "./js/engines/local.js";', resolveDir: theme };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: "esm", define: { LANG: '"ru"' }, plugins: [words("ru", translate)] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
const { local, toldEvent, toldSentence } = await russian();

const SAMPLES = [
  ["The program was stopped: it may run for 0.5 seconds.", "Программу пришлось остановить: на работу отведено 0,5 с."],
  ["The compiler was stopped: it may use 1.5 GiB of memory, all its processes together.", "Компилятор пришлось остановить: памяти на все процессы вместе — не больше 1,5 ГиБ."],
  ["The program was ended by signal 6 (SIGABRT): its stack overflowed.", "Программу завершил сигнал 6 (SIGABRT): у неё переполнился стек."],
  ["The program was ended by signal 34 (a real-time signal): a signal for programs' own purposes.", "Программу завершил сигнал 34 (сигнал реального времени): такой сигнал программы подают друг другу для своих нужд."],
  ["The program panicked: its exit code is 101. It reached a limit: 64 MiB in its folder, 16 MiB in /tmp, and 1024 files in each.", "Программа запаниковала: её код завершения — 101. Она дошла до предела: 64 МиБ в её папке, 16 МиБ в /tmp и по 1024 файлов в каждой."],
  ["The test program ended before its tests did, with exit code 3. Still running: check::a, check::b and 2 more. 4 tests had not begun.", "Программа с тестами завершилась раньше, чем тесты: её код завершения — 3. Остались незаконченными: check::a, check::b и ещё 2. Не начатых тестов: 4."],
  ["The run failed: the program cannot be started: the launcher could not be started: Permission denied (os error 13).", "Запуск не удался: программа не запускается: пусковой процесс не запустился: Permission denied (os error 13)."],
  ["The run failed: the crates could not be prepared: cargo could not build the crates:\nerror: no; such (crate).", "Запуск не удался: не удалось подготовить крейты: cargo не смог собрать крейты:\nerror: no; such (crate)."],
  ["No Python program can be run here: /usr/bin/python3 is Python 3.9.1; Python programs need 3.11 or newer.", "Программы на Python здесь запустить нельзя: /usr/bin/python3 — это Python 3.9.1, а программам на Python нужна версия 3.11 или новее."],
  ["Run is off on this machine: no sandbox: a program could do whatever you can do (tier A: needs Linux; tier B: needs Linux). `cargo book --unsandboxed` turns it on all the same.", "На этой машине запуск выключен: песочницы нет, и программа могла бы сделать всё, что можете вы (уровень A: нужен Linux; уровень B: нужен Linux). Команда `cargo book --unsandboxed` всё равно его включит."],
  ["the program with its standard input is too large: 64 KiB are allowed", "Слишком большой объём (программа вместе со стандартным вводом): можно не больше 64 КиБ."],
  ["Not formatted, line 3: expected `;`, found `}`.", "Не отформатировано, строка 3: expected `;`, found `}`."],
  ["What another server says.", "What another server says."],
];
for (const [said, told] of SAMPLES) test(`in Russian: ${said.slice(0, 60)}`, () => assert.equal(toldSentence(said), told));

test("an event is told in Russian, but for what the program and the compiler say", () => {
  const exit = { event: "exit", success: false, code: 1, detail: "did not compile", message: "" };
  assert.deepEqual(toldEvent(exit), exit);
  assert.equal(toldEvent({ event: "preparing", message: "Compiling tokio v1.52.0" }).message, "Компилируем: tokio v1.52.0");
  assert.equal(toldEvent({ event: "threads", unavailable: "What threads do can be seen on Linux only." }).unavailable, "Что делают потоки, видно только в Linux.");
  const rendered = "error[E0432]: unresolved import\n  = note: needs Linux\n  = note: rand is here after `cargo book serve` was started with `--with rand`\n";
  assert.equal(toldEvent({ event: "diagnostic", message: "needs Linux", rendered }).rendered, rendered.replace(/rand is .*/, "rand появится здесь, если запустить `cargo book serve` с `--with rand`"));
  const printed = { event: "stdout", text: "The compiler crashed." };
  assert.equal(toldEvent(printed), printed);
});

/** The events of a run that is answered so. @param {string} body @param {ResponseInit} init */
async function told(body, init) {
  const [real, events] = [globalThis.fetch, []];
  globalThis.fetch = async () => new Response(body, init);
  try {
    const job = { code: "", language: "rust", edition: "2024", stdin: "", tests: false };
    await local(new URL("https://book.example/ru/")).run(job, (event) => events.push(event), new AbortController().signal);
    return events;
  } finally {
    globalThis.fetch = real;
  }
}

test("the engine tells what the server says in Russian: events, and refusals", async () => {
  const exit = { event: "exit", success: false, code: 3, detail: "exit status: 3", message: "The program ended with exit code 3." };
  const lines = await told(`${JSON.stringify(exit)}\n`, { headers: { "Content-Type": "application/x-ndjson" } });
  assert.deepEqual(lines, [{ ...exit, message: "Программа завершилась с кодом 3." }]);
  const [refused] = await told('{"error":"many programs are running: try again in a moment"}', { status: 503, headers: { "Content-Type": "application/json", "Retry-After": "2" } });
  assert.equal(refused.message, "Сейчас выполняется много программ: подождите немного. Попробуйте снова через 2 с.");
});

test("the English scripts have nothing of it, and the Russian first view neither", () => {
  const sourceOf = (dist) => readdirSync(`${theme}/js/${dist}`, { recursive: true }).map(String).filter((file) => file.endsWith(".js")).map((file) => readFileSync(`${theme}/js/${dist}/${file}`, "utf8")).join("\n");
  const isThere = (scripts) => templates.filter(({ id }) => id.length > 25 && scripts.includes(JSON.stringify(id)));
  const spoken = new Set(["The program panicked: its exit code is 101."]);
  assert.deepEqual(isThere(sourceOf("dist")).filter(({ id }) => !spoken.has(id)), []);
  assert.deepEqual(isThere(readFileSync(`${theme}/js/dist-ru/entry.js`, "utf8")), []);
  assert.ok(isThere(readFileSync(`${theme}/js/dist-ru/figure/run/perform.js`, "utf8")).length > 50);
});
