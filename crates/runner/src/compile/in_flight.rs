//! Compilations that are going on: the same program is not compiled twice at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

type Turn = Arc<tokio::sync::Mutex<()>>;

/// A turn for each program that is being compiled, by its key.
#[derive(Debug, Default)]
pub(crate) struct InFlight {
    turns: Mutex<HashMap<String, (usize, Turn)>>,
}

/// One that compiles a program, or waits for another one's result.
#[derive(Debug)]
pub(crate) struct Joined<'a> {
    in_flight: &'a InFlight,
    key: &'a str,
    turn: Turn,
}

impl InFlight {
    /// Joins those that want this program.
    pub(crate) fn join<'a>(&'a self, key: &'a str) -> Joined<'a> {
        let mut turns = self.lock();
        let (members, turn) = turns.entry(key.to_owned()).or_default();
        *members += 1;
        Joined {
            in_flight: self,
            key,
            turn: Arc::clone(turn),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (usize, Turn)>> {
        self.turns
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Joined<'_> {
    /// Waits until nobody else compiles this program.
    pub(crate) async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }
}

impl Drop for Joined<'_> {
    fn drop(&mut self) {
        let mut turns = self.in_flight.lock();
        if let Some((members, _)) = turns.get_mut(self.key) {
            *members -= 1;
            if *members == 0 {
                turns.remove(self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_second_of_a_program_waits_for_the_first_and_nothing_is_kept() {
        let in_flight = InFlight::default();
        let (first, second, other) = (
            in_flight.join("a"),
            in_flight.join("a"),
            in_flight.join("b"),
        );
        let turn = first.turn().await;
        assert!(second.turn.try_lock().is_err());
        assert!(other.turn.try_lock().is_ok());
        drop(turn);
        assert!(second.turn.try_lock().is_ok());
        drop((first, second, other));
        assert!(in_flight.lock().is_empty());
    }
}
