// The theme folders of the two editions, and the way from one to the other.
import assert from "node:assert/strict";
import test from "node:test";
import { runInNewContext } from "node:vm";
import { textOf } from "../translation/sources.js";

/** The script that stands after an element with this id. @param {string} language @param {string} id */
function scriptAfter(language, id) {
  const page = textOf(`${language}/index.hbs`);
  const [, script] = /<script>([\s\S]*?)<\/script>/.exec(page.slice(page.indexOf(`id="${id}"`))) ?? [];
  return script ?? assert.fail(`${language} has no ${id}`);
}

/**
 * The address that a page gives to its other edition.
 * @param {string} language
 * @param {string} address
 * @param {string} root from the page to the root of its edition
 * @param {boolean} [isMissing] whether it is the page of what is not found
 */
function addressOf(language, address, root, isMissing = false) {
  const heard = [];
  const link = { href: "", hash: "", addEventListener: (deed, then) => deed === "click" && heard.push(then) };
  const document = {
    documentElement: { dataset: { root } }, baseURI: address, getElementById: () => link, querySelector: () => (isMissing ? {} : null),
  };
  const kept = new Map();
  runInNewContext(scriptAfter(language, "language-switch"), { document, location: new URL(address), URL, localStorage: { setItem: (key, value) => kept.set(key, value) } });
  heard.forEach((then) => then());
  return { href: link.href, hash: link.hash, kept: kept.get("many-things:edition") };
}

test("the switch leads to the same page and anchor, on a site and from a folder", () => {
  const [en, ru] = ["https://book.example/async/tasks.html", "https://book.example/ru/async/tasks.html"];
  assert.deepEqual(addressOf("en", `${en}#spawn`, "../"), { href: ru, hash: "#spawn", kept: '"ru"' });
  assert.deepEqual(addressOf("ru", `${ru}#spawn`, "../"), { href: en, hash: "#spawn", kept: '"en"' });
  assert.equal(addressOf("en", "file:///home/ann/book/index.html", "").href, "file:///home/ann/book/ru/index.html");
  assert.equal(addressOf("ru", "file:///home/ann/book/ru/index.html", "").href, "file:///home/ann/book/index.html");
  assert.equal(addressOf("en", "https://book.example/", "").href, "https://book.example/ru/");
  assert.equal(addressOf("ru", "https://host.example/deep/ru/", "").href, "https://host.example/deep/");
});

test("what is not found leads to the other edition's start", () => {
  assert.equal(addressOf("en", "https://book.example/no/such.html", "https://book.example/", true).href, "https://book.example/ru/");
});

/** Whether the Russian edition is offered. @param {string[]} languages @param {Record<string, string>} storage */
function isOffered(languages, storage) {
  const button = { addEventListener: (_, then) => (button.press = then) };
  const offer = { hidden: null, isGone: false, querySelector: (name) => (name === "button" ? button : { addEventListener() {} }), remove: () => (offer.isGone = true) };
  const localStorage = Object.defineProperty(storage, "setItem", { value: (key, value) => (storage[key] = value), configurable: true });
  const document = { getElementById: (id) => (id === "language-offer" ? offer : { focus() {} }) };
  runInNewContext(scriptAfter("en", "language-offer"), { document, navigator: { languages }, localStorage });
  return { isShown: !offer.hidden, dismiss: () => (button.press(), offer.isGone) };
}

test("Russian is offered to whoever reads it first, once", () => {
  const storage = {};
  const offered = isOffered(["ru-RU", "en"], storage);
  assert.ok(offered.isShown);
  assert.ok(offered.dismiss());
  assert.ok(!isOffered(["ru-RU", "en"], storage).isShown);
  assert.ok(!isOffered(["en-GB", "ru"], {}).isShown);
  assert.ok(!isOffered(["ru"], { "many-things:progress:index": "{}" }).isShown);
});

test("the English book alone has no switch; each edition loads its own script", () => {
  assert.doesNotMatch(textOf("index.hbs"), /hreflang/);
  assert.match(textOf("en/index.hbs"), /"\/js\/dist\/entry"/);
  assert.match(textOf("ru/index.hbs"), /"\/js\/dist-ru\/entry"/);
  assert.doesNotMatch(textOf("ru/index.hbs"), /id="language-offer"/);
  assert.match(textOf("ru/head.hbs"), /content:"Правка\. "/);
  assert.equal(textOf("en/head.hbs"), textOf("head.hbs"));
});
