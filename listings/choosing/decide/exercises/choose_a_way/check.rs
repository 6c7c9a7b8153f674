#[cfg(test)]
mod check {
    use super::*;

    /// Compares a choice with the plainest way that does the job, and says what is wrong with the others.
    fn assert_chosen(job: &str, chosen: Way, plainest: Way, why_not: fn(Way) -> &'static str) {
        assert!(
            chosen == plainest,
            "{job}, and you chose {chosen:?}: {}",
            why_not(chosen)
        );
    }

    #[test]
    fn the_weather_of_2000_towns() {
        assert_chosen(
            "2,000 answers are waited for",
            WEATHER,
            Tasks,
            |way| match way {
                OneByOne => {
                    "one after another they take up to 2,000 seconds, more than half an hour"
                }
                Processes => {
                    "2,000 processes that do nothing but wait; each takes a millisecond to start and memory of its own"
                }
                Threads => {
                    "it may work, with 2,000 stacks for nothing but waiting; ask 200,000 towns tomorrow, and the system refuses the threads"
                }
                _ => "there is nothing to compute that threads could take over",
            },
        );
    }

    #[test]
    fn five_thousand_photos() {
        assert_chosen(
            "150 seconds of pure computing",
            PHOTOS,
            Threads,
            |way| match way {
                OneByOne => "one core works, and the others have nothing to do",
                Processes => {
                    "Python needs them, for its lock lets one thread compute; Rust's threads compute on all cores, and the photos need not be copied to another memory"
                }
                Tasks => {
                    "a photo never awaits, so each task holds its thread for 30 ms: on one thread that is one by one"
                }
                _ => "nobody waits here, so there is nothing for a task to do",
            },
        );
    }

    #[test]
    fn a_balance_that_needs_the_one_before() {
        assert_chosen(
            "each month needs the one before",
            BALANCES,
            OneByOne,
            |_| "whoever gets the second month has to wait until the first is done; what depends in a chain cannot be shared out, in no way",
        );
    }

    #[test]
    fn plug_ins_that_may_crash() {
        assert_chosen(
            "a stranger's machine code may crash or hang",
            PLUGINS,
            Processes,
            |way| match way {
                Threads => {
                    "a crash in one thread ends the whole process, and a thread that never returns cannot be stopped"
                }
                OneByOne => "the first crash ends your program",
                _ => {
                    "a crash in a task ends the whole process, and a task that never awaits cannot be stopped"
                }
            },
        );
    }

    #[test]
    fn four_thermometers_that_block() {
        assert_chosen(
            "four calls that block their thread",
            THERMOMETERS,
            Threads,
            |way| match way {
                OneByOne => "a thermometer that does not answer holds up the other three",
                Processes => {
                    "it works; but nothing crashes here, and a process costs more and shares nothing"
                }
                Tasks => {
                    "the driver's function blocks: it never awaits, and holds the thread on which all the tasks have their turns"
                }
                _ => {
                    "it works: each call gets a thread by spawn_blocking. But the tasks do nothing then, and four threads alone are the plainer program"
                }
            },
        );
    }

    #[test]
    fn a_shop_with_receipts() {
        assert_chosen(
            "3,000 customers wait, and receipts are computed",
            SHOP,
            TasksAndThreads,
            |way| match way {
                Tasks => {
                    "3,000 waits are right for tasks; but while a task computes a receipt, its thread does nothing else for 200 ms, and all other customers on it stand still"
                }
                Threads => {
                    "3,000 threads that wait for somebody to type: the receipts need threads, and only as many as there are cores"
                }
                OneByOne => {
                    "the second customer would have to wait until the first has left the shop"
                }
                _ => "3,000 processes, and the stock of the shop in none of them",
            },
        );
    }

    #[test]
    fn the_sum_of_a_basket() {
        assert_chosen(
            "twenty additions",
            BASKET,
            OneByOne,
            |_| "twenty additions take less than a microsecond; to start a thread takes longer than that, to start a process a thousand times longer, and a task has nothing to wait for",
        );
    }

    #[test]
    fn a_video_by_another_program() {
        assert_chosen(
            "ffmpeg is another program",
            VIDEO,
            Processes,
            |way| match way {
                Tasks => {
                    "a task may wait for it, but who converts is another program, so start that: a child process, which kill ends when the user presses Cancel"
                }
                _ => {
                    "another program runs in a process of its own, in whichever way you wait for it; and kill ends it when the user presses Cancel"
                }
            },
        );
    }
}
