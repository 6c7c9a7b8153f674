#[cfg(test)]
mod check {
    use super::*;
    use std::io::Read;
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::time::Duration;
    use std::{env, thread};

    const PATIENCE: Duration = Duration::from_secs(2);

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        if env::var("IS_CHILD").is_ok() {
            kettle();
        }
    }

    fn start_kettle() -> Child {
        Command::new(env::current_exe().expect("a program has a path"))
            .args(["--exact", "check::as_the_child_of_the_others"])
            .env("IS_CHILD", "yes")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the child starts")
    }

    /// Drops a child's guard; the kettle needs longer than this waits.
    fn drop_guard_of(child: Child) {
        let (done, is_done) = mpsc::channel();
        let guard = Guard { child };
        thread::spawn(move || {
            drop(guard);
            done.send(())
        });
        match is_done.recv_timeout(PATIENCE) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => panic!(
                "`drop` has not returned after 2 s: it waits until the kettle is done by itself; kill it first"
            ),
            Err(RecvTimeoutError::Disconnected) => panic!(
                "`drop` panicked: a guard is there for the bad cases, and a child that has ended already is one"
            ),
        }
    }

    #[test]
    fn the_child_is_killed() {
        let mut child = start_kettle();
        let mut from_child = child.stdout.take().expect("stdout is piped");
        drop_guard_of(child);
        let (ended, has_ended) = mpsc::channel();
        thread::spawn(move || {
            let mut text = String::new();
            ended.send(from_child.read_to_string(&mut text).is_ok())
        });
        has_ended.recv_timeout(PATIENCE).expect(
            "the child still runs 2 s after its guard was dropped: dropping a handle kills nobody",
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_child_is_waited_for() {
        let child = start_kettle();
        let id = child.id();
        drop_guard_of(child);
        thread::sleep(Duration::from_millis(200));
        let line = std::fs::read_to_string(format!("/proc/{id}/stat"));
        assert!(
            line.is_err(),
            "the child is still listed: {}; only `wait` takes it off the list",
            line.unwrap_or_default()
        );
    }

    #[test]
    fn a_child_that_has_ended_is_no_trouble() {
        let mut child = start_kettle();
        child.kill().expect("a running child can be killed");
        child.wait().expect("the child can be waited for");
        drop_guard_of(child);
    }
}
