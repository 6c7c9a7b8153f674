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
    fn every_character_is_one_step() {
        assert_eq!(
            draw(&[(0, 40, '░'), (60, 80, '█')]),
            "░░ █",
            "`len` of a string counts bytes, and these characters have three each: \
             keep the moment up to which you have drawn, or count with `chars`"
        );
    }

    #[test]
    fn one_bar_ends_where_the_next_begins() {
        let lane = draw(&[(0, 30, '.'), (30, 60, '#')]);
        assert!(
            lane == ".##" || lane == "..#",
            "60 ms are 3 steps, and 30 ms lie in the middle of one, which may go to either bar; \
             this was drawn: {lane:?}. Turn the same moment into the same step for both bars: \
             two lengths that are rounded each for itself lose a character, or make one up"
        );
    }

    #[test]
    fn a_hole_in_the_middle_of_a_step_costs_no_step() {
        let lane = draw(&[(0, 30, '.'), (45, 60, '#')]);
        assert_eq!(
            lane.chars().count(),
            3,
            "this lane ends at 60 ms, which is the end of its third step, however the hole is drawn: {lane:?}"
        );
    }

    #[test]
    fn nothing_happened_yet() {
        assert_eq!(draw(&[]), "", "a lane without spans is empty");
    }
}
