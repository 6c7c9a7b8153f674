#[cfg(test)]
mod check {
    use super::*;
    use std::process::Command;
    use std::time::{Duration, Instant};

    #[test]
    fn the_kitchen_has_two_workers() {
        let kitchen = kitchen();
        assert_eq!(
            kitchen.metrics().num_workers(),
            2,
            "a multi_thread runtime with two workers was ordered"
        );
    }

    /// A builder that is told no number takes one worker for each core, or as many as this variable says.
    #[test]
    fn there_are_two_on_every_machine() {
        let this_program = std::env::current_exe().expect("a running program has a path");
        let elsewhere = Command::new(this_program)
            .args(["--exact", "check::the_kitchen_has_two_workers"])
            .env("TOKIO_WORKER_THREADS", "3")
            .output();
        assert!(
            elsewhere.expect("the child starts").status.success(),
            "where Tokio would take three workers by itself, this kitchen does not have two: say how many"
        );
    }

    #[test]
    fn timers_are_enabled() {
        let kitchen = kitchen();
        let soup = kitchen.block_on(async { tokio::spawn(cook("soup")).await });
        assert!(
            soup.is_ok(),
            "cook awaits a timer, and this runtime has none: enable_all is missing"
        );
    }

    #[test]
    fn the_workers_have_their_name() {
        let kitchen = kitchen();
        let soup = kitchen.block_on(async { tokio::spawn(cook("soup")).await });
        assert_eq!(
            soup.ok().as_deref(),
            Some("soup by cook"),
            "a spawned task runs on a worker, and the builder's thread_name names the workers"
        );
    }

    #[test]
    fn a_task_runs_while_nobody_calls_block_on() {
        let kitchen = kitchen();
        let soup = kitchen.spawn(cook("soup"));
        let start = Instant::now();
        while !soup.is_finished() && start.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(
            soup.is_finished(),
            "nobody called block_on, and the soup is not done: workers would have cooked it"
        );
    }
}
