// region: hidden
//! Every order in which two threads can take their steps.
// endregion
#[derive(Clone, Copy, Default)]
struct World {
    count: u32,
    seen: [u32; 2], // a variable of each thread's own
}

/// What A does, and what B does.
const SCRIPTS: [&[Step]; 2] = [&[load, add, store], &[load, add, store]];

/// A step of thread `me`: the world after it, or `None` if the thread has to wait.
type Step = fn(World, me: usize) -> Option<World>;

fn load(mut world: World, me: usize) -> Option<World> {
    world.seen[me] = world.count;
    Some(world)
}

fn add(mut world: World, me: usize) -> Option<World> {
    world.seen[me] += 1;
    Some(world)
}

fn store(mut world: World, me: usize) -> Option<World> {
    world.count = world.seen[me];
    Some(world)
}

/// Goes on from `world` in every way there is, and collects where the ways end.
fn explore(world: World, done: [usize; 2], order: &str, ends: &mut Vec<(String, World)>) {
    let mut is_end = true;
    for (me, name) in ["A", "B"].into_iter().enumerate() {
        let step = SCRIPTS[me].get(done[me]);
        let Some(after) = step.and_then(|step| step(world, me)) else {
            continue; // this thread is done, or has to wait
        };
        is_end = false;
        let mut done = done;
        done[me] += 1;
        explore(after, done, &format!("{order}{name}"), ends);
    }
    if is_end {
        ends.push((order.to_owned(), world));
    }
}

fn main() {
    let mut ends = Vec::new();
    explore(World::default(), [0, 0], "", &mut ends);
    for (order, world) in &ends {
        println!("{order}: {}", world.count);
    }
    let wrong = ends.iter().filter(|(_, world)| world.count != 2).count();
    println!("{} orders, {wrong} of them wrong", ends.len());
}
