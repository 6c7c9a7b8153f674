//! Programs written against this sandbox by somebody who has read it: none gets round a limit, in any tier, as any user.

#![cfg(target_os = "linux")]

mod common;

use common::{LIMITS, Outcome, Setting, seconds, settings};
use sandbox::{Event, Limits, Stopped, Tier};
use tokio::task::JoinSet;

/// A program, and what must be true of it.
struct Attack {
    program: &'static [&'static str],
    limits: Limits,
    fails: fn(&Setting, &Outcome) -> bool,
}

const fn attack(program: &'static [&'static str], fails: fn(&Setting, &Outcome) -> bool) -> Attack {
    Attack {
        program,
        limits: LIMITS,
        fails,
    }
}

fn stopped_by(it: &Outcome, limit: Stopped) -> bool {
    it.exit.stopped == Some(limit) && !it.stdout.contains("kept")
}

fn refused(it: &Outcome) -> bool {
    it.stdout.starts_with("refused")
}

/// Where memory is watched and not counted, a kind that cannot be seen is refused.
fn no_memory(_: &Setting, it: &Outcome) -> bool {
    stopped_by(it, Stopped::Memory) || refused(it)
}

const MEMORY: &[Attack] = &[
    attack(&["leader-exit"], no_memory),
    attack(&["shared-tail"], no_memory),
    attack(&["pinned"], no_memory),
    attack(&["mappings"], no_memory),
    attack(&["blind"], |_, it| {
        it.exit.stopped.is_some() && !it.stdout.contains("kept") && it.took < seconds(8)
    }),
];

/// The buffers of sockets: counted, or so small that as many as there may be hold little.
const BUFFERS: &[Attack] = &[
    attack(&["socket-buffers"], |setting, it| {
        stopped_by(it, Stopped::Memory) || had(it) < room(setting)
    }),
    attack(&["tcp-buffers"], |setting, it| {
        setting.tier == Tier::Landlock || stopped_by(it, Stopped::Memory) || had(it) < room(setting)
    }),
];

fn room(setting: &Setting) -> u64 {
    // The kernel counts the last buffer only when it is there.
    if setting.is_exact() { 80 } else { 300 }
}

/// How much of something it says that it had.
fn had(it: &Outcome) -> u64 {
    let number = it.stdout.split(' ').next();
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

const KERNEL: &[Attack] = &[
    attack(&["files-of-hidden"], |_, it| {
        stopped_by(it, Stopped::OpenFiles) || stopped_by(it, Stopped::Memory)
    }),
    attack(&["table-each"], |_, it| it.stdout == "refused\n"),
    attack(&["aio"], |_, it| it.stdout == "0 contexts\n"),
    attack(&["inotify"], |_, it| it.stdout == "0 instances\n"),
    attack(&["futex-hash"], |_, it| had(it) == 0),
    attack(&["rulesets"], |_, it| had(it) == 0),
    attack(&["filters"], |_, it| had(it) == 0),
    attack(&["watches", "80000"], |_, it| {
        stopped_by(it, Stopped::OpenFiles) || stopped_by(it, Stopped::Memory)
    }),
    attack(&["not-accepted"], |setting, it| {
        setting.tier == Tier::Landlock
            || stopped_by(it, Stopped::OpenFiles)
            || stopped_by(it, Stopped::Memory)
    }),
    attack(&["greedy-bomb"], |_, it| {
        it.exit.stopped.is_some() && it.took < seconds(8)
    }),
];

/// Each setting by itself, its attacks one after another.
async fn all_fail(attacks: &'static [Attack]) {
    let mut all = JoinSet::new();
    for setting in settings().await {
        all.spawn(async move {
            let mut held = Vec::new();
            for attack in attacks {
                let outcome = setting
                    .run_within(attack.limits.clone(), attack.program)
                    .await;
                if !(attack.fails)(&setting, &outcome) {
                    held.push(format!(
                        "{} {:?} {outcome:?}",
                        setting.name(),
                        attack.program
                    ));
                }
            }
            held
        });
    }
    let succeeded = all.join_all().await.concat();
    assert!(succeeded.is_empty(), "{}", succeeded.join("\n"));
}

#[tokio::test]
async fn memory_does_not_hide() {
    all_fail(MEMORY).await;
}

#[tokio::test]
async fn buffers_are_limited() {
    all_fail(BUFFERS).await;
}

#[tokio::test]
async fn the_kernels_own_tables_are_limited() {
    all_fail(KERNEL).await;
}

/// What the kernel counts for all programs of a user together, one of them takes from the others.
#[tokio::test]
async fn others_run_beside_descriptors_that_are_on_their_way() {
    for setting in settings().await {
        let (one, other) = (setting.work_folder(), setting.work_folder());
        let mut running = setting.spawn(setting.job(one.path(), &["in-flight"]));
        let event = running.next().await;
        let said = matches!(&event, Some(Event::Stdout(text)) if text.ends_with(b" in flight\n"));
        assert!(said, "{} {event:?}", setting.name());
        let mut beside = setting.spawn(setting.job(other.path(), &["exit", "7"]));
        let mut exit = None;
        while let Some(event) = beside.next().await {
            if let Event::Exit(ended) = event {
                exit = Some(ended);
            }
        }
        let code = exit.as_ref().and_then(|exit| exit.code);
        assert_eq!(code, Some(7), "{} {exit:?}", setting.name());
        while running.next().await.is_some() {}
    }
}
