// @ts-check
// Words that stand in several sentences of the server.
import { heard } from "../../words.js";
import { NUMBER } from "./match.js";

/** crates/runner/src/run/size.rs. */
export const SIZE = [
  heard`${NUMBER} GiB`,
  heard`${NUMBER} MiB`,
  heard`${NUMBER} KiB`,
  heard`1 byte`,
  heard`${NUMBER} bytes`,
];

/** Who was stopped: crates/runner/src/run/sentence.rs. */
export const WHO = [heard`The program`, heard`The compiler`];

/** What is too large: crates/service/src/run.rs. */
export const WHAT = [heard`the program with its standard input`, heard`the program`, heard`the standard input`];

/** Which limit was reached: crates/runner/src/run/hints.rs. */
export const LIMIT = [
  heard`${NUMBER} processes and threads at once`,
  heard`${NUMBER} open files in a process`,
  heard`${SIZE} in its folder, ${SIZE} in /tmp, and ${NUMBER} files in each`,
  heard`${SIZE} in a file`,
];

/** What is said of a signal that has no name of its own; the others' names are those of the system. */
export const REAL_TIME = [heard`a real-time signal`];

/** What a signal says of the program that it ended: crates/runner/src/run/signals.rs and hints.rs. */
export const MEANING = [
  heard`it was asked to end`,
  heard`a timer that it had set ran out`,
  heard`a signal for programs' own purposes`,
  heard`it was interrupted`,
  heard`an illegal instruction`,
  heard`a breakpoint`,
  heard`it called abort, or its stack overflowed`,
  heard`an impossible calculation`,
  heard`it was killed`,
  heard`an invalid memory reference`,
  heard`it wrote to a pipe that nobody reads`,
  heard`it used more processor time than it may`,
  heard`it wrote a larger file than it may`,
  heard`a bad memory access`,
  heard`input or output became possible`,
  heard`it asked the system for something that is forbidden here`,
  heard`there is no memory as large as it asked for`,
  heard`its stack overflowed`,
  heard`it panicked where a panic cannot be unwound`,
];

/** Which path of a job: crates/sandbox/src/probe.rs. */
export const PATH = [heard`the program`, heard`the work folder`, heard`a readable path`];
