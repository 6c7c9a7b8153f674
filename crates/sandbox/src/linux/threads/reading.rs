//! What `/proc` says about one thread.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Duration;

/// What the kernel counts of a thread (`schedstat`). The time on a core is counted when the thread leaves the core and at
/// each tick of the clock; the time of waiting when the thread has got a core.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Time on a core.
    pub ran: Duration,
    /// Time ready to run without a core.
    pub waited: Duration,
    /// How often it has got a core.
    pub arrivals: u64,
}

/// What a thread is doing (`stat`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Status {
    pub state: State,
    /// The core that it is on, or was on last.
    pub core: u32,
    /// How many threads its process has.
    pub threads: usize,
    /// What it is called.
    pub name: String,
}

/// What the kernel calls a thread's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// On a core, or ready for one: the kernel does not tell these apart here.
    Runnable,
    /// It waits for something, or was stopped.
    Asleep,
    /// It waits and cannot be interrupted.
    Kernel,
    /// It has ended.
    Ended,
}

/// The open files of a thread; reading them again costs a third of opening them. They fail when the thread is gone.
pub(super) struct Files {
    counts: File,
    status: File,
}

impl Files {
    /// None if the thread is gone.
    pub fn open(process: i32, thread: i32) -> Option<Files> {
        let folder = format!("/proc/{process}/task/{thread}");
        let open = |name| File::open(Path::new(&folder).join(name)).ok();
        Some(Files {
            counts: open("schedstat")?,
            status: open("stat")?,
        })
    }

    pub fn counts(&self) -> Option<Counts> {
        let mut buffer = [0; 128];
        Counts::parse(read(&self.counts, &mut buffer)?)
    }

    pub fn status(&self) -> Option<Status> {
        let mut buffer = [0; 1024];
        Status::parse(read(&self.status, &mut buffer)?)
    }
}

fn read<'b>(file: &File, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    let length = file.read_at(buffer, 0).ok()?;
    Some(&buffer[..length])
}

impl Counts {
    fn parse(text: &[u8]) -> Option<Counts> {
        let mut numbers = std::str::from_utf8(text).ok()?.split_whitespace();
        let mut next = || numbers.next()?.parse().ok();
        Some(Counts {
            ran: Duration::from_nanos(next()?),
            waited: Duration::from_nanos(next()?),
            arrivals: next()?,
        })
    }
}

impl Status {
    /// The name stands in brackets, and may hold anything; what follows is counted from there.
    fn parse(text: &[u8]) -> Option<Status> {
        let text = String::from_utf8_lossy(text);
        let (head, rest) = text.rsplit_once(')')?;
        let (_, name) = head.split_once('(')?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let state = match *fields.first()? {
            "R" => State::Runnable,
            "D" => State::Kernel,
            "Z" | "X" | "x" => State::Ended,
            _ => State::Asleep,
        };
        Some(Status {
            state,
            core: fields.get(36)?.parse().ok()?,
            threads: fields.get(17)?.parse().ok()?,
            name: name.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_thread_can_be_read() {
        let thread = nix::unistd::gettid().as_raw();
        let files = Files::open(std::process::id().cast_signed(), thread).unwrap();
        let status = files.status().unwrap();
        assert_eq!(status.state, State::Runnable);
        assert!(status.threads >= 1);
        assert!(Files::open(i32::MAX, 1).is_none());
    }

    #[test]
    fn a_name_may_hold_anything() {
        let fields: Vec<String> = (4..=52).map(|number| number.to_string()).collect();
        let text = format!("7 (a) b( R 1) S {}\n", fields.join(" "));
        let status = Status::parse(text.as_bytes()).unwrap();
        assert_eq!(status.name, "a) b( R 1");
        assert_eq!(
            (status.state, status.core, status.threads),
            (State::Asleep, 39, 20)
        );
        assert_eq!(Status::parse(b"7 (a) S 1 2"), None);
        assert_eq!(Counts::parse(b"1 2\n"), None);
    }
}
