//! What is true of these programs beyond their recorded text.

use std::process::Command;

fn run(program: &str) -> String {
    let output = Command::new(program).env_remove("LOG_START").output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{:?}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_task_tidies_up_the_closure_finishes_the_thread_is_cut_off() {
    let story = run(env!("CARGO_BIN_EXE_at_the_end"));
    assert!(story.contains("task | end: tidies up"), "{story}");
    assert!(!story.contains("task | has finished"), "{story}");
    assert!(story.contains("closure | has finished"), "{story}");
    assert!(!story.contains("thread | end"), "{story}");
    let closure = story.find("closure | end");
    assert!(closure < story.find("main | done"), "{story}");
}

#[test]
#[cfg(unix)]
fn who_waits_for_ctrl_c_goes_on_behind_it() {
    let story = run(env!("CARGO_BIN_EXE_raise_ctrl_c"));
    let heard = story.find("main | has heard it").expect("main hears it");
    let end = story.find("main | end: tidies up").expect("main tidies up");
    assert!(heard < end, "{story}");
}

#[test]
fn all_four_stop_when_they_are_asked() {
    let story = run(env!("CARGO_BIN_EXE_ask_to_stop"));
    let asked = story.find("asks all four").expect("main asks");
    for who in ["task", "closure", "thread", "child"] {
        let done = story.find(&format!("{who} | done"));
        assert!(done.is_some_and(|done| asked < done), "{who}: {story}");
    }
    assert!(story.contains("all ended well is true"), "{story}");
}

#[test]
fn what_the_door_took_is_served() {
    let story = run(env!("CARGO_BIN_EXE_drain"));
    let taken = story.matches("door | takes order").count();
    let served: Vec<u32> = (1..).take(taken).collect();
    assert!(taken >= 2, "{story}");
    assert!(story.contains(&format!("served {served:?}")), "{story}");
    let closed = story.find("door | end").expect("the door closes");
    assert!(closed < story.find("cook | end").expect("the cook goes"));
}
