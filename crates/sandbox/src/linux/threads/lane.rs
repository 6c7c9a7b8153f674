//! From what the kernel has counted of one thread between two looks to what the thread did, span by span.
//!
//! The kernel does not say whether a runnable thread is on a core at this moment. It counts: how long a thread was on a
//! core, up to the last tick of the clock while it is there; and how long it has waited for one, once it has got it. So
//! what a thread was doing is known a little later, and is then noted for the time when it was so.

use super::reading::{Counts, State, Status};
use crate::threads::Activity;
use std::time::Duration;

/// How long a thread may seem to be on a core at each look before it is compared with what was counted.
const DOUBT: Duration = Duration::from_millis(25);

/// One look, at all threads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub at: Duration,
    /// When the look before this one was.
    pub before: Duration,
    /// What is shorter is not claimed.
    pub least: Duration,
    /// The time between two ticks of the clock: so long a thread may be on a core without that being counted.
    pub tick: Duration,
}

/// What a thread did for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub activity: Activity,
    pub from: Duration,
    pub to: Duration,
}

/// What is known of one thread.
#[derive(Debug)]
pub(super) struct Lane {
    counts: Counts,
    /// When these were seen to change.
    changed: Duration,
    activity: Activity,
    from: Duration,
    /// What it did before that: it goes on if what came between was too short to be told.
    last: Option<Stretch>,
    /// Since when it seems to be on a core, and what was counted then.
    doubted: (Duration, Duration),
}

impl Lane {
    /// A thread that is seen for the first time.
    pub fn begin(at: Duration, counts: Counts, status: &Status) -> Lane {
        let activity = match status.state {
            State::Runnable if counts.arrivals == 0 => Activity::Ready,
            State::Runnable => Activity::Core(status.core),
            State::Kernel => Activity::Kernel,
            State::Asleep | State::Ended => Activity::Asleep,
        };
        Lane {
            counts,
            changed: at,
            activity,
            from: at,
            last: None,
            doubted: (at, counts.ran + counts.waited),
        }
    }

    /// Whether nothing was counted since the last look.
    pub fn has_not_moved(&self, counts: Counts) -> bool {
        self.counts == counts
    }

    /// Nothing was counted since the last look: the thread goes on with what it does. What is known now is appended to
    /// `known`.
    pub fn stay(&mut self, look: Look, known: &mut Vec<Stretch>) {
        let is_on_a_core = matches!(self.activity, Activity::Core(_));
        // On a core more would have been counted by now.
        let no_core = look.tick + 2 * look.least;
        if is_on_a_core && look.at.saturating_sub(self.changed) > no_core {
            self.turn_to(Activity::Ready, self.changed, look, known);
        }
    }

    /// Something was counted since the last look. What is known now is appended to `known`.
    pub fn go_on(&mut self, look: Look, counts: Counts, status: &Status, known: &mut Vec<Stretch>) {
        let ran = counts.ran.saturating_sub(self.counts.ran);
        let waited = counts.waited.saturating_sub(self.counts.waited);
        let has_left = counts.arrivals == self.counts.arrivals;
        let core = Activity::Core(status.core);
        let on_core_since = look.at.saturating_sub(ran);
        self.counts = counts;
        self.changed = look.at;
        if waited >= look.least {
            // It was counted when the thread got its core, and so has ended then.
            let since = on_core_since.saturating_sub(waited);
            self.turn_to(Activity::Ready, since, look, known);
            self.turn_to(core, on_core_since, look, known);
        } else {
            match mostly(look, ran, waited, status.state) {
                Mostly::Ran if matches!(self.activity, Activity::Core(_)) => {
                    self.turn_to(core, on_core_since.max(look.before), look, known);
                }
                Mostly::Ran => self.turn_to(core, on_core_since, look, known),
                Mostly::Waited => self.turn_to(Activity::Ready, look.before, look, known),
                Mostly::Rested => self.rest(look.before + ran, look, known),
            }
        }
        // Either it was on a core at the look before this one, and has left it once; or it came and left meanwhile.
        let rests_since = match has_left {
            true => look.before + ran,
            false => look.at,
        };
        match status.state {
            State::Asleep => self.turn_to(Activity::Asleep, rests_since, look, known),
            State::Kernel => self.turn_to(Activity::Kernel, rests_since, look, known),
            State::Runnable | State::Ended => {}
        }
        self.doubt(look, known);
    }

    /// The thread has ended, or is not looked at any more. The rest that is known of it is appended to `known`.
    pub fn end(mut self, at: Duration, least: Duration, known: &mut Vec<Stretch>) {
        let open = Stretch {
            activity: self.activity,
            from: self.from,
            to: at,
        };
        let is_told = at.saturating_sub(self.from) >= least;
        if let Some(last) = &mut self.last
            && !is_told
        {
            last.to = last.to.max(at);
        }
        known.extend(self.last);
        known.extend(is_told.then_some(open));
    }

    /// It did something else from this time on, unless it does so already.
    fn turn_to(&mut self, activity: Activity, at: Duration, look: Look, known: &mut Vec<Stretch>) {
        if activity == self.activity {
            return;
        }
        if matches!(activity, Activity::Core(_)) && !matches!(self.activity, Activity::Core(_)) {
            self.doubted = (look.at, self.counts.ran + self.counts.waited);
        }
        let at = at.clamp(self.from, look.at);
        if at - self.from < look.least {
            self.activity = activity;
            if let Some(last) = self.last.take_if(|last| last.activity == activity) {
                self.from = last.from;
            }
            return;
        }
        let closed = Stretch {
            activity: self.activity,
            from: self.from,
            to: at,
        };
        known.extend(self.last.replace(closed));
        (self.activity, self.from) = (activity, at);
    }

    /// It neither ran nor waited for a core from this time on; which kind of rest it was is known if it goes on with one.
    fn rest(&mut self, since: Duration, look: Look, known: &mut Vec<Stretch>) {
        if !matches!(self.activity, Activity::Asleep | Activity::Kernel) {
            self.turn_to(Activity::Asleep, since, look, known);
        }
    }

    /// A thread that sleeps and runs in pieces shorter than the time between two looks may seem to run at each of them.
    fn doubt(&mut self, look: Look, known: &mut Vec<Stretch>) {
        let counted = self.counts.ran + self.counts.waited;
        let (since, before) = self.doubted;
        let window = look.at.saturating_sub(since);
        if !matches!(self.activity, Activity::Core(_)) || window < DOUBT {
            return;
        }
        self.doubted = (look.at, counted);
        if (counted - before) * 2 < window {
            self.turn_to(Activity::Asleep, since, look, known);
        }
    }
}

/// What a thread did for the most of the time between two looks.
enum Mostly {
    Ran,
    Waited,
    Rested,
}

fn mostly(look: Look, ran: Duration, waited: Duration, state: State) -> Mostly {
    let rest = (look.at - look.before).saturating_sub(ran + waited);
    // It may be on a core without that being counted yet.
    let uncounted = match state {
        State::Runnable => rest.min(look.tick),
        _ => Duration::ZERO,
    };
    let (ran, rest) = (ran + uncounted, rest - uncounted);
    if waited > ran && waited > rest {
        Mostly::Waited
    } else if ran >= rest {
        Mostly::Ran
    } else {
        Mostly::Rested
    }
}

#[cfg(test)]
mod tests;
