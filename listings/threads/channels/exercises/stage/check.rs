#[cfg(test)]
mod check {
    use super::*;
    use std::sync::mpsc::RecvTimeoutError;
    use std::time::{Duration, Instant};

    const PATIENCE: Duration = Duration::from_secs(1);

    #[test]
    fn every_word_comes_through_in_order() {
        let (speaker, words) = mpsc::channel();
        for word in ["a", "b", "c"] {
            let sent = speaker.send(word.to_owned());
            sent.expect("the receiver is here");
        }
        drop(speaker);
        let heard: Vec<String> = capitals(words).iter().collect();
        assert_eq!(
            heard,
            ["A", "B", "C"],
            "a stage takes words until no more can come: loop over the receiver"
        );
    }

    #[test]
    fn a_word_is_passed_on_at_once() {
        let (speaker, words) = mpsc::channel();
        let capitals = capitals(words);
        let sent = speaker.send("tea".to_owned());
        sent.expect("the stage holds the receiver");
        assert_eq!(
            capitals.recv_timeout(PATIENCE).as_deref(),
            Ok("TEA"),
            "the speaker is silent, but not gone: pass each word on before you wait for the next"
        );
    }

    #[test]
    fn the_end_is_passed_on() {
        let (speaker, words) = mpsc::channel::<String>();
        let capitals = capitals(words);
        drop(speaker);
        assert_eq!(
            capitals.recv_timeout(PATIENCE),
            Err(RecvTimeoutError::Disconnected),
            "no speaker is left, so the stage has to end, and to drop its own sender with it"
        );
    }

    #[test]
    fn the_stage_ends_when_nobody_listens() {
        let (speaker, words) = mpsc::channel();
        drop(capitals(words));
        let start = Instant::now();
        while speaker.send("hello".to_owned()).is_ok() {
            assert!(
                start.elapsed() < PATIENCE,
                "the receiver of the capitals is gone, and the stage goes on: \
                 `send` returned an `Err`, so end the loop there"
            );
            thread::sleep(Duration::from_millis(10));
        }
    }
}
