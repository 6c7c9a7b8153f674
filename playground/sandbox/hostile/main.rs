//! The hostile program of the tests, and the launcher that runs it.

fn main() {
    sandbox::launcher_main();
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("exit") => std::process::exit(3),
        Some("echo") => {
            println!(
                "{}",
                std::io::read_to_string(std::io::stdin()).unwrap_or_default()
            );
            eprintln!("{:?}", std::env::vars().collect::<Vec<_>>());
        }
        _ => {}
    }
}
