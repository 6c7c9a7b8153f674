#!/usr/bin/env bash
# How much longer our build of the book takes than stock mdBook's build of the same pages' Markdown.
# Usage: tests/bench/build_ratio.sh [stock mdbook binary] [rounds]; each round takes half a minute, most of it waiting (PAUSE=0 does not).
# The listings are not compiled in either. Two baselines, in turn with ours:
# "expanded": the pages with every directive replaced by what it stands for, so that both render the same book (the bar: ratio ≤ 1.3);
# "bare": the pages with each directive left as one line of text, so that stock mdBook has an eighth of the text to render.
# Ours is the program that `cargo book` runs; OURS names another one, such as a release build.
set -euo pipefail
cd "$(dirname "$0")/../.."
stock=${1:-${MDBOOK:-mdbook}}
rounds=${2:-15}
bar=1.3
# ext4 goes round the files that were removed in the last five seconds, one by one; who saves a page comes later than that.
pause=${PAUSE:-6}

command -v "$stock" >/dev/null || {
  echo "error: no stock mdbook at '$stock': name the binary as the first argument (cargo install mdbook@0.5.4)" >&2
  exit 2
}
ours=${OURS:-}
if [ -z "$ours" ]; then
  cargo build --quiet --package cargo-book
  ours=${CARGO_TARGET_DIR:-$PWD/target}/debug/cargo-book
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stock_book() { # the folder of a book with our pages, and with nothing of our theme and preprocessors
  mkdir "$1"
  cp -r src "$1/src"
  rm -rf "$1/src/js"
  printf '[book]\ntitle = "Stock"\nlanguage = "en"\n[build]\ncreate-missing = false\n' >"$1/book.toml"
}
stock_book "$work/bare"
find "$work/bare/src" -name '*.md' -exec sed -i 's/{{#/{{/' {} +

# mdBook's own Markdown renderer writes what our preprocessor makes of the pages.
mkdir "$work/expander"
cp -r src listings theme book.toml "$work/expander/"
sed -i "s|cargo run --quiet --package cargo-book --|$ours|; s/renderers = \[\"html\"\]/renderers = [\"html\", \"markdown\"]/" "$work/expander/book.toml"
printf '\n[output.markdown]\n' >>"$work/expander/book.toml"
"$stock" build "$work/expander" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
stock_book "$work/expanded"
cp -r "$work/expander/book/markdown/." "$work/expanded/src/"
grep -q 'class="listing"' "$work"/expanded/src/async/tasks.md || { echo 'error: the pages were not expanded' >&2; exit 1; }

milliseconds() {
  local start end
  sleep "$pause"
  start=$(date +%s%N)
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  end=$(date +%s%N)
  awk -v from="$start" -v to="$end" 'BEGIN { printf "%.1f\n", (to - from) / 1e6 }'
}
median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# One round to warm the caches, then all in turn, so that a busy minute meets all.
for round in $(seq 0 "$rounds"); do
  a=$(milliseconds "$ours" build --dest "$work/ours")
  b=$(milliseconds "$stock" build "$work/expanded")
  c=$(milliseconds "$stock" build "$work/bare")
  [ "$round" = 0 ] && continue
  echo "$a" >>"$work/ours.ms"
  echo "$b" >>"$work/expanded.ms"
  echo "$c" >>"$work/bare.ms"
done

pages=$(find src -name '*.md' ! -name SUMMARY.md | wc -l)
awk -v ours="$(median "$work/ours.ms")" -v expanded="$(median "$work/expanded.ms")" -v bare="$(median "$work/bare.ms")" \
  -v bar="$bar" -v pages="$pages" -v rounds="$rounds" 'BEGIN {
  printf "medians of %d: ours %.1f ms (%.1f ms a page), stock %.1f ms expanded, %.1f ms bare\n", rounds, ours, ours / pages, expanded, bare
  printf "ratio %.2f expanded (bar %.1f), %.2f bare\n", ours / expanded, bar, ours / bare
  exit !(ours / expanded <= bar)
}'
