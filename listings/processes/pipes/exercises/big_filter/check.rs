#[cfg(test)]
mod check {
    use super::*;
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::time::Duration;

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        if env::var("IS_CHILD").is_ok() {
            child().expect("the pipes stay open");
            std::process::exit(0);
        }
    }

    fn assert_comes_back(text: Vec<u8>, advice: &str) {
        let mut command = Command::new(env::current_exe().expect("a program has a path"));
        command
            .args([
                "--exact",
                "check::as_the_child_of_the_others",
                "--nocapture",
            ])
            .env("IS_CHILD", "yes");
        let expected = text.clone();
        let (answer, answered) = mpsc::channel();
        std::thread::spawn(move || answer.send(filter(&mut command, text)));
        match answered.recv_timeout(Duration::from_secs(3)) {
            Ok(Ok(answer)) => assert!(
                answer.ends_with(&expected),
                "{} bytes were sent, and they did not all come back",
                expected.len()
            ),
            Ok(Err(error)) => panic!("filter failed: {error}"),
            Err(RecvTimeoutError::Timeout) => panic!("no answer after 3 s: {advice}"),
            Err(RecvTimeoutError::Disconnected) => panic!("filter panicked"),
        }
    }

    #[test]
    fn a_line_comes_back() {
        let advice = "does the child still wait for the end of its input? Close its stdin";
        assert_comes_back(b"rain then sun\n".to_vec(), advice);
    }

    #[test]
    fn a_megabyte_comes_back() {
        let advice = "filter waits until the child reads, the child waits until filter reads: \
            write and read at the same time";
        assert_comes_back(b"rain then sun\n".repeat(75_000), advice);
    }
}
