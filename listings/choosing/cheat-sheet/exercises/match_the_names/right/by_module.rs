//! Takes the pairs apart by the module that they come from.

#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(dead_code)] // not every name has to be chosen
enum Rust {
    Command,
    CondvarAndMutex,
    JoinSet,
    MpscChannel,
    MutexAroundTheData,
    Notify,
    ParIter,
    Select,
    SpawnBlocking,
    TryJoin,
    WatchChannel,
}
use Rust::*;

const ASYNCIO: [(&str, Rust); 6] = [
    ("asyncio.Event", WatchChannel),
    ("asyncio.Queue", MpscChannel),
    ("asyncio.TaskGroup", JoinSet),
    ("asyncio.gather of two, one of which may fail", TryJoin),
    ("asyncio.wait with FIRST_COMPLETED", Select),
    ("asyncio.to_thread", SpawnBlocking),
];
const THREADS: [(&str, Rust); 2] = [
    ("threading.Event", CondvarAndMutex),
    ("threading.Lock", MutexAroundTheData),
];
const PROCESSES: [(&str, Rust); 2] = [
    ("multiprocessing.Pool.map", ParIter),
    ("subprocess.Popen", Command),
];

/// Python's name, and what stands in its place in Rust.
static PAIRS: std::sync::LazyLock<Vec<(&str, Rust)>> =
    std::sync::LazyLock::new(|| [&ASYNCIO[..], &THREADS, &PROCESSES].concat());

fn main() {
    for (python, rust) in PAIRS.iter() {
        println!("{python}: {rust:?}");
    }
}
