use std::time::{Duration, Instant};

/// A slow hash, so that guessing passwords takes long: it computes for 20 ms a letter.
fn hash(password: &str) -> u64 {
    let start = Instant::now();
    let bytes = password.bytes().map(u64::from);
    let hash = bytes.fold(7, |hash: u64, byte| hash.wrapping_mul(31) ^ byte);
    while start.elapsed() < Duration::from_millis(20) * password.len() as u32 {
        std::hint::spin_loop();
    }
    hash
}

/// The hashes of the passwords, in their order.
async fn hash_all(passwords: Vec<String>) -> Vec<u64> {
    passwords.iter().map(|password| hash(password)).collect()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let passwords = ["tea", "milk", "sugar"].map(String::from);
    println!("{:?}", hash_all(passwords.to_vec()).await);
}
