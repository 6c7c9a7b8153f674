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
    ("asyncio.Queue", Select),
    ("asyncio.TaskGroup", TryJoin),
    ("asyncio.gather of two, one of which may fail", JoinSet),
    ("asyncio.wait with FIRST_COMPLETED", JoinSet),
    ("asyncio.to_thread", Command),
    ("threading.Event", Notify),
    ("threading.Lock", CondvarAndMutex),
    ("multiprocessing.Pool.map", Command),
    ("subprocess.Popen", SpawnBlocking),
];

fn main() {
    for (python, rust) in PAIRS {
        println!("{python}: {rust:?}");
    }
}
