#!/usr/bin/env bash
# To be sourced: starts `cargo book` as a reader does, and tells how long everything took.
# The caller calls `stop_book` at the end.

work=${work:?a folder for what the server says}
book=       # the process group of `cargo book`
address=    # of the book, with a slash at its end
started=    # when `cargo book` was started

now() { date +%s%N; }

seconds_since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f", (to - from) / 1e9 }'; }

# How long ago `cargo book` was started.
since_start() { seconds_since "$started"; }

# Starts `cargo book` in the current folder, and waits for its first page.
start_book() {
  address=
  : >"$work/book.log"
  started=$(now)
  # A process group of its own: `cargo book` becomes the server or its parent, and both are to be stopped.
  set -m
  cargo book --port 0 >"$work/book.log" 2>&1 &
  book=$!
  set +m
  until [ -n "$address" ] && curl --silent --fail --output /dev/null "$address"; do
    still_there
    address=$(grep -o 'http://[a-z0-9.]*:[0-9]*/' "$work/book.log" | head -n 1 || true)
    sleep 0.1
  done
}

# Waits until the state of the service has this text in it.
wait_for_state() {
  local state
  until state=$(curl --silent --fail "${address}healthz") && [[ $state == *"$1"* ]]; do
    still_there
    if [[ $state == *'"preparing":"failed'* ]]; then
      printf 'error: Run is not ready: %s\n' "$state" >&2
      exit 1
    fi
    sleep 0.2
  done
}

still_there() {
  kill -0 "$book" 2>/dev/null || { echo 'error: the server ended:' >&2; cat "$work/book.log" >&2; exit 1; }
}

stop_book() {
  [ -n "$book" ] || return 0
  kill -- "-$book" 2>/dev/null || true
  wait "$book" 2>/dev/null || true
  # A compiler may outlive it for a moment, and would slow down what follows.
  while pgrep --pgroup "$book" >/dev/null; do sleep 0.2; done
  book=
}
