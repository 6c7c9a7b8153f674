// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { applied } from "../js/page/change.js";
import { addressOf } from "../js/engines/address.js";
import { local } from "../js/engines/local.js";
import { hiddenRegions, readsInput } from "../js/figure/listing.js";
import { dice } from "./dice.js";

test("the Playground's address holds the code, whatever is in it", () => {
  const roll = dice(3);
  for (let round = 0; round < 300; round += 1) {
    const code = Array.from({ length: roll(40) }, () => ["&", "=", "+", "%", "#", " ", "\n", "\"", "é", "🫖", "fn", "?", "/"][roll(13)]).join("");
    const address = new URL(addressOf({ code, edition: "2024" }));
    assert.equal(address.origin, "https://play.rust-lang.org");
    assert.deepEqual(Object.fromEntries(address.searchParams), { version: "stable", mode: "debug", edition: "2024", code });
  }
});

test("a program reads where it asks for its own standard input", () => {
  assert.ok(readsInput("std::io::stdin().lines()"));
  assert.ok(readsInput("let input = tokio::io::stdin();"));
  assert.ok(!readsInput("command.stdin(Stdio::piped())"));
  assert.ok(!readsInput("child.stdin.take()"));
  assert.ok(!readsInput("stdin().lines(); Command::new(current_exe()?)"), "its other half reads");
});

test("an edit is made once, and only where it fits", () => {
  assert.equal(applied("a b a", { find: "b", replace: "$&" }), "a $& a");
  assert.equal(applied("a", { find: "b", replace: "c" }), null);
});

test("hidden regions are whole", () => {
  assert.deepEqual(hiddenRegions("// region: hidden\na\n// endregion\nb\n  // region: hidden\n// endregion"), [[1, 3], [5, 6]]);
  assert.deepEqual(hiddenRegions("// endregion\n// region: hidden\n"), []);
});

/**
 * What the book's server tells the page, where it answers so.
 * @param {Response[]} answers one after the other
 */
async function told(...answers) {
  const engine = local(new URL("http://localhost/"));
  const job = { code: "", edition: "2024", stdin: "", tests: false, modified: false, recorded: null };
  const real = globalThis.fetch;
  /** @type {any[]} */
  const events = [];
  globalThis.fetch = async () => answers.shift() ?? Response.error();
  try {
    while (answers.length > 0) await engine.run(job, (event) => events.push(event), new AbortController().signal);
  } finally {
    globalThis.fetch = real;
  }
  return events;
}

const EVENTS = { "Content-Type": "application/x-ndjson" };

test("a run whose server goes away may go again, and keeps what came", async () => {
  const text = '{"event":"stdout","text":"a"}\n';
  const broken = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.error(new TypeError("network error"));
    },
  });
  const [, cut] = await told(new Response(new ReadableStream({ start: (c) => (c.enqueue(new TextEncoder().encode(text)), c.close()) }), { headers: EVENTS }));
  assert.equal(cut.event, "error");
  assert.ok(cut.mayGoAgain);
  assert.ok((await told(new Response(broken, { headers: EVENTS }))).at(-1).mayGoAgain);
});

test("a proxy without a server is not taken for a plain web server", async () => {
  const html = () => new Response("<html></html>", { status: 503, headers: { "Content-Type": "text/html" } });
  const events = await told(html(), new Response('{"event":"exit","success":true}\n', { headers: EVENTS }));
  assert.deepEqual(events.map(({ event }) => event), ["error", "exit"]);
  const refused = new Response('{"error":"Enough."}', { status: 429, headers: { "Content-Type": "application/json", "Retry-After": "7" } });
  assert.equal((await told(refused))[0].message, "Enough. Try again in 7 s.");
});
