#[cfg(test)]
mod check {
    use super::*;

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        if env::var("IS_CHILD").is_ok() {
            child();
        }
    }

    fn printed_by_child(tea: &str) -> String {
        let mut command = Command::new(env::current_exe().expect("a program has a path"));
        command
            .args([
                "--exact",
                "check::as_the_child_of_the_others",
                "--nocapture",
            ])
            .env("IS_CHILD", "yes")
            .env("SAFE_CODE", "1234");
        configure(&mut command, tea);
        let result = command.output().expect("the child starts");
        let text = String::from_utf8_lossy(&result.stdout).into_owned();
        let line = text.find("TEA ").map(|start| text[start..].lines().next());
        line.flatten()
            .unwrap_or("nothing, for it never ran: is there an argument too many?")
            .to_owned()
    }

    #[test]
    fn the_child_finds_the_tea() {
        for tea in ["green", "earl grey"] {
            let line = printed_by_child(tea);
            assert!(
                line.starts_with(&format!("TEA {tea},")),
                "the child was to find {tea:?} in the variable TEA; it printed: {line}"
            );
        }
    }

    #[test]
    fn the_code_of_the_safe_stays_here() {
        let line = printed_by_child("green");
        assert!(
            line.ends_with("SAFE_CODE not set"),
            "a child is given all variables that the order form does not remove; it printed: {line}"
        );
    }

    #[test]
    fn the_parent_keeps_its_environment() {
        let before = env::var("TEA");
        printed_by_child("green");
        assert_eq!(
            env::var("TEA"),
            before,
            "`env` sets a variable of the child, not of this process"
        );
    }
}
