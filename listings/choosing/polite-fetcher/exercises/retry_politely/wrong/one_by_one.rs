//! One page after the other.

use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::sleep;

type Answer = Result<String, String>;

/// How long to pause after this attempt failed.
fn pause(attempt: u32) -> Duration {
    Duration::from_millis(50) * 2u32.pow(attempt - 1)
}

/// Gets all pages, at most `limit` (1 or more) at a time, and returns the answers in the order of `pages`.
/// A page that fails is asked for again, up to three attempts in all, with a `pause` after each that failed;
/// while it pauses, another page may be asked for.
/// If the third attempt fails, its fault is the answer.
async fn get_all<F>(pages: Vec<u32>, limit: usize, get: impl Fn(u32, u32) -> F) -> Vec<Answer>
where
    F: Future<Output = Answer>,
{
    let (permits, get) = (&Semaphore::new(limit), &get);
    let mut answers = Vec::new();
    for page in pages {
        let mut attempt = 1;
        let answer = loop {
            let _permit = permits.acquire().await.expect("nobody closes it");
            let answer = get(page, attempt).await;
            if answer.is_ok() || attempt == 3 {
                break answer;
            }
            sleep(pause(attempt)).await;
            attempt += 1;
        };
        answers.push(answer);
    }
    answers
}

/// A site where the first attempt for page 2 fails.
async fn get(page: u32, attempt: u32) -> Answer {
    println!("page {page}, attempt {attempt}");
    sleep(Duration::from_millis(40)).await;
    match (page, attempt) {
        (2, 1) => Err("out of order".to_owned()),
        _ => Ok(format!("page {page}")),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", get_all(vec![3, 2, 1], 2, get).await);
}
