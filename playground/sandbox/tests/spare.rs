//! The launcher that waits for the next program is used by it, is replaced, and does not outlive its sandbox.

#![cfg(target_os = "linux")]

mod common;

use common::{Setting, settings};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sandbox::{Event, Exit, Probing, Sandbox};

async fn sandbox_like(setting: &Setting) -> Sandbox {
    let sandbox = Sandbox::probe_with(Probing {
        only: Some(setting.tier),
        launcher: Some(setting.launcher().to_owned()),
        probe: Some(setting.hostile()),
        ..Probing::default()
    })
    .await;
    assert_eq!(sandbox.tier(), setting.tier, "{}", sandbox.why());
    setting.assert_gone();
    sandbox
}

async fn run(sandbox: &Sandbox, setting: &Setting, args: &[&str]) -> Exit {
    let work = setting.work_folder();
    let running = sandbox.spawn(setting.job(work.path(), args));
    let mut running = running.expect("a program that starts");
    loop {
        match running.next().await {
            Some(Event::Exit(exit)) => return exit,
            Some(_) => {}
            None => panic!("no end in {}", setting.name()),
        }
    }
}

#[tokio::test]
async fn the_one_that_waits_is_used_and_replaced() {
    for setting in settings().await {
        let sandbox = sandbox_like(&setting).await;
        sandbox.keep_ready();
        setting.wait_for(1).await;
        let first = setting.left();
        assert_eq!(first.len(), 1, "{}", setting.name());
        assert_eq!(run(&sandbox, &setting, &["exit", "7"]).await.code, Some(7));
        setting.wait_for(1).await;
        let next = setting.left();
        assert!(!next.contains(&first[0]), "{}: {next:?}", setting.name());
        drop(sandbox);
        setting.assert_gone();
    }
}

#[tokio::test]
async fn one_that_was_killed_is_not_used() {
    for setting in settings().await {
        let sandbox = sandbox_like(&setting).await;
        sandbox.keep_ready();
        setting.wait_for(1).await;
        for pid in setting.left() {
            kill(Pid::from_raw(pid), Signal::SIGKILL).unwrap();
        }
        setting.assert_gone();
        let exit = run(&sandbox, &setting, &["exit", "7"]).await;
        assert_eq!(exit.code, Some(7), "{} {exit:?}", setting.name());
        drop(sandbox);
        setting.assert_gone();
    }
}

#[tokio::test]
async fn many_at_once_all_have_their_own() {
    for setting in settings().await {
        let sandbox = sandbox_like(&setting).await;
        sandbox.keep_ready();
        let args: Vec<[String; 2]> = (0..8).map(|n| ["exit".into(), n.to_string()]).collect();
        let runs = args.iter().map(|[exit, code]| {
            let (sandbox, setting) = (&sandbox, &setting);
            async move { run(sandbox, setting, &[exit, code]).await.code }
        });
        let codes = futures_of(runs).await;
        assert_eq!(codes, (0..8).map(Some).collect::<Vec<_>>());
        drop(sandbox);
        setting.assert_gone();
    }
}

/// Polls all of them in turn, until all have ended.
async fn futures_of<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut all: Vec<_> = all.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        for (one, result) in &mut all {
            if result.is_none()
                && let std::task::Poll::Ready(value) = one.as_mut().poll(context)
            {
                *result = Some(value);
            }
        }
        if all.iter().all(|(_, result)| result.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    all.into_iter().filter_map(|(_, result)| result).collect()
}
