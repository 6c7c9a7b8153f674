// What the server's sources say, and a page never shows: by file, or by file and text, each with its reason.

/** Folders of crates/ whose texts may come to a page. */
export const FOLDERS = [
  "runner/src/run", "runner/src/compile", "service/src", "service/src/access",
  "sandbox/src", "sandbox/src/linux", "sandbox/src/linux/threads", "sandbox/src/linux/seccomp",
];

const COMMAND_LINE = "told on the command line, before the server answers";
const OPERATORS = "told to operators: by /healthz, /metrics and the log";
const SYSTEM = "as std, cargo or the system says it: compared, or shown as it is";
const CODE = "code and headers";

/** @type {Map<string, string>} */
export const UNSAID_FILES = new Map([
  ["runner/src/run/failure.rs", SYSTEM],
  ["runner/src/run/for_people.rs", "the test harness's words, for clients that are no pages of this book"],
  ["runner/src/run/fuzz.rs", "a test"],
  ["runner/src/run/set_up.rs", COMMAND_LINE],
  ["runner/src/run/settings.rs", COMMAND_LINE],
  ["runner/src/compile/error.rs", "carry_out.rs says it"],
  ["runner/src/compile/generated.rs", COMMAND_LINE],
  ["runner/src/compile/invocation.rs", CODE],
  ["runner/src/compile/prepared.rs", COMMAND_LINE],
  ["runner/src/compile/request.rs", "an edition that no page asks for"],
  ["runner/src/compile/toolchain.rs", COMMAND_LINE],
  ["runner/src/compile/wish.rs", COMMAND_LINE],
  ["service/src/events.rs", "nobody reads why a page is not told of builds"],
  ["service/src/files.rs", "answers to who asks for a page, and not to one"],
  ["service/src/health.rs", OPERATORS],
  ["service/src/listen.rs", COMMAND_LINE],
  ["service/src/names.rs", COMMAND_LINE],
  ["service/src/patience.rs", "the connection is cut: nobody is told"],
  ["service/src/playground.rs", "for clients of the Rust Playground, and pages of other books"],
  ["service/src/access/file.rs", COMMAND_LINE],
  ["service/src/access/limits.rs", COMMAND_LINE],
  ["sandbox/src/linux/folder_size.rs", "stays within: such a folder is too large"],
  ["sandbox/src/linux/look_around.rs", "the faults of a sandbox, for whoever sets it up"],
  ["sandbox/src/linux/system.rs", "files of the private root"],
  ["sandbox/src/linux/tether.rs", "a log line"],
]);

/** @type {[string, string | RegExp, string][]} */
export const UNSAID_TEXTS = [
  ["runner/src/run/hints.rs", "panic in a function that cannot unwind", SYSTEM],
  ["runner/src/run/hints.rs", "thread caused non-unwinding panic", SYSTEM],
  ["runner/src/run/hints.rs", "thread panicked while processing panic", SYSTEM],
  ["runner/src/run/hints.rs", "panic in a destructor during cleanup", SYSTEM],
  ["runner/src/run/output.rs", "{} printed:\n{}\n", "a line of the output, which js/figure/run/tests.js reads"],
  ["runner/src/run/python.rs", "import sys; print(*sys.version_info[:3], sep='.'); print(sys.executable); print(sys.base_prefix)", CODE],
  ["runner/src/run/sentence.rs", "you might be missing a crate named `", SYSTEM],
  ["runner/src/run/sentence.rs", "can't find crate for `", SYSTEM],
  ["runner/src/run/sentence.rs", "did not compile", "the page compares it"],
  ["runner/src/run/sentence.rs", "exit status: {}", SYSTEM],
  ["runner/src/run/sentence.rs", "signal: {}", SYSTEM],
  ["runner/src/run/sentence.rs", "signal: {} ({})", SYSTEM],
  ["runner/src/compile/compiler.rs", "fn main() {}\n", CODE],
  ["runner/src/compile/format.rs", "cannot start rustfmt", "logged: the answer is that formatting failed"],
  ["runner/src/compile/format.rs", "rustfmt wrote no UTF-8", "likewise"],
  ["runner/src/compile/format.rs", "rustfmt vanished", "likewise"],
  ["runner/src/compile/gather.rs", "pub use ::{};\n", CODE],
  ["runner/src/compile/prebuilt.rs", "what was prepared is gone; the next run that needs it makes it again", OPERATORS],
  ["service/src/guard.rs", /'self'/, CODE],
  ["service/src/body.rs", "`code` must be one text, since programs of several files are not compiled here", "a page sends one text"],
  ["sandbox/src/probe.rs", "it was not asked for", OPERATORS],
  ["sandbox/src/probe.rs", "programs run in namespaces of their own: no network, no files of this machine", OPERATORS],
  ["sandbox/src/probe.rs", "programs run under Landlock and a system call filter: no network, no sockets, no files of this machine", OPERATORS],
];
