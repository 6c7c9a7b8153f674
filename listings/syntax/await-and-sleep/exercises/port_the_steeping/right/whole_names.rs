//! Writes the names out, and multiplies a duration.

async fn steep(seconds: f64) -> String {
    let second = std::time::Duration::from_secs(1);
    tokio::time::sleep(second.mul_f64(seconds)).await;
    format!(" tea after {seconds} s ")
}

async fn serve(seconds: f64) -> String {
    steep(seconds).await.trim().to_string()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", serve(0.2).await);
}
