#[cfg(test)]
mod check {
    use super::*;
    use std::sync::{Arc, Mutex};

    /// What was begun and what was done, in order: `+3` and `-3`.
    type Diary = Arc<Mutex<Vec<i64>>>;

    /// Fetches like a site whose page 7 is slow, and writes a diary.
    fn site(
        diary: &Diary,
    ) -> impl Fn(u32) -> std::pin::Pin<Box<dyn Future<Output = String> + Send>> {
        let diary = Arc::clone(diary);
        move |page| {
            let diary = Arc::clone(&diary);
            Box::pin(async move {
                diary.lock().expect("nobody panics").push(i64::from(page));
                let ms = if page == 7 { 300 } else { 40 };
                sleep(Duration::from_millis(ms)).await;
                diary.lock().expect("nobody panics").push(-i64::from(page));
                format!("the text of page {page}")
            })
        }
    }

    async fn diary_of(pages: &[u32], limit: usize) -> (Vec<i64>, Vec<String>) {
        let diary = Diary::default();
        let texts = fetch_all(pages.to_vec(), limit, site(&diary)).await;
        let diary = diary.lock().expect("nobody panics").clone();
        (diary, texts)
    }

    fn most_at_once(diary: &[i64]) -> i64 {
        let running = diary.iter().scan(0, |running, event| {
            *running += event.signum();
            Some(*running)
        });
        running.max().unwrap_or(0)
    }

    #[tokio::test]
    async fn never_more_than_the_limit() {
        let (diary, _) = diary_of(&[1, 2, 3, 4, 5, 6], 2).await;
        assert!(
            most_at_once(&diary) <= 2,
            "at most 2 at a time; begun (+) and done (-): {diary:?}; \
             a permit is given back when it is dropped, so it needs a name that lives as long as the fetch"
        );
    }

    #[tokio::test]
    async fn as_many_as_the_limit_allows() {
        let (diary, _) = diary_of(&[1, 2, 3, 4, 5, 6], 3).await;
        assert_eq!(
            most_at_once(&diary),
            3,
            "3 may be under way, and there are enough pages; begun (+) and done (-): {diary:?}"
        );
    }

    #[tokio::test]
    async fn every_page_is_fetched_once_and_in_its_place() {
        let (diary, texts) = diary_of(&[7, 2, 9, 4], 3).await;
        let wanted = [7, 2, 9, 4].map(|page| format!("the text of page {page}"));
        assert_eq!(
            texts, wanted,
            "page 7 is slow, and its text is the first all the same: the order is that of the list"
        );
        assert_eq!(diary.len(), 8, "each page is fetched once: {diary:?}");
    }

    #[tokio::test]
    async fn a_slow_page_holds_up_nobody_else() {
        let (diary, _) = diary_of(&[1, 7, 3], 2).await;
        let at = |event: i64| diary.iter().position(|entry| *entry == event);
        assert!(
            at(3).is_some() && at(3) < at(-7),
            "page 1 is done, so page 3 may begin, although page 7 is not done; \
             begun (+) and done (-): {diary:?}"
        );
    }
}
