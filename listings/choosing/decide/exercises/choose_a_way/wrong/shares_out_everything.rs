//! Shares out what is a chain, and what is too small.

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

/// A map shows the weather of 2,000 towns.
/// Each is asked over the network, and answers within a second.
const WEATHER: Way = Tasks;

/// 5,000 photos in memory become smaller, by 30 ms of Rust code for each.
const PHOTOS: Way = Threads;

/// The balance of each of 120 months begins with that of the month before.
const BALANCES: Way = Threads;

/// Customers upload plug-ins, which are machine code.
/// One that crashes, or never returns, must harm nobody else.
const PLUGINS: Way = Processes;

/// Four thermometers are read, each whether or not the others answer.
/// The only function that reads one blocks until it has its answer.
const THERMOMETERS: Way = Threads;

/// A shop serves 3,000 customers at once, who mostly think and type.
/// Each order ends with a receipt, which is 200 ms of computing.
const SHOP: Way = TasksAndThreads;

/// The prices of the twenty things in a basket are added.
const BASKET: Way = Threads;

/// A video is converted by the program `ffmpeg`, which takes a minute.
/// The user may press Cancel.
const VIDEO: Way = Processes;

fn main() {
    println!("weather: {WEATHER:?}, photos: {PHOTOS:?}");
    println!("balances: {BALANCES:?}, plug-ins: {PLUGINS:?}");
    println!("thermometers: {THERMOMETERS:?}, shop: {SHOP:?}");
    println!("basket: {BASKET:?}, video: {VIDEO:?}");
}
