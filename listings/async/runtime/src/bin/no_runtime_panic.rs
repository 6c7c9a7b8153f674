// region: hidden
//! A task without a runtime.
// endregion

async fn boil(cups: u32) -> u32 {
    println!("kettle: start");
    cups
}

fn main() {
    println!("main: spawn the kettle");
    let kettle = tokio::spawn(boil(2));
    println!("main: done");
    drop(kettle);
}
