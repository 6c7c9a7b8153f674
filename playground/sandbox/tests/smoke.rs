//! smoke
use sandbox::*;
use std::time::Duration;

#[tokio::test]
async fn smoke() {
    let probe = env!("CARGO_BIN_EXE_hostile");
    let sandbox = Sandbox::probe_with(Probing {
        allow_unsandboxed: true,
        only: None,
        launcher: Some(probe.into()),
    })
    .await;
    assert_eq!(sandbox.tier(), Tier::Namespaces, "{}", sandbox.why());
    for args in [["exit"], ["echo"]] {
        let dir = tempfile::tempdir().unwrap();
        let t = std::time::Instant::now();
        let mut running = sandbox
            .spawn(Job {
                program: probe.into(),
                args: args.iter().map(Into::into).collect(),
                env: vec![("A".into(), "b".into())],
                readable: vec![],
                work_dir: dir.path().into(),
                stdin: b"hello".to_vec(),
                limits: Limits {
                    wall: Duration::from_secs(2),
                    ..Limits::RUN
                },
            })
            .unwrap();
        while let Some(event) = running.next().await {
            println!("{:?} {event:?}", t.elapsed());
        }
    }
}
