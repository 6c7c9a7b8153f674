//! Has the pairs in another order.

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
    ("subprocess.Popen", Command),
    ("multiprocessing.Pool.map", ParIter),
    ("threading.Lock", MutexAroundTheData),
    ("threading.Event", CondvarAndMutex),
    ("asyncio.to_thread", SpawnBlocking),
    ("asyncio.wait with FIRST_COMPLETED", Select),
    ("asyncio.gather of two, one of which may fail", TryJoin),
    ("asyncio.TaskGroup", JoinSet),
    ("asyncio.Queue", MpscChannel),
    ("asyncio.Event", WatchChannel),
];

fn main() {
    for (python, rust) in PAIRS {
        println!("{python}: {rust:?}");
    }
}
