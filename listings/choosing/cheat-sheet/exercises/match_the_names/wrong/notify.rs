//! Is right but for both events, which Notify seems to be.

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

/// Python's name, and what stands in its place in Rust.
const PAIRS: [(&str, Rust); 10] = [
    ("asyncio.Event", Notify),
    ("asyncio.Queue", MpscChannel),
    ("asyncio.TaskGroup", JoinSet),
    ("asyncio.gather of two, one of which may fail", TryJoin),
    ("asyncio.wait with FIRST_COMPLETED", Select),
    ("asyncio.to_thread", SpawnBlocking),
    ("threading.Event", Notify),
    ("threading.Lock", MutexAroundTheData),
    ("multiprocessing.Pool.map", ParIter),
    ("subprocess.Popen", Command),
];

fn main() {
    for (python, rust) in PAIRS {
        println!("{python}: {rust:?}");
    }
}
