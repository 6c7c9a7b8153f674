#!/usr/bin/env bash
# From a fresh clone with an empty target folder: how long until `cargo book` serves its first page, until Run is ready for
# every program, and until every listing is compiled; and how long `cargo install mdbook mdbook-admonish` takes on the
# same machine. The bars: the first page at 0.55 of that, everything at 0.85.
# Downloads are left out: everything is fetched first. It takes minutes, and all cores.
# Usage: tests/bench/cold_start.sh
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
# shellcheck source=tests/bench/first_start.sh
. "$repository/tests/bench/first_start.sh"
trap 'stop_book; rm -rf "$work"' EXIT

git clone --quiet "$repository" "$work/clone"
cd "$work/clone"
unset CARGO_TARGET_DIR CARGO_BUILD_TARGET_DIR
cargo fetch --locked --quiet

start_book
page=$(since_start)
wait_for_state '"tokio":'
programs=$(since_start)
wait_for_state '"ready":true'
listings=$(since_start)
stop_book
echo "cargo book: the first page after $page s, Run is ready for every program after $programs s, every listing is compiled after $listings s"

# The downloads of the other side: each crate, then what its own lockfile names, which `--locked` asks for.
for crate in mdbook@0.5.4 mdbook-admonish@1.20.0; do
  folder=$work/fetch-$crate
  mkdir -p "$folder/src"
  printf '[package]\nname = "fetch"\nedition = "2021"\n[dependencies]\n%s = "=%s"\n' "${crate%@*}" "${crate#*@}" >"$folder/Cargo.toml"
  touch "$folder/src/lib.rs"
  cargo fetch --quiet --manifest-path "$folder/Cargo.toml"
  cp -r "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/"${crate/@/-}" "$folder/locked"
  cargo fetch --quiet --locked --manifest-path "$folder/locked/Cargo.toml"
done
begun=$(now)
CARGO_TARGET_DIR=$work/install cargo install --quiet --locked --root "$work/root" mdbook@0.5.4 mdbook-admonish@1.20.0
theirs=$(seconds_since "$begun")
echo "cargo install: $theirs s"

awk -v page="$page" -v programs="$programs" -v listings="$listings" -v theirs="$theirs" 'BEGIN {
  printf "ratios: first page %.2f (bar 0.55), every program %.2f, every listing %.2f (bar 0.85)\n", page / theirs, programs / theirs, listings / theirs
  exit !(page <= 0.55 * theirs && listings <= 0.85 * theirs)
}'
