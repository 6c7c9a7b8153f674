#[cfg(test)]
mod check {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    /// What the room hears when this is said, by whom.
    async fn transcript(story: &[(u32, Option<&str>)]) -> Vec<String> {
        let (room, events) = mpsc::channel(64);
        let (news, mut heard) = broadcast::channel(64);
        for &(guest, text) in story {
            let event = (guest, text.map(str::to_owned));
            room.try_send(event).expect("there is room for all events");
        }
        drop(room);
        let kept = timeout(Duration::from_secs(3), keep(events, news)).await;
        kept.expect("when nobody can say anything more, `keep` returns");
        let mut lines = Vec::new();
        while let Ok(line) = heard.recv().await {
            lines.push(line);
        }
        lines
    }

    #[tokio::test]
    async fn a_new_name_is_told_and_kept() {
        let story = [
            (1, Some("ann")),
            (1, Some("hello")),
            (1, Some("/nick чай")),
            (1, Some("hello")),
            (1, None),
        ];
        assert_eq!(
            transcript(&story).await,
            [
                "* ann comes in",
                "ann: hello",
                "* ann is now чай",
                "чай: hello",
                "* чай leaves"
            ],
            "the guest goes on under the new name: the room has to remember it"
        );
    }

    #[tokio::test]
    async fn a_name_belongs_to_one_guest() {
        let story = [
            (1, Some("ann")),
            (2, Some("bo")),
            (2, Some("/nick ann")),
            (2, Some("a pity")),
            (1, Some("mine")),
        ];
        assert_eq!(
            transcript(&story).await[2..],
            ["* ann is taken", "bo: a pity", "ann: mine"],
            "Ann is in the room, so Bo stays Bo"
        );
    }

    #[tokio::test]
    async fn the_first_of_two_wishes_counts() {
        let story = [
            (1, Some("zoe")),
            (2, Some("bo")),
            (2, Some("/nick cem")),
            (1, Some("/nick cem")),
            (1, Some("I was late")),
        ];
        assert_eq!(
            transcript(&story).await[2..],
            ["* bo is now cem", "* cem is taken", "zoe: I was late"],
            "the room takes one event after the other: with the first the name is gone"
        );
    }

    #[tokio::test]
    async fn a_name_is_free_again() {
        let story = [
            (1, Some("ann")),
            (2, Some("bo")),
            (3, Some("cem")),
            (1, Some("/nick anna")),
            (2, Some("/nick ann")),
            (1, None),
            (3, Some("/nick anna")),
            (3, Some("/nick bo")),
        ];
        assert_eq!(
            transcript(&story).await[3..],
            [
                "* ann is now anna",
                "* bo is now ann",
                "* anna leaves",
                "* cem is now anna",
                "* anna is now bo"
            ],
            "who takes another name, or leaves, gives the old one back"
        );
    }

    #[tokio::test]
    async fn all_else_is_text() {
        let story = [
            (1, Some("ann")),
            (1, Some("/nickname")),
            (1, Some("type /nick bo")),
            (1, Some("nick bo")),
            (1, Some("who?")),
        ];
        assert_eq!(
            transcript(&story).await[1..],
            [
                "ann: /nickname",
                "ann: type /nick bo",
                "ann: nick bo",
                "ann: who?"
            ],
            "the command is a line that begins with `/nick` and a space"
        );
    }
}
