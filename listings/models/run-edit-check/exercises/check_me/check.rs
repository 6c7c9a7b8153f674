#[cfg(test)]
mod check {
    use super::*;

    type Orders = Vec<(&'static str, u64)>;

    /// How long all guests wait together, in milliseconds, if the pot brews in this order.
    fn waits(orders: &Orders) -> u64 {
        let mut clock = 0;
        let mut sum = 0;
        for (_, millis) in orders {
            clock += millis;
            sum += clock;
        }
        sum
    }

    fn assert_shortest(orders: Orders, shortest: u64) {
        let plan = plan(orders.clone());
        let (mut planned, mut given) = (plan.clone(), orders.clone());
        planned.sort();
        given.sort();
        assert_eq!(
            planned, given,
            "every guest of the list is served once, with the tea that was ordered: only the order is yours"
        );
        assert_eq!(
            waits(&plan),
            shortest,
            "in the order {plan:?} the guests wait {} ms together, and {shortest} ms are possible: \
             everybody waits for the tea that brews now, so which tea goes first?",
            waits(&plan)
        );
    }

    #[test]
    fn the_three_guests_of_the_program_wait_as_short_as_possible() {
        assert_shortest(vec![("ann", 300), ("bo", 100), ("cem", 200)], 1000);
    }

    #[test]
    fn any_guests_wait_as_short_as_possible() {
        let orders = vec![("fay", 400), ("dee", 200), ("gus", 100), ("eve", 300)];
        assert_shortest(orders, 2000);
        assert_shortest(vec![("dee", 300), ("eve", 100), ("fay", 100)], 800);
    }

    #[test]
    fn without_guests_nobody_waits() {
        assert_shortest(Vec::new(), 0);
    }
}
