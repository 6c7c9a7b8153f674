#[cfg(test)]
mod check {
    use super::*;
    use std::sync::Mutex;
    use tokio::time::Instant;

    struct Entry {
        page: u32,
        attempt: u32,
        begins: bool,
        when: Instant,
    }

    /// What the site has seen; the clock of these tests jumps over all waits.
    #[derive(Default)]
    struct Diary(Mutex<Vec<Entry>>);

    impl Diary {
        fn note(&self, page: u32, attempt: u32, begins: bool) {
            let when = Instant::now();
            let entry = Entry {
                page,
                attempt,
                begins,
                when,
            };
            self.0.lock().expect("nobody panics").push(entry);
        }

        fn most_at_once(&self) -> usize {
            let (mut now, mut most) = (0, 0);
            for entry in self.0.lock().expect("nobody panics").iter() {
                now = if entry.begins { now + 1 } else { now - 1 };
                most = most.max(now);
            }
            most
        }

        /// The attempts for this page, in the order in which they began.
        fn attempts(&self, page: u32) -> Vec<u32> {
            let diary = self.0.lock().expect("nobody panics");
            let begun = diary.iter().filter(|entry| entry.begins);
            let of_page = begun.filter(|entry| entry.page == page);
            of_page.map(|entry| entry.attempt).collect()
        }

        /// When this attempt began, or ended.
        fn at(&self, page: u32, attempt: u32, begins: bool) -> Option<Instant> {
            let diary = self.0.lock().expect("nobody panics");
            let found = diary
                .iter()
                .find(|entry| (entry.page, entry.attempt, entry.begins) == (page, attempt, begins));
            found.map(|entry| entry.when)
        }
    }

    /// A site where page 7 never works, page 8 at the second attempt, and page 9 at the third; page 3 is slow.
    async fn ask(diary: &Diary, page: u32, attempt: u32) -> Answer {
        diary.note(page, attempt, true);
        sleep(Duration::from_millis(if page == 3 { 60 } else { 20 })).await;
        diary.note(page, attempt, false);
        let works_at = match page {
            7 => 100,
            8 => 2,
            9 => 3,
            _ => 1,
        };
        if attempt >= works_at {
            Ok(format!("text of page {page}"))
        } else {
            Err(format!("fault {attempt} of page {page}"))
        }
    }

    async fn answers(diary: &Diary, pages: &[u32], limit: usize) -> Vec<Answer> {
        let get = |page, attempt| ask(diary, page, attempt);
        let all = get_all(pages.to_vec(), limit, get);
        let ended = tokio::time::timeout(Duration::from_secs(8), all).await;
        ended.expect("`get_all` returns when every page has an answer")
    }

    #[tokio::test(start_paused = true)]
    async fn every_answer_is_in_its_place() {
        let diary = Diary::default();
        let answers = answers(&diary, &[9, 3, 7, 1, 8], 3).await;
        let expected = [
            Ok("text of page 9".to_owned()),
            Ok("text of page 3".to_owned()),
            Err("fault 3 of page 7".to_owned()),
            Ok("text of page 1".to_owned()),
            Ok("text of page 8".to_owned()),
        ];
        assert_eq!(
            answers, expected,
            "the order is that of the pages; page 9 works at the third attempt, and page 7 never: its answer is its last fault"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn three_attempts_and_no_more() {
        let diary = Diary::default();
        answers(&diary, &[7, 8, 9, 1], 4).await;
        let attempts = [7, 8, 9, 1].map(|page| diary.attempts(page));
        let expected = [vec![1, 2, 3], vec![1, 2], vec![1, 2, 3], vec![1]];
        assert_eq!(
            attempts, expected,
            "the attempts for pages 7 (never works), 8 (at the second), 9 (at the third) and 1"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn never_more_than_the_limit() {
        for limit in [1, 2] {
            let diary = Diary::default();
            answers(&diary, &[8, 9, 7, 1, 2, 4, 3, 5, 8, 9, 7, 6], limit).await;
            let most = diary.most_at_once();
            assert!(
                most <= limit,
                "{most} were asked for at the same time, and {limit} may be: a permit for each attempt, the second and third as well"
            );
            assert_eq!(
                most, limit,
                "{limit} may be asked for at the same time, and there are enough pages"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_pauses_get_longer() {
        let diary = Diary::default();
        answers(&diary, &[7], 1).await;
        for attempt in [1, 2] {
            let failed = diary.at(7, attempt, false);
            let next = diary.at(7, attempt + 1, true);
            let (Some(failed), Some(next)) = (failed, next) else {
                panic!("page 7 never works: it is asked for three times");
            };
            let paused = next - failed;
            assert!(
                paused >= pause(attempt),
                "after attempt {attempt} it paused for {paused:?}, and `pause({attempt})` says {:?}",
                pause(attempt)
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_takes_nobodys_place() {
        let diary = Diary::default();
        answers(&diary, &[7, 1], 1).await;
        let (Some(failed), Some(other)) = (diary.at(7, 1, false), diary.at(1, 1, true)) else {
            panic!("both pages are asked for");
        };
        assert!(
            other - failed < pause(1),
            "one at a time may be asked for, and page 1 came {:?} after page 7 had failed: while page 7 pauses, it is page 1's turn; give the permit back before the pause",
            other - failed
        );
    }
}
