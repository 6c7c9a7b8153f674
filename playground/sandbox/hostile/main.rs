//! The hostile program of the tests, and the server and launcher that run it.

mod host;

fn main() {
    sandbox::launcher_main();
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("host") => host::host(&args[1..]),
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
