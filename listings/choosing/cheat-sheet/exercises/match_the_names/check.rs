#[cfg(test)]
mod check {
    use super::*;

    fn assert_pair(name: &str, expected: Rust, why: &str) {
        let pair = PAIRS.iter().find(|(python, _)| *python == name);
        let (_, chosen) = pair.unwrap_or_else(|| panic!("{name} is not in the list any more"));
        assert!(
            *chosen == expected,
            "{name} is not {chosen:?}, for it {why}"
        );
    }

    #[test]
    fn events() {
        let why = "stays set: who comes later passes at once, and Notify would let him wait";
        assert_pair(
            "asyncio.Event",
            WatchChannel,
            &format!("{why}; here tasks wait for a value"),
        );
        assert_pair(
            "threading.Event",
            CondvarAndMutex,
            &format!(
                "{why}; and a thread blocks, it does not await, so nothing of Tokio's will do"
            ),
        );
    }

    #[test]
    fn queues_and_locks() {
        assert_pair(
            "asyncio.Queue",
            MpscChannel,
            "hands each value on to whoever takes it, in order; a watch channel keeps the newest alone",
        );
        assert_pair(
            "threading.Lock",
            MutexAroundTheData,
            "lets in one at a time; in Rust the lock contains what it protects",
        );
    }

    #[test]
    fn several_at_once() {
        assert_pair(
            "asyncio.TaskGroup",
            JoinSet,
            "starts tasks, as many as are added, and leaves none behind when it is over",
        );
        assert_pair(
            "asyncio.gather of two, one of which may fail",
            TryJoin,
            "gives both results in their order, or the first error",
        );
        assert_pair(
            "asyncio.wait with FIRST_COMPLETED",
            Select,
            "goes on with whichever is done first; in Rust the others are dropped",
        );
    }

    #[test]
    fn work_elsewhere() {
        assert_pair(
            "asyncio.to_thread",
            SpawnBlocking,
            "runs a function that blocks on a thread of its own, and a task awaits what it returns",
        );
        assert_pair(
            "multiprocessing.Pool.map",
            ParIter,
            "computes over a list on all cores, which Rust's threads do without the processes",
        );
        assert_pair("subprocess.Popen", Command, "starts another program");
    }
}
