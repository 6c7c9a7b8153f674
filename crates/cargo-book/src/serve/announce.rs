//! What the terminal says when the server is there.

use sandbox::Sandbox;

use super::reach::ChosenToken;
use service::App;

/// How well limits of memory and tasks are kept.
fn limits(sandbox: &Sandbox) -> String {
    match sandbox.why_only_watched() {
        None => "Memory and tasks are counted exactly, by the kernel.".to_owned(),
        Some(why) => format!(
            "Memory and tasks are watched, and not counted exactly: {why}. `cargo book doctor` says more."
        ),
    }
}

/// Says where the book is and how well protected Run is; returns the address to open.
pub(crate) fn announce(app: &App, sandbox: &Sandbox, token: Option<&ChosenToken>) -> String {
    let url = app.names.url();
    println!("The book is served at {url}");
    if app.names.behind_proxy() {
        println!(
            "A proxy that knows it by that name finds it at http://{}/",
            app.names.first()
        );
    }
    announce_protection(sandbox);
    let to_open = address_to_open(app, sandbox, token, url);
    println!("Ctrl-C ends it.");
    to_open
}

/// What protects the machine.
fn announce_protection(sandbox: &Sandbox) {
    let (tier, why) = (sandbox.tier().letter(), sandbox.why());
    if !sandbox.allows_runs() {
        println!("Run is off: {why}. `cargo book --unsandboxed` turns it on all the same.");
    } else if tier == 'C' {
        println!("Run is NOT protected (tier {tier}): {why}.");
    } else {
        println!("Run is protected by a sandbox, tier {tier}: {why}.");
        println!("{}", limits(sandbox));
        println!(
            "Not protected against: faults of the kernel, and a program that takes a processor for its ten seconds."
        );
    }
}

/// Says who may run programs, and returns the address that is to be opened.
fn address_to_open(
    app: &App,
    sandbox: &Sandbox,
    token: Option<&ChosenToken>,
    url: String,
) -> String {
    match token {
        // Without Run there is nothing to be opened by a token.
        Some(token) if token.is_new && sandbox.allows_runs() => {
            let with_token = format!("{url}?token={}", token.text);
            println!("Run asks for a token; open {with_token}");
            with_token
        }
        None if app.access.kind() == "public" => {
            println!(
                "EVERYBODY who reaches this address can run programs on this machine: public mode, without a token. \
                 Each reader is held to the limits of --public-limit; end it when the event does."
            );
            url
        }
        None if app.access.kind() == "token" => {
            println!("Run asks for the token of a group; open {url}?token= with it at the end");
            url
        }
        Some(_) if sandbox.allows_runs() => {
            println!("Run asks for your token; open {url}?token= with it at the end");
            url
        }
        _ => url,
    }
}
