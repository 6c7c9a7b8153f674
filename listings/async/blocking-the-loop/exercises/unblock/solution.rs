use std::sync::Mutex;
use std::time::Duration;

/// The pages that the printer has put out.
static TRAY: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The printer's driver: somebody else's code, and it blocks its thread for 200 ms.
fn print_page(page: &str) -> usize {
    std::thread::sleep(Duration::from_millis(200));
    let mut tray = TRAY.lock().expect("the driver does not panic");
    tray.push(page.to_string());
    page.len()
}

/// Prints the page while the other tasks go on.
async fn print(page: String) -> usize {
    let printed = tokio::task::spawn_blocking(move || print_page(&page));
    printed.await.expect("the driver does not panic")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let clock = tokio::spawn(async {
        loop {
            tokio::time::sleep(Duration::from_millis(25)).await;
            println!("tick");
        }
    });
    println!("{} letters printed", print("the menu".to_string()).await);
    clock.abort();
}
