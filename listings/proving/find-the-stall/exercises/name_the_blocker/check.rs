#[cfg(test)]
mod check {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    /// Waits, then holds the thread, as often as is said.
    fn task(times: u32, wait: u64, hold: u64) -> Task {
        Box::pin(async move {
            for _ in 0..times {
                sleep(Duration::from_millis(wait)).await;
                thread::sleep(Duration::from_millis(hold));
            }
        })
    }

    #[tokio::test]
    async fn who_waits_long_is_not_to_blame() {
        let blocks_and_waits: Task = Box::pin(async {
            task(1, 30, 250).await;
            task(2, 40, 0).await;
        });
        let tasks = vec![
            ("waits for long", task(1, 900, 0)),
            ("blocks", blocks_and_waits),
            ("waits", task(2, 50, 30)),
        ];
        let name = blocker(tasks).await;
        assert_eq!(
            name, "blocks",
            "two tasks wait, and one blocks for 250 ms: measure each poll, and not from the beginning to the end"
        );
    }

    #[tokio::test]
    async fn who_is_late_is_not_to_blame() {
        let tasks = vec![
            ("late", task(1, 60, 0)),
            ("blocks", task(1, 20, 300)),
            ("late too", task(3, 40, 0)),
        ];
        let name = blocker(tasks).await;
        assert_eq!(
            name, "blocks",
            "a task that is woken late has held nothing: it waited while another one blocked"
        );
    }

    #[tokio::test]
    async fn many_short_pieces_are_not_one_long_one() {
        let tasks = vec![
            ("in one go", task(1, 20, 500)),
            ("in pieces", task(24, 2, 25)),
        ];
        let name = blocker(tasks).await;
        assert_eq!(
            name, "in one go",
            "one task held the thread for 500 ms, the other 24 times for 25 ms: \
             keep the longest of the polls, and not their sum"
        );
    }

    #[tokio::test]
    async fn the_first_poll_counts_as_well() {
        let at_once: Task = Box::pin(async { thread::sleep(Duration::from_millis(400)) });
        let tasks = vec![
            ("later", task(1, 20, 60)),
            ("at once", at_once),
            ("waits", task(1, 300, 0)),
        ];
        let name = blocker(tasks).await;
        assert_eq!(
            name, "at once",
            "a task that never waits is polled once, and that poll took 400 ms"
        );
    }

    #[tokio::test]
    async fn all_tasks_run_together_and_to_their_ends() {
        static ENDED: AtomicU32 = AtomicU32::new(0);
        let guest = |hold| -> Task {
            Box::pin(async move {
                sleep(Duration::from_millis(300)).await;
                thread::sleep(Duration::from_millis(hold));
                ENDED.fetch_add(1, Relaxed);
            })
        };
        let start = Instant::now();
        let name = blocker(vec![
            ("a", guest(0)),
            ("b", guest(0)),
            ("c", guest(300)),
            ("d", guest(0)),
        ])
        .await;
        let elapsed = start.elapsed();
        assert_eq!(
            ENDED.load(Relaxed),
            4,
            "all tasks run to their ends, whoever blocks"
        );
        assert_eq!(name, "c", "c held the thread for 300 ms");
        assert!(
            elapsed < Duration::from_millis(1200),
            "four waits of 300 ms took {elapsed:?}: let the tasks run together"
        );
    }
}
