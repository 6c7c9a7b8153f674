// The file of translations: what is missing, doubtful or stale is told with file and line.
import assert from "node:assert/strict";
import test from "node:test";
import { faults, read, translator, written } from "../translation/catalogue.js";
import { messages, textOf, TRANSLATIONS, unmarked } from "../translation/sources.js";

/** @param {string} id @param {Partial<import("../translation/messages.js").Message>} [more] */
const message = (id, more = {}) => ({ id, context: "", forms: false, file: "js/a.js", line: 7, ...more });
/** A file with these translations. @param {...[import("../translation/messages.js").Message, string]} pairs */
function fileOf(...pairs) {
  const entries = new Map(pairs.map(([{ id, context }, text]) => [context === "" ? id : `${context}\u0004${id}`, { id, context, text, fuzzy: false, line: 0 }]));
  return written(pairs.map(([one]) => one), entries);
}
const CLOSE = message("Close");
const LINE = message("Line {1} of {2}");

test("this book's own file is whole, and nothing in the sources is unmarked", () => {
  const said = messages();
  assert.ok(said.length > 300);
  assert.deepEqual(faults(said, read(textOf(TRANSLATIONS)), TRANSLATIONS), []);
  assert.deepEqual(unmarked(), []);
  assert.equal(written(said, read(textOf(TRANSLATIONS))).replace(/^#: .*\n/gm, ""), textOf(TRANSLATIONS).replace(/^#: .*\n/gm, ""), "npm run translate gives what is there");
});

test("what is written is read again, in the order of the sources", () => {
  const column = message("Run", { context: "a column", file: "js/b.js" });
  const entries = read(fileOf([column, "Запущено"], [CLOSE, "Закрыть"], [message("Run"), "Запустить"]));
  assert.deepEqual([...entries.values()].map(({ id, context, text }) => [id, context, text]), [["Run", "a column", "Запущено"], ["Close", "", "Закрыть"], ["Run", "", "Запустить"]]);
  assert.equal(translator(entries)(column), "Запущено");
  assert.equal(translator(entries)(message("Run")), "Запустить");
});

test("a missing translation is told where the text is said", () => {
  assert.match(faults([CLOSE, LINE], read(fileOf([CLOSE, "Закрыть"])), "po/x.po").join(), /^js\/a\.js:7: “Line \{1\} of \{2\}” has no translation/);
  assert.match(faults([CLOSE], read(fileOf([CLOSE, ""])), "po/x.po").join(), /^js\/a\.js:7: “Close” has no translation/);
});

test("a stale translation is told where it stands", () => {
  const text = fileOf([CLOSE, "Закрыть"], [LINE, "{1} из {2}"]);
  const line = text.split("\n").indexOf('msgid "Line {1} of {2}"') + 1;
  assert.deepEqual(faults([CLOSE], read(text), "po/x.po"), [`po/x.po:${line}: no source says “Line {1} of {2}” any more`]);
});

test("a text that changed slightly keeps its translation, in doubt; another does not", () => {
  const old = read(fileOf([message("The printed code is back."), "Код на месте."]));
  const text = written([message("The printed code is here."), message("Something else")], old);
  assert.match(text, /#, fuzzy\nmsgid "The printed code is here\."\nmsgstr "Код на месте\."/);
  assert.match(text, /msgid "Something else"\nmsgstr ""/);
  assert.doesNotMatch(text, /is back/);
  const told = faults([message("The printed code is here.")], read(text), "po/x.po");
  assert.match(told[0], /^js\/a\.js:7: .*doubtful translation \(po\/x\.po:\d+\)/);
});

test("a translation has the placeholders, the spaces and the forms of its text", () => {
  const wrong = (one, text) => faults([one], read(fileOf([one, text])), "po/x.po").join();
  assert.equal(wrong(LINE, "{2} и {1}, {2}"), "");
  assert.match(wrong(LINE, "{1}"), /js\/a\.js:7: .*\(po\/x\.po:\d+\) has the placeholders 1, and not 1, 2/);
  assert.match(wrong(CLOSE, "Закрыть {1}"), /has the placeholders 1, and not –/);
  assert.match(wrong(message(" Next: "), "Дальше: "), /begins or ends with another space/);
  const counted = message("line|lines", { forms: true });
  assert.match(wrong(counted, "строка|строки"), /has 2 forms, and not 3/);
  assert.equal(wrong(counted, "строка|строки|строк"), "");
});
