// region: hidden
//! Every order of two clerks who lock the same two things.
// endregion
#[derive(Clone, Copy, Default)]
struct World {
    seats_are_locked: bool,
    till_is_locked: bool,
}

/// What `sell` does, and what `refund` does.
const SCRIPTS: [&[Step]; 2] = [
    &[lock_seats, lock_till, let_go],
    &[lock_till, lock_seats, let_go],
];

/// The world after a step, or `None` if the thread has to wait.
type Step = fn(World) -> Option<World>;

fn lock_seats(mut world: World) -> Option<World> {
    let was_locked = std::mem::replace(&mut world.seats_are_locked, true);
    (!was_locked).then_some(world)
}

fn lock_till(mut world: World) -> Option<World> {
    let was_locked = std::mem::replace(&mut world.till_is_locked, true);
    (!was_locked).then_some(world)
}

/// Both guards are dropped.
fn let_go(_: World) -> Option<World> {
    Some(World::default())
}

fn explore(world: World, done: [usize; 2], order: &str) {
    let mut is_end = true;
    for (me, name) in ["S", "R"].into_iter().enumerate() {
        let step = SCRIPTS[me].get(done[me]);
        let Some(after) = step.and_then(|step| step(world)) else {
            continue; // this thread is done, or has to wait
        };
        is_end = false;
        let mut done = done;
        done[me] += 1;
        explore(after, done, &format!("{order}{name}"));
    }
    if is_end {
        let is_done = done == [3, 3];
        println!("{order}: {}", if is_done { "done" } else { "stuck" });
    }
}

fn main() {
    explore(World::default(), [0, 0], "");
}
