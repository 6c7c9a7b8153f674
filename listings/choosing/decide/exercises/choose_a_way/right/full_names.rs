//! Names two of the ways once, and uses them.

#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(dead_code)] // not every name has to be chosen
enum Way {
    OneByOne,
    Processes,
    Threads,
    Tasks,
    /// Tasks wait, and hand what computes to threads.
    TasksAndThreads,
}
use Way::*;

const COMPUTING: Way = Way::Threads;
const WALL: Way = Way::Processes;

const WEATHER: Way = Way::Tasks;
const PHOTOS: Way = COMPUTING;
const BALANCES: Way = Way::OneByOne;
const PLUGINS: Way = WALL;
const THERMOMETERS: Way = Threads;
const SHOP: Way = TasksAndThreads;
const BASKET: Way = BALANCES;
const VIDEO: Way = WALL;

fn main() {
    let all = [
        WEATHER,
        PHOTOS,
        BALANCES,
        PLUGINS,
        THERMOMETERS,
        SHOP,
        BASKET,
        VIDEO,
    ];
    println!("{all:?}");
}
