#[cfg(test)]
mod check {
    use super::*;
    use std::io::{self, Read, Write};
    use std::process::Command;
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::time::Duration;
    use std::{env, process, thread};

    const PATIENCE: Duration = Duration::from_secs(2);

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        let sent = match env::var("CHILD").as_deref() {
            Ok("piece by piece") => in_capitals(),
            Ok("all at once") => backwards(),
            Ok("nothing") => Ok(()),
            _ => return,
        };
        sent.expect("the pipes stay open");
        print!("{}", process::id());
        io::stdout().flush().expect("the pipe stays open");
        process::exit(0);
    }

    /// Reads a piece, and sends it back in capitals before it reads the next.
    fn in_capitals() -> io::Result<()> {
        let mut piece = [0; 4096];
        loop {
            let length = io::stdin().read(&mut piece)?;
            if length == 0 {
                return Ok(());
            }
            io::stdout().write_all(&piece[..length].to_ascii_uppercase())?;
            io::stdout().flush()?;
        }
    }

    /// Reads everything before it sends anything, as a sorter does.
    fn backwards() -> io::Result<()> {
        let mut text = Vec::new();
        io::stdin().read_to_end(&mut text)?;
        text.reverse();
        io::stdout().write_all(&text)
    }

    /// What `filter` returns for such a child.
    fn answer(child: &'static str, text: &[u8], advice: &str) -> io::Result<Vec<u8>> {
        let text = text.to_vec();
        let (answer, answered) = mpsc::channel();
        thread::spawn(move || {
            let mut command = Command::new(env::current_exe().expect("a program has a path"));
            command
                .args([
                    "--exact",
                    "check::as_the_child_of_the_others",
                    "--nocapture",
                ])
                .env("CHILD", child);
            answer.send(filter(&mut command, text))
        });
        match answered.recv_timeout(PATIENCE) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => panic!("no answer after {PATIENCE:?}: {advice}"),
            Err(RecvTimeoutError::Disconnected) => panic!("filter panicked"),
        }
    }

    /// Checks what comes back; returns the number of the child's process, which stands at its end.
    fn assert_comes_back(child: &'static str, text: &[u8], expected: &[u8], advice: &str) -> u32 {
        let answer = answer(child, text, advice).expect("this child takes all of its input");
        let digits = answer.iter().rev().take_while(|byte| byte.is_ascii_digit());
        let (back, id) = answer.split_at(answer.len() - digits.count());
        assert!(
            back.ends_with(expected),
            "{} bytes were sent, and {} came: not what the child made of them. \
             Return what the child prints, all of it",
            text.len(),
            back.len()
        );
        let id = String::from_utf8_lossy(id).parse();
        id.expect("the child's last word is its number")
    }

    #[test]
    fn a_line_comes_back() {
        let advice = "does the child still wait for the end of its input? Close its stdin";
        assert_comes_back("all at once", b"rain\n", b"\nniar", advice);
    }

    #[test]
    fn a_megabyte_comes_back_piece_by_piece() {
        let advice = "filter waits until the child reads, the child waits until filter reads: \
            write and read at the same time";
        let (text, expected) = (b"rain ".repeat(200_000), b"RAIN ".repeat(200_000));
        assert_comes_back("piece by piece", &text, &expected, advice);
    }

    #[test]
    fn a_megabyte_comes_back_at_the_end() {
        let advice = "this child sends nothing before it has read everything: \
            neither the writing nor the reading may wait for the other";
        let (text, expected) = (b"rain ".repeat(200_000), b" niar".repeat(200_000));
        let id = assert_comes_back("all at once", &text, &expected, advice);
        if cfg!(target_os = "linux") {
            assert!(
                !std::path::Path::new(&format!("/proc/{id}")).exists(),
                "child {id} is a zombie: its output was read to the end, and nobody called `wait`"
            );
        }
    }

    #[test]
    fn a_child_that_does_not_listen_is_an_error() {
        let advice = "the child has ended, so neither pipe has another end";
        let answer = answer("nothing", &b"rain ".repeat(200_000), advice);
        assert!(
            answer.is_err(),
            "the child ended and read nothing, so the text did not arrive: \
             the writing failed, and its error has to reach the caller"
        );
    }
}
