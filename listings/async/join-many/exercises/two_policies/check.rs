#[cfg(test)]
mod check {
    use super::*;
    use std::cell::Cell;
    use std::time::Duration;
    use tokio::time::timeout;

    /// Counts the dishes that are on it, those that are done, and those that are dropped before.
    #[derive(Default)]
    struct Stove {
        cooking: Cell<u32>,
        most: Cell<u32>,
        done: Cell<u32>,
        dropped: Cell<u32>,
    }

    struct Pan<'a>(&'a Stove, bool);

    impl Drop for Pan<'_> {
        fn drop(&mut self) {
            let count = if self.1 {
                &self.0.done
            } else {
                &self.0.dropped
            };
            count.set(count.get() + 1);
            let cooking = &self.0.cooking;
            cooking.set(cooking.get() - 1);
        }
    }

    async fn fry(stove: &Stove, dish: &str, ms: u64) -> Dish {
        stove.cooking.set(stove.cooking.get() + 1);
        stove.most.set(stove.most.get().max(stove.cooking.get()));
        let mut pan = Pan(stove, false);
        let dish = cook(dish, ms).await;
        pan.1 = true;
        dish
    }

    #[tokio::test]
    async fn the_first_error_ends_the_banquet() {
        let stove = Stove::default();
        let menu = vec![
            fry(&stove, "rice", 60_000),
            fry(&stove, "soup", 20),
            fry(&stove, "tart", 60_000),
        ];
        let answer = timeout(Duration::from_secs(2), banquet(menu)).await;
        let answer = answer.expect(
            "the soup burns after 20 ms, and the banquet still waits for the other dishes after 2 s",
        );
        assert_eq!(
            answer,
            Err("the soup is burnt".to_string()),
            "a banquet needs every dish"
        );
        assert_eq!(
            stove.dropped.get(),
            2,
            "when the soup burns, two dishes are still cooking, and both have to be dropped; \
             {} dishes were cooked to the end",
            stove.done.get()
        );
    }

    #[tokio::test]
    async fn a_banquet_keeps_the_order_of_the_list() {
        let answer = banquet(vec![cook("rice", 60), cook("tart", 10)]).await;
        assert_eq!(answer, Ok(vec!["rice".to_string(), "tart".to_string()]));
    }

    #[tokio::test]
    async fn the_dishes_cook_together() {
        for is_banquet in [true, false] {
            let stove = Stove::default();
            let menu = vec![
                fry(&stove, "rice", 20),
                fry(&stove, "tart", 20),
                fry(&stove, "peas", 20),
            ];
            let (who, dishes) = if is_banquet {
                ("banquet", banquet(menu).await.unwrap_or_default())
            } else {
                ("buffet", buffet(menu).await)
            };
            assert_eq!(dishes, ["rice", "tart", "peas"], "the {who} is complete");
            assert_eq!(
                stove.most.get(),
                3,
                "three dishes can cook at the same time; of the {who} there were {} at most on the stove",
                stove.most.get()
            );
        }
    }

    #[tokio::test]
    async fn one_error_leaves_the_buffet_the_rest() {
        let stove = Stove::default();
        let menu = vec![
            fry(&stove, "rice", 60),
            fry(&stove, "soup", 10),
            fry(&stove, "tart", 30),
        ];
        let dishes = buffet(menu).await;
        assert_eq!(
            stove.dropped.get(),
            0,
            "a buffet waits for all: the burnt soup is no reason to drop what still cooks"
        );
        assert_eq!(
            dishes,
            ["rice", "tart"],
            "every dish that worked, in the order of the list"
        );
    }
}
