//! The way of what is known of threads to the server: messages in the control socket, before the launcher's report.

use crate::threads::{MOST_SPANS, ThreadSpan, Threads};
use nix::errno::Errno;
use nix::sys::socket::{MsgFlags, send};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};

/// How a message begins; its length and itself follow. No report of a launcher begins so.
pub(in crate::linux) const MARK: u8 = b'S';

/// Messages to be sent, and how many spans were told.
pub(super) struct Outbox {
    control: UnixStream,
    waiting: Vec<u8>,
    told: usize,
}

impl Outbox {
    pub fn new(control: UnixStream) -> Outbox {
        Outbox {
            control,
            waiting: Vec::new(),
            told: 0,
        }
    }

    /// A message.
    pub fn tell(&mut self, threads: &Threads) {
        // Numbers and strings: this cannot fail.
        if let Ok(json) = serde_json::to_vec(threads) {
            let length = u32::try_from(json.len()).unwrap_or(u32::MAX);
            self.waiting.push(MARK);
            self.waiting.extend(length.to_le_bytes());
            self.waiting.extend(json);
        }
    }

    /// Spans, as many as may be told; false if there were too many.
    pub fn tell_spans(&mut self, mut spans: Vec<ThreadSpan>, now: Duration) -> bool {
        let fits = spans.len() <= MOST_SPANS - self.told;
        spans.truncate(MOST_SPANS - self.told);
        self.told += spans.len();
        // What is cut off begins at different times: from the first of them on, not everything is known.
        if !spans.is_empty() {
            self.tell(&Threads::Spans(spans));
        }
        if !fits {
            self.tell(&Threads::Cut(now));
        }
        fits
    }

    /// Sends as much as the socket takes without waiting: a server that does not read holds up nobody who looks.
    pub fn send_some(&mut self) {
        while !self.waiting.is_empty() {
            let flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL;
            match send(self.control.as_raw_fd(), &self.waiting, flags) {
                Ok(sent) => drop(self.waiting.drain(..sent)),
                Err(Errno::EINTR) => {}
                Err(_) => return,
            }
        }
    }

    /// Sends the rest. A server that does not read gets no report either, and has the run ended.
    pub fn send_all(&mut self) {
        let _ = (&self.control).write_all(&self.waiting);
        self.waiting.clear();
    }
}

/// In the server: what follows the mark.
pub(in crate::linux) async fn receive(
    control: &mut (impl AsyncRead + Unpin),
) -> io::Result<Threads> {
    let length = control.read_u32_le().await?;
    let mut json = vec![0; length as usize];
    control.read_exact(&mut json).await?;
    Ok(serde_json::from_slice(&json)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::threads::Activity;

    fn spans(count: usize) -> Vec<ThreadSpan> {
        let span = ThreadSpan {
            process: 2,
            thread: 3,
            name: "worker".into(),
            activity: Activity::Ready,
            from: Duration::ZERO,
            to: Duration::from_millis(2),
        };
        vec![span; count]
    }

    #[tokio::test]
    async fn as_many_spans_are_told_as_may_be_and_then_that_there_were_more() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        theirs.set_nonblocking(true).unwrap();
        let mut theirs = tokio::net::UnixStream::from_std(theirs).unwrap();
        let now = Duration::from_millis(7);
        let sending = std::thread::spawn(move || {
            let mut outbox = Outbox::new(ours);
            assert!(outbox.tell_spans(spans(MOST_SPANS - 1), now));
            // More than the socket holds: nobody waits for it.
            outbox.send_some();
            assert!(!outbox.tell_spans(spans(3), now));
            outbox.send_all();
        });
        let mut told = Vec::new();
        while theirs.read_u8().await.is_ok_and(|byte| byte == MARK) {
            told.push(receive(&mut theirs).await.unwrap());
        }
        sending.join().unwrap();
        let counts = told.iter().map(|threads| match threads {
            Threads::Spans(spans) => spans.len(),
            _ => 0,
        });
        assert_eq!(counts.collect::<Vec<_>>(), [MOST_SPANS - 1, 1, 0]);
        assert_eq!(told.last(), Some(&Threads::Cut(now)));
    }
}
