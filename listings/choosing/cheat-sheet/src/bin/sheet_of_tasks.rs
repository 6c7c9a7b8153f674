// region: hidden
//! The rows on tasks and on several things at once.

use futures::future::{BoxFuture, FutureExt, join_all, try_join_all};
use futures::stream::{self, StreamExt};
use std::error::Error;
use std::io;
use std::pin::pin;
use std::time::Duration;
use tokio::task::{JoinSet, yield_now};
use tokio::time::{Instant, sleep, timeout, timeout_at};
// endregion

const LIMIT: Duration = Duration::from_millis(20);

async fn brew(millis: u64) -> io::Result<u64> {
    sleep(Duration::from_millis(millis)).await;
    Ok(millis)
}

struct Heat;

impl Drop for Heat {
    fn drop(&mut self) {
        println!("finally: the heat is off");
    }
}

async fn brew_over(_heat: Heat) {
    sleep(Duration::from_secs(60)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let pot = tokio::spawn(brew(1));
    println!("create_task: {}", pot.await??);

    let pot = tokio::spawn(brew_over(Heat));
    yield_now().await;
    println!("task.done: {}", pot.is_finished());
    pot.abort();
    let end = pot.await;
    println!("task.cancelled: {}", end.is_err_and(|e| e.is_cancelled()));

    let both = tokio::try_join!(brew(2), brew(1))?;
    println!("gather(a(), b()): {both:?}");
    let each = tokio::join!(brew(2), brew(1));
    println!("… with return_exceptions: {each:?}");
    let pots: Vec<BoxFuture<_>> = vec![brew(2).boxed(), Box::pin(brew(1))];
    println!("gather(*fs): {:?}", try_join_all(pots).await?);
    let each = join_all([brew(2), brew(1)]).await;
    println!("… with return_exceptions: {each:?}");
    let mut group: JoinSet<_> = [brew(60), brew(1)].into_iter().collect();
    while let Some(pot) = group.join_next().await {
        println!("as_completed: {}", pot??);
    }

    tokio::select! {
        pot = brew(1) => println!("FIRST_COMPLETED: {pot:?}"),
        pot = brew(60_000) => println!("FIRST_COMPLETED: {pot:?}"),
    }
    println!("wait_for: {:?}", timeout(LIMIT, brew(60_000)).await);
    let shielded = timeout(LIMIT, tokio::spawn(brew(60_000)));
    println!("shield: {:?}", shielded.await.is_err());
    let when = Instant::now() + LIMIT;
    println!("timeout_at: {:?}", timeout_at(when, brew(60_000)).await);

    let mut cups = pin!(stream::unfold(1, async |cup| Some((cup, cup + 1))).take(2));
    while let Some(cup) = cups.next().await {
        println!("async for: {cup}");
    }
    Ok(())
}
