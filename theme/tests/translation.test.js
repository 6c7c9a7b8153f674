// Scripts and templates without their marks, and in another language.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { below, erased, markedIn, parsed, translated } from "../translation/messages.js";
import { inStyles, inTemplate, replaced } from "../translation/templates.js";
import { untagged } from "../translation/untagged.js";
import { decimal, form, heard, plural, sense, t } from "../js/words.js";

const MARKED = 'say(t`Listing ${name}, line ${line + 1}`, sense("a column")`Run`, `${n} ${plural(n)`line|lines`}`, t`in ${t`a box`}`);';

test("the English script is as if it had never been marked", () => {
  assert.equal(erased(MARKED, "x.js"), 'say(`Listing ${name}, line ${line + 1}`, `Run`, `${n} ${(n === 1 ? "line" : "lines")}`, `in ${`a box`}`);');
});

test("a translation has the expressions where it wants them, as often as it wants", () => {
  const words = { "Listing {1}, line {2}": "`{2}`-я ${строка}\\: {1}, {2}", Run: "Запущено", "line|lines": "строка|строки|строк", "in {1}": "{1} снаружи", "a box": "врезка" };
  const russian = translated(MARKED, "x.js", ({ id }) => words[id]);
  assert.equal(russian, 'say(`\\`${line + 1}\\`-я \\${строка}\\\\: ${name}, ${line + 1}`, `Запущено`, `${n} ${plural(n)`строка|строки|строк`}`, `${`врезка`} снаружи`);');
  assert.doesNotThrow(() => parsed(russian));
});

test("what the server says is in the Russian script in both languages, and in the English one not at all", () => {
  const source = 'const A = [heard`It may use ${[heard`${NUMBER} GiB`]} of "memory".`];';
  assert.equal(erased(source, "x.js"), "const A = [0];");
  const words = { 'It may use {1} of "memory".': "Памяти — {1}.", "{1} GiB": "{1} ГиБ" };
  assert.equal(translated(source, "x.js", ({ id }) => words[id]), 'const A = [["It may use {1} of \\"memory\\".", "Памяти — {1}.", [["{1} GiB", "{1} ГиБ", NUMBER]]]];');
});

test("a message knows its id, its context, its file and its line", () => {
  const found = markedIn(`\n${MARKED}`, "x.js").map(({ message: { id, context, forms, file, line } }) => [id, context, forms, `${file}:${line}`]);
  assert.deepEqual(found, [["Listing {1}, line {2}", "", false, "x.js:2"], ["Run", "a column", false, "x.js:2"], ["line|lines", "", true, "x.js:2"], ["in {1}", "", false, "x.js:2"], ["a box", "", false, "x.js:2"]]);
  assert.throws(() => markedIn("t`a {brace}`", "x.js"), /x\.js:1/);
});

/** The texts of all tagged templates in the bundles of an edition. @param {string} dist */
function taggedIn(dist) {
  const folder = new URL(`../js/${dist}/`, import.meta.url);
  const files = readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith(".js"));
  const texts = [];
  const visit = (node) => {
    if (node.type === "TaggedTemplateExpression") texts.push(node.quasi.quasis.map(({ value }) => value.cooked).join("{}"));
    below(node).forEach(visit);
  };
  files.forEach((file) => visit(parsed(readFileSync(new URL(file, folder), "utf8"))));
  assert.ok(files.length > 10, dist);
  return texts;
}

test("no mark is left in what pages load, but for the counted words of Russian", () => {
  assert.deepEqual(taggedIn("dist"), []);
  const counted = taggedIn("dist-ru");
  assert.ok(counted.length > 5);
  assert.deepEqual(counted.filter((text) => text.split("|").length !== 3), []);
});

test("a number wants one of three forms in Russian, one of two in English", () => {
  const forms = (language) => [1, 2, 5, 11, 12, 14, 21, 22, 25, 0, 111, 101, 104].map((count) => form(count, language));
  assert.deepEqual(forms("ru"), [0, 1, 2, 2, 2, 2, 0, 1, 2, 2, 2, 0, 1]);
  assert.deepEqual(forms("en"), [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
});

test("the sources speak English as they are", () => {
  assert.equal(t`Listing ${"3.1"}, \u00a0${2}`, "Listing 3.1, \u00a02");
  assert.equal(sense("a column")`Run`, "Run");
  assert.deepEqual([1, 2].map((count) => plural(count)`run is|runs are`), ["run is", "runs are"]);
  assert.equal(decimal(0.5), "0.5");
  assert.deepEqual(heard`It ran for ${/\d+/} s.`, ["It ran for {1} s.", "It ran for {1} s.", /\d+/]);
});

test("a text that readers see and nothing marks is found", () => {
  const source = 'button("quiet small", "Stop", f);\nel("p", { class: "a note", title: t`Fine` }, "Say it again");\nroot.querySelector(".a .b");\nconst s = `${n} more lines`;\nif (detail === "did not compile") t`ok`;';
  assert.deepEqual(untagged(source, "js/x.js").map(({ line, text }) => `${line}: ${text}`), ["1: Stop", "2: Say it again", "4: {} more lines"]);
});

test("a template's words are its text and what screen readers are told", () => {
  const source = '{{!-- No words --}}\n<p title="A title" class="not this">{{#if x}}Some text{{/if}}</p>\n<script>const no = "not this";</script>\n<small>Next</small> {{ next.title }} {{fa "solid" "bars"}}';
  const places = inTemplate(source, "x.hbs");
  assert.deepEqual(places.map(({ message: { id, line } }) => `${line}: ${id}`), ["2: A title", "2: Some text", "4: Next"]);
  const words = { "A title": "Заглавие", "Some text": "Текст", Next: "Дальше" };
  assert.equal(replaced(source, places, ({ id }) => words[id]).replaceAll("\n", ""), '{{!-- No words --}}<p title="Заглавие" class="not this">{{#if x}}Текст{{/if}}</p><script>const no = "not this";</script><small>Дальше</small> {{ next.title }} {{fa "solid" "bars"}}');
});

test("a style sheet's words are its content, without signs and names", () => {
  const source = 'a { content: "Edit. " }\nb { content: "\\25cf" } c{content:"stderr"}';
  assert.deepEqual(inStyles(source, "x.css").map(({ message: { id, line } }) => `${line}: ${id}`), ["1: Edit. "]);
});
