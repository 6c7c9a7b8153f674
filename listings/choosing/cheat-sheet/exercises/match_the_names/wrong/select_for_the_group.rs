//! Takes select for the group, and the group for select.

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
    ("asyncio.Event", WatchChannel),
    ("asyncio.Queue", MpscChannel),
    ("asyncio.TaskGroup", Select),
    ("asyncio.gather of two, one of which may fail", TryJoin),
    ("asyncio.wait with FIRST_COMPLETED", JoinSet),
    ("asyncio.to_thread", SpawnBlocking),
    ("threading.Event", CondvarAndMutex),
    ("threading.Lock", MutexAroundTheData),
    ("multiprocessing.Pool.map", ParIter),
    ("subprocess.Popen", Command),
];

fn main() {
    for (python, rust) in PAIRS {
        println!("{python}: {rust:?}");
    }
}
