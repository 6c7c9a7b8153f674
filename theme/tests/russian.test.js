// The search of the Russian edition, as the page loads it.
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "../js/dist-ru/search/index.js";

const PAGES = [
  { title: "Как запустить поток?", address: "threads/start.html", teaches: "поток", sections: [["", "", "Каждый поток выполняется сам по себе.", "spawn JoinHandle"], ["Счётчик", "counter", "Счётчик общий для всех.", "Arc Mutex"]] },
  { title: "Кто выполняет футуры?", address: "async/runtime.html", sections: [["", "", "Футура сама не работает: её опрашивает исполнитель. Это рабочая задача.", "spawn_blocking tokio"]] },
  { title: "Где async for?", address: "async/streams.html", sections: [["", "", "Стримы вместо циклов: как они мне помогут. Счёт идёт на секунды.", "StreamExt"]] },
];

/** The addresses that are found, the best first. @param {string} query */
async function found(query) {
  const real = globalThis.fetch;
  const asked = [];
  globalThis.fetch = async (address) => (asked.push(String(address)), new Response(JSON.stringify(PAGES)));
  try {
    const engine = await load(new URL("https://book.example/ru/"));
    assert.deepEqual(asked, ["https://book.example/ru/js/search-ru.json"]);
    return engine.find(query).map(({ section }) => section.address);
  } finally {
    globalThis.fetch = real;
  }
}

test("an inflected word finds the others", async () => {
  for (const query of ["потоками", "потоков", "поток", "ПОТОКУ"]) assert.equal((await found(query))[0], "threads/start.html", query);
  assert.equal((await found("футурами"))[0], "async/runtime.html");
  assert.equal((await found("исполнители"))[0], "async/runtime.html");
});

test("ё is е", async () => {
  for (const query of ["счетчик", "счётчики", "СЧЁТЧИК"]) assert.equal((await found(query))[0], "threads/start.html#counter", query);
  // So short a word is not found by a likeness.
  assert.ok((await found("счет")).includes("async/streams.html"));
});

test("the words of every question are not asked for, and those of code are", async () => {
  assert.deepEqual(await found("как мне запустить поток"), ["threads/start.html"]);
  assert.deepEqual(await found("что такое футура?"), ["async/runtime.html"]);
  assert.deepEqual(await found("async for"), ["async/streams.html"]);
});

test("names are found by their words, in English forms", async () => {
  assert.ok((await found("spawning")).includes("threads/start.html"));
  assert.deepEqual(await found("blocking"), ["async/runtime.html"]);
  assert.deepEqual(await found("join handle"), ["threads/start.html"]);
});
