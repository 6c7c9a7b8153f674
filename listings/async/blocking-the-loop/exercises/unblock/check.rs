#[cfg(test)]
mod check {
    use super::*;
    use std::cell::Cell;
    use std::rc::Rc;

    #[tokio::test]
    async fn every_letter_is_printed() {
        let letters = print("tea and bread".to_string()).await;
        assert_eq!(letters, 13, "print returns what the driver returns");
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
        let start = std::time::Instant::now();
        print("the menu".to_string()).await;
        assert!(
            start.elapsed() >= Duration::from_millis(190),
            "print returns when the page is printed, not before"
        );
    }
}
