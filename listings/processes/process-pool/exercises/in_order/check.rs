#[cfg(test)]
mod check {
    use super::*;
    use std::process::{self, Child, Command, Stdio};
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::time::Duration;
    use std::{env, thread};

    const PATIENCE: Duration = Duration::from_secs(3);

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        let number = |name| env::var(name).ok()?.parse().ok();
        if let (Ok(name), Some(millis), Some(lines)) =
            (env::var("NAME"), number("MILLIS"), number("LINES"))
        {
            println!();
            for line in 1..=lines {
                println!("{name} has read line {line} of the recipe");
            }
            child(&name, millis);
            process::exit(0);
        }
    }

    fn start(name: &str, millis: u64, lines: u64) -> Child {
        Command::new(env::current_exe().expect("a program has a path"))
            .args([
                "--exact",
                "check::as_the_child_of_the_others",
                "--nocapture",
            ])
            .env("NAME", name)
            .env("MILLIS", millis.to_string())
            .env("LINES", lines.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the child starts")
    }

    /// What `collect` returns, unless it takes too long.
    fn collected(children: Vec<Child>) -> Vec<String> {
        let (results, collected) = mpsc::channel();
        thread::spawn(move || results.send(collect(children)));
        match collected.recv_timeout(PATIENCE) {
            Ok(results) => results.expect("the children can be waited for"),
            Err(RecvTimeoutError::Timeout) => panic!(
                "`collect` has not returned after 3 s: if it waits for a child before it reads, \
                 and the child's pipe is full, each waits for the other"
            ),
            Err(RecvTimeoutError::Disconnected) => panic!("`collect` panicked"),
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_children() {
        let children = vec![
            start("cem", 300, 0),
            start("ann", 600, 0),
            start("bo", 0, 0),
        ];
        assert_eq!(
            collected(children),
            ["tea for cem", "tea for ann", "tea for bo"],
            "a map gives its results in the order of the jobs, whoever is done first, \
             and whatever the results are"
        );
    }

    #[test]
    fn a_child_may_print_more_than_a_pipe_holds() {
        let children = vec![start("dee", 100, 0), start("eve", 0, 10_000)];
        assert_eq!(
            collected(children),
            ["tea for dee", "tea for eve"],
            "the result is the last line, however many stand before it"
        );
    }

    #[test]
    fn a_child_that_prints_nothing_has_an_empty_line() {
        let command = Command::new(env::current_exe().expect("a program has a path"))
            .args(["--exact", "no_such_test", "--no-such-option"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let silent = command.expect("the child starts");
        assert_eq!(
            collected(vec![silent, start("fay", 0, 0)]),
            ["", "tea for fay"],
            "one result for each child"
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn every_child_is_waited_for() {
        let children = vec![start("gus", 100, 0), start("hal", 0, 0)];
        let ids: Vec<u32> = children.iter().map(Child::id).collect();
        collected(children);
        thread::sleep(Duration::from_millis(200));
        for id in ids {
            assert!(
                !std::path::Path::new(&format!("/proc/{id}")).exists(),
                "child {id} is a zombie: its output was read to the end, and nobody called `wait`"
            );
        }
    }
}
