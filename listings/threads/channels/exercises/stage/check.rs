#[cfg(test)]
mod check {
    use super::*;
    use std::panic;
    use std::sync::Once;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
    use std::thread;
    use std::time::{Duration, Instant};

    const PATIENCE: Duration = Duration::from_secs(2);

    /// How many panics there were outside of the tests.
    static PANICS: AtomicU32 = AtomicU32::new(0);

    /// From now on, panics of stages are counted; a test's thread is the main one, or has the test's name.
    fn count_panics() {
        static COUNTED: Once = Once::new();
        COUNTED.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |panic| {
                let thread = thread::current();
                let name = thread.name().unwrap_or_default();
                if name != "main" && !name.starts_with("check::") {
                    PANICS.fetch_add(1, Ordering::SeqCst);
                }
                before(panic);
            }));
        });
    }

    /// Starts a stage, which must not wait for its words before it returns.
    fn start(words: Receiver<String>) -> Receiver<String> {
        let (sender, started) = mpsc::channel();
        thread::spawn(move || sender.send(capitals(words)));
        started.recv_timeout(PATIENCE).expect(
            "`capitals` has not returned, and it holds its caller up: the stage works in a thread of its own",
        )
    }

    fn assert_no_stage_panicked() {
        assert_eq!(
            PANICS.load(Ordering::SeqCst),
            0,
            "the thread of a stage panicked: that the words end, or that nobody listens any more, \
             is how every stage ends, and no fault; take the `Err` as the sign to stop"
        );
    }

    #[test]
    fn every_word_comes_through_in_order() {
        count_panics();
        let (speaker, words) = mpsc::channel();
        for word in ["a", "b", "c", "d", "e"] {
            let sent = speaker.send(word.to_owned());
            sent.expect("the receiver is here");
        }
        drop(speaker);
        let heard: Vec<String> = start(words).iter().collect();
        assert_eq!(
            heard,
            ["A", "B", "C", "D", "E"],
            "a stage takes words until no more can come: loop over the receiver"
        );
        assert_no_stage_panicked();
    }

    #[test]
    fn a_word_is_passed_on_at_once() {
        let (speaker, words) = mpsc::channel();
        let capitals = start(words);
        for (word, capital) in [("tea", "TEA"), ("please", "PLEASE")] {
            thread::sleep(Duration::from_millis(100));
            assert!(
                speaker.send(word.to_owned()).is_ok(),
                "the speaker only thought about the next word, and the stage has ended: wait for it with `recv`"
            );
            assert_eq!(
                capitals.recv_timeout(PATIENCE).as_deref(),
                Ok(capital),
                "the speaker is silent, but not gone: pass each word on before you wait for the next"
            );
        }
    }

    #[test]
    fn the_end_is_passed_on() {
        count_panics();
        let (speaker, words) = mpsc::channel::<String>();
        let capitals = start(words);
        drop(speaker);
        assert_eq!(
            capitals.recv_timeout(PATIENCE),
            Err(RecvTimeoutError::Disconnected),
            "no speaker is left, so the stage has to end, and to drop its own sender with it"
        );
        assert_no_stage_panicked();
    }

    #[test]
    fn the_stage_ends_when_nobody_listens() {
        count_panics();
        let (speaker, words) = mpsc::channel();
        drop(start(words));
        let start = Instant::now();
        while speaker.send("hello".to_owned()).is_ok() {
            assert!(
                start.elapsed() < PATIENCE,
                "the receiver of the capitals is gone, and the stage goes on: \
                 `send` returned an `Err`, so end the loop there"
            );
            thread::sleep(Duration::from_millis(10));
        }
        assert_no_stage_panicked();
    }
}
