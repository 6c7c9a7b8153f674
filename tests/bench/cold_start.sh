#!/usr/bin/env bash
# From a fresh clone with an empty target folder: how long until `cargo book` serves its first page,
# and how long `cargo install mdbook mdbook-admonish` takes on the same machine. The bar: ratio ≤ 1.0.
# Downloads are left out: everything is fetched first. It takes minutes, and all cores.
# Usage: tests/bench/cold_start.sh
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
server=
cleanup() {
  # `cargo book` becomes the server's parent or the server itself: both are in its process group.
  [ -z "$server" ] || kill -- "-$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

git clone --quiet "$repository" "$work/clone"
cd "$work/clone"
unset CARGO_TARGET_DIR
cargo fetch --locked --quiet

now() { date +%s%N; }
seconds() { awk -v from="$1" -v to="$2" 'BEGIN { printf "%.1f", (to - from) / 1e9 }'; }

start=$(now)
set -m
cargo book --port 0 >"$work/server.log" 2>&1 &
server=$!
set +m
address=
until [ -n "$address" ] && curl --silent --fail --output /dev/null "$address"; do
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
  address=$(grep -o 'http://[a-z0-9.]*:[0-9]*/' "$work/server.log" | head -n 1 || true)
  sleep 0.1
done
ours=$(seconds "$start" "$(now)")
kill -- "-$server"
wait "$server" || true
server=
# A compiler that outlives the server would slow the other side down.
while pgrep -f "$work/clone" >/dev/null; do sleep 0.2; done
echo "cargo book: first page after $ours s"

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
start=$(now)
CARGO_TARGET_DIR=$work/install cargo install --quiet --locked --root "$work/root" mdbook@0.5.4 mdbook-admonish@1.20.0
theirs=$(seconds "$start" "$(now)")
echo "cargo install: $theirs s"

awk -v ours="$ours" -v theirs="$theirs" 'BEGIN {
  printf "ratio %.2f (bar 1.0)\n", ours / theirs
  exit !(ours <= theirs)
}'
