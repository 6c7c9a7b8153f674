#[cfg(test)]
mod check {
    use super::*;
    use std::time::Instant;
    use tokio::time::timeout;

    /// Serves from a thread, so that no clock of Tokio's tells when.
    fn from_a_thread(pass: mpsc::Sender<&'static str>, ms: u64, dishes: &'static [&'static str]) {
        thread::spawn(move || {
            for dish in dishes {
                thread::sleep(Duration::from_millis(ms));
                if pass.blocking_send(dish).is_err() {
                    return;
                }
            }
        });
    }

    /// What the test says, or `None` if it says nothing at all.
    async fn verdict(kitchen: Kitchen) -> Option<bool> {
        timeout(Duration::from_secs(8), serves_tea_and_bread(kitchen))
            .await
            .ok()
    }

    #[tokio::test]
    async fn a_kitchen_passes_however_fast_it_is() {
        let kitchens: [(&str, Kitchen); 3] = [
            ("at once", |pass| from_a_thread(pass, 0, &["tea", "bread"])),
            ("after 60 ms each", |pass| {
                from_a_thread(pass, 60, &["tea", "bread"])
            }),
            ("after 700 ms each", |pass| {
                from_a_thread(pass, 700, &["tea", "bread"])
            }),
        ];
        for (when, kitchen) in kitchens {
            let verdict = verdict(kitchen).await;
            assert_eq!(
                verdict,
                Some(true),
                "a kitchen serves tea and bread {when}, and the test fails it: wait for the dishes, not for a time"
            );
        }
    }

    #[tokio::test]
    async fn a_hundred_runs_under_load_pass() {
        let kitchen: Kitchen = |pass| from_a_thread(pass, 40, &["tea", "bread"]);
        let mut runs = tokio::task::JoinSet::new();
        for _ in 0..100 {
            runs.spawn(verdict(kitchen));
        }
        let verdicts = runs.join_all().await;
        let passed = verdicts
            .iter()
            .filter(|&&verdict| verdict == Some(true))
            .count();
        assert_eq!(
            passed, 100,
            "100 kitchens were tested at the same time, all are right, and {passed} passed"
        );
    }

    #[tokio::test]
    async fn a_wrong_kitchen_fails() {
        let kitchens: [(&str, Kitchen); 5] = [
            ("bread before tea", |pass| {
                from_a_thread(pass, 20, &["bread", "tea"])
            }),
            ("tea alone", |pass| from_a_thread(pass, 20, &["tea"])),
            ("a third dish", |pass| {
                from_a_thread(pass, 20, &["tea", "bread", "cake"])
            }),
            ("a cake between the two", |pass| {
                from_a_thread(pass, 20, &["tea", "cake", "bread"])
            }),
            ("nothing", |pass| from_a_thread(pass, 20, &[])),
        ];
        for (what, kitchen) in kitchens {
            let verdict = verdict(kitchen).await;
            assert_eq!(
                verdict,
                Some(false),
                "a kitchen serves {what}, and the test does not fail it: look at all that comes until the channel is closed"
            );
        }
    }

    #[tokio::test]
    async fn a_fast_kitchen_is_not_waited_for() {
        let start = Instant::now();
        let verdict = verdict(|pass| from_a_thread(pass, 0, &["tea", "bread"])).await;
        assert_eq!(
            verdict,
            Some(true),
            "a kitchen that serves at once is right"
        );
        let elapsed = start.elapsed();
        assert!(
            elapsed < Duration::from_millis(900),
            "the kitchen was done at once, and the test took {elapsed:?}: go on as soon as the channel is closed"
        );
    }

    /// Here the kitchen is a task and the clock is paused, so that no test waits for it.
    #[tokio::test(start_paused = true)]
    async fn a_kitchen_of_tasks_has_five_seconds() {
        let verdict = verdict(|pass| {
            tokio::spawn(async move {
                for dish in ["tea", "bread"] {
                    sleep(Duration::from_millis(2200)).await;
                    let _ = pass.send(dish).await;
                }
            });
        });
        assert_eq!(
            verdict.await,
            Some(true),
            "the kitchen needs 4.4 s of its 5, and the test fails it"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_kitchen_that_never_ends_fails_after_five_seconds() {
        let start = tokio::time::Instant::now();
        let verdict = verdict(|pass| {
            tokio::spawn(async move {
                for dish in ["tea", "bread"] {
                    let _ = pass.send(dish).await;
                    sleep(Duration::from_millis(2200)).await;
                }
                std::future::pending::<()>().await;
            });
        })
        .await;
        let seconds = start.elapsed().as_secs_f32();
        assert!(
            verdict == Some(false) && (4.99..5.1).contains(&seconds),
            "a kitchen serves tea and bread and never ends, so it fails after 5 s; \
             the test said {verdict:?} after {seconds:.1} s (None: it waits for ever)"
        );
    }
}
