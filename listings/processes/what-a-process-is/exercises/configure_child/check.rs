#[cfg(test)]
mod check {
    use super::*;
    use std::env;
    use std::process::Command;

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        child();
        println!("SAFE_CODE is there: {}", env::var_os("SAFE_CODE").is_some());
    }

    /// What the child prints; each test has a tea of its own.
    fn printed_by_child(tea: &str) -> String {
        let mut command = Command::new(env::current_exe().expect("a program has a path"));
        command
            .args([
                "--exact",
                "check::as_the_child_of_the_others",
                "--nocapture",
            ])
            .env("SAFE_CODE", "1234");
        configure(&mut command, tea);
        assert_ne!(
            env::var("TEA").as_deref(),
            Ok(tea),
            "the tea stands in the environment of this process: set it in the child's, \
             with a method of the order form"
        );
        let result = command.output().expect("the child starts");
        let text = String::from_utf8_lossy(&result.stdout);
        let start = text.find("TEA ").unwrap_or_else(|| {
            panic!(
                "the child did not run its part: is there an argument too many? It printed: {text}"
            )
        });
        text[start..].to_owned()
    }

    #[test]
    fn the_child_finds_the_tea() {
        for tea in ["green", "earl grey", "зелёный"] {
            let printed = printed_by_child(tea);
            assert!(
                printed.starts_with(&format!("TEA {tea},")),
                "the child was to find {tea:?} in the variable TEA; it printed: {printed}"
            );
        }
    }

    #[test]
    fn the_code_of_the_safe_stays_here() {
        let printed = printed_by_child("oolong");
        assert!(
            !printed.contains("1234"),
            "a child is given all variables that the order form does not remove; it printed: {printed}"
        );
        assert!(
            printed.contains("SAFE_CODE is there: false"),
            "the variable is to be gone, not to hold another text; the child printed: {printed}"
        );
    }
}
