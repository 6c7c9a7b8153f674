// @ts-check
// Finds panics in what a program writes to stderr.

/** @typedef {{ thread: string, message: string }} Panic the thread's name, and the first line of the message */

const HEAD = /^thread '(.*)' (?:\(\d+\) )?panicked at .*:\d+:\d+:$/;

export class PanicReader {
  constructor() {
    /** The thread of which the message is still to come. @type {string | null} */
    this.thread = null;
    this.count = 0;
  }

  /**
   * @param {string} line
   * @returns {Panic | null} as soon as both of its lines are read
   */
  read(line) {
    const { thread } = this;
    this.thread = HEAD.exec(line)?.[1] ?? null;
    if (thread === null) return null;
    this.count += 1;
    return { thread, message: line };
  }
}
