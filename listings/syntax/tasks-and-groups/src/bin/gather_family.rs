// region: hidden
//! What takes gather's place, three times.
// endregion
use futures::future::join_all;
use std::time::Duration;
use tokio::time::sleep;

async fn brew(
    guest: &str,
    seconds: f64,
) -> Result<&str, &'static str> {
    sleep(Duration::from_secs_f64(seconds)).await;
    if guest == "Cy" {
        return Err("no cup left");
    }
    println!("{guest} has tea");
    Ok(guest)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), &'static str> {
    let (ann, bo) = tokio::try_join!(
        brew("Ann", 0.2),
        brew("Bo", 0.1),
    )?;
    println!("both: {ann} {bo}");

    let guests = [("Cem", 0.2), ("Cy", 0.1)];
    let brews =
        guests.map(|(guest, s)| brew(guest, s));
    for result in join_all(brews).await {
        match result {
            Ok(guest) => {
                println!("result: {guest}")
            }
            Err(error) => {
                println!("result: {error}")
            }
        }
    }

    let served = tokio::try_join!(
        brew("Dee", 0.2),
        brew("Cy", 0.1),
    );
    if let Err(error) = served {
        println!("error: {error}");
    }
    Ok(())
}
