// region: hidden
//! A group: the first error ends the others.
// endregion
use std::time::Duration;
use tokio::{task::JoinSet, time::sleep};

struct Seat(&'static str);

impl Drop for Seat {
    fn drop(&mut self) {
        println!("{} leaves", self.0);
    }
}

async fn brew(
    guest: &'static str,
    seconds: f64,
) -> Result<(), &'static str> {
    let _seat = Seat(guest);
    sleep(Duration::from_secs_f64(seconds)).await;
    if guest == "Cy" {
        return Err("no cup left");
    }
    println!("{guest} has tea");
    Ok(())
}

async fn serve() -> Result<(), &'static str> {
    let mut set = JoinSet::new();
    set.spawn(brew("Ann", 0.1));
    set.spawn(brew("Cy", 0.2));
    set.spawn(brew("Bo", 0.3));
    while let Some(done) = set.join_next().await {
        let served = done.expect("a brew panicked");
        if let Err(error) = served {
            set.shutdown().await;
            return Err(error);
        }
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    if let Err(error) = serve().await {
        println!("error: {error}");
    }
    sleep(Duration::from_millis(200)).await;
    println!("main is done");
}
