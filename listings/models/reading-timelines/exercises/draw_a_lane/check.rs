#[cfg(test)]
mod check {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_span() {
        assert_eq!(draw(&[(0, 60, '#')]), "###", "60 ms are 3 steps of 20 ms");
    }

    #[test]
    fn a_bar_begins_where_its_span_begins() {
        assert_eq!(
            draw(&[(40, 100, '#')]),
            "  ###",
            "nothing happens for 40 ms, and that is 2 spaces: a bar without its beginning shows how long, not when"
        );
    }

    #[test]
    fn each_state_has_its_character() {
        assert_eq!(
            draw(&[(0, 40, '.'), (40, 100, '#')]),
            "..###",
            "first a wait, drawn with points, then work"
        );
    }

    #[test]
    fn a_hole_stays_a_hole() {
        assert_eq!(
            draw(&[(0, 20, '#'), (60, 80, '#')]),
            "#  #",
            "between 20 and 60 ms the lane does nothing, and the second bar begins at 60"
        );
    }

    #[test]
    fn one_bar_ends_where_the_next_begins() {
        assert_eq!(
            draw(&[(0, 30, '.'), (30, 60, '#')]),
            ".##",
            "30 ms lie in the middle of a step: both bars must divide the same moment by the step, \
             or a character is lost between them"
        );
    }
}
