// @ts-check
import assert from "node:assert/strict";
import test from "node:test";
import { applied } from "../js/page/change.js";
import { addressOf } from "../js/engines/address.js";
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
