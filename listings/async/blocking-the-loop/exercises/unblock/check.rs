#[cfg(test)]
mod check {
    use super::*;
    use std::cell::Cell;
    use std::rc::Rc;
    use std::time::{Duration, Instant};

    fn lies_in_the_tray(page: &str) -> bool {
        let tray = TRAY.lock().expect("the driver does not panic");
        tray.iter().any(|printed| printed == page)
    }

    #[tokio::test]
    async fn every_letter_is_printed() {
        let letters = print("tea and bread".to_string()).await;
        assert_eq!(letters, 13, "print returns what the driver returns");
        assert!(
            lies_in_the_tray("tea and bread"),
            "print returned, and the page is not in the tray: call the driver, and wait for it"
        );
    }

    #[tokio::test]
    async fn the_clock_ticks_while_the_page_is_printed() {
        let ticks = Rc::new(Cell::new(0));
        let clock = async {
            loop {
                tokio::time::sleep(Duration::from_millis(10)).await;
                ticks.set(ticks.get() + 1);
            }
        };
        tokio::select! {
            _ = clock => unreachable!("the clock has no end"),
            _ = print("the menu".to_string()) => {}
        }
        assert!(
            ticks.get() >= 3,
            "the clock ticked {} times in 200 ms: its thread was blocked, so no task had a turn",
            ticks.get()
        );
    }

    #[tokio::test]
    async fn the_driver_still_takes_its_time() {
        let start = Instant::now();
        print("the bill".to_string()).await;
        assert!(
            start.elapsed() >= Duration::from_millis(199) && lies_in_the_tray("the bill"),
            "print returned after {:?}: it returns when the page is printed, not before",
            start.elapsed()
        );
    }
}
