#!/usr/bin/env bash
# How much longer our build of the book takes than stock mdBook's build of the same pages' Markdown.
# Usage: tests/bench/build_ratio.sh [stock mdbook binary] [rounds]
# The listings are not compiled in either. The bar: ratio ≤ 1.3.
# Ours is the program that `cargo book` runs; OURS names another one, such as a release build.
set -euo pipefail
cd "$(dirname "$0")/../.."
stock=${1:-${MDBOOK:-mdbook}}
rounds=${2:-15}
bar=1.3

command -v "$stock" >/dev/null || {
  echo "error: no stock mdbook at '$stock': name the binary as the first argument (cargo install mdbook@0.5.4)" >&2
  exit 2
}
ours=${OURS:-}
if [ -z "$ours" ]; then
  cargo build --quiet --package playground
  ours=${CARGO_TARGET_DIR:-$PWD/target}/debug/playground
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The same Markdown and pictures; a directive stays a line of text there. Theme and preprocessors are left out.
mkdir "$work/stock"
cp -r src "$work/stock/src"
rm -rf "$work/stock/src/js"
printf '[book]\ntitle = "Stock"\nlanguage = "en"\n[build]\ncreate-missing = false\n' >"$work/stock/book.toml"
find "$work/stock/src" -name '*.md' -exec sed -i 's/{{#/{{/' {} +

milliseconds() {
  local start end
  start=$(date +%s%N)
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  end=$(date +%s%N)
  awk -v from="$start" -v to="$end" 'BEGIN { printf "%.1f\n", (to - from) / 1e6 }'
}
median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# One round to warm the caches, then both in turn, so that a busy minute meets both.
for round in $(seq 0 "$rounds"); do
  a=$(milliseconds "$ours" build --dest "$work/ours")
  b=$(milliseconds "$stock" build "$work/stock")
  [ "$round" = 0 ] && continue
  echo "$a" >>"$work/ours.ms"
  echo "$b" >>"$work/stock.ms"
done

ours_ms=$(median "$work/ours.ms")
stock_ms=$(median "$work/stock.ms")
pages=$(find src -name '*.md' ! -name SUMMARY.md | wc -l)
awk -v ours="$ours_ms" -v stock="$stock_ms" -v bar="$bar" -v pages="$pages" -v rounds="$rounds" 'BEGIN {
  printf "ours %.1f ms, stock %.1f ms, medians of %d; ratio %.2f (bar %.1f); %.1f ms a page\n", ours, stock, rounds, ours / stock, bar, ours / pages
  exit !(ours / stock <= bar)
}'
