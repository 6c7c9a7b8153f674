#[cfg(test)]
mod check {
    use super::*;

    /// Every test starts this test program again as its child, and the child runs this one alone.
    #[test]
    fn as_the_child_of_the_others() {
        if let (Ok(name), Ok(millis)) = (env::var("NAME"), env::var("MILLIS")) {
            println!();
            child(&name, millis.parse().expect("the test passes a number"));
            std::process::exit(0);
        }
    }

    fn start(name: &str, millis: u64) -> Child {
        Command::new(env::current_exe().expect("a program has a path"))
            .args([
                "--exact",
                "check::as_the_child_of_the_others",
                "--nocapture",
            ])
            .env("NAME", name)
            .env("MILLIS", millis.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the child starts")
    }

    #[test]
    fn results_come_in_the_order_of_the_children() {
        let children = vec![start("ann", 600), start("bo", 300), start("cem", 0)];
        let results = collect(children).expect("the children can be waited for");
        assert_eq!(
            results,
            ["tea for ann", "tea for bo", "tea for cem"],
            "a map gives its results in the order of the jobs, whoever is done first"
        );
    }

    #[test]
    fn a_child_that_prints_nothing_has_an_empty_line() {
        let command = Command::new(env::current_exe().expect("a program has a path"))
            .args(["--exact", "no_such_test", "--no-such-option"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let silent = command.expect("the child starts");
        let results = collect(vec![silent]).expect("the child can be waited for");
        assert_eq!(results, [""], "one result for each child");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn every_child_is_waited_for() {
        let children = vec![start("ann", 100), start("bo", 0)];
        let ids: Vec<u32> = children.iter().map(Child::id).collect();
        collect(children).expect("the children can be waited for");
        thread::sleep(Duration::from_millis(200));
        for id in ids {
            assert!(
                !std::path::Path::new(&format!("/proc/{id}")).exists(),
                "child {id} is a zombie: its output was read to the end, and nobody called `wait`"
            );
        }
    }
}
