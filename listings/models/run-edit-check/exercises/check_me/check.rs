#[cfg(test)]
mod check {
    use super::*;

    #[test]
    fn the_longest_tea_is_served() {
        let longest = 300;
        assert!(
            all_served() >= longest,
            "`all_served` returned {}: the longest tea takes {longest} ms, so they cannot all be served before that; \
             write your number between the braces of `all_served`",
            all_served()
        );
    }

    #[test]
    fn nobody_waits_for_the_tea_of_another() {
        let sum = 300 + 200 + 100;
        assert!(
            all_served() < sum,
            "`all_served` returned {}: {sum} ms is the sum, the time of three teas one after another; \
             these three brew side by side",
            all_served()
        );
    }

    #[test]
    fn nothing_else_takes_time() {
        assert_eq!(
            all_served(),
            300,
            "the last tea is served when the longest is done, and not later"
        );
    }
}
