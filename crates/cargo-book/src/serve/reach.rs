//! Who can come to this server, and what they must bring.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, bail};
use runner::Settings;
use sandbox::{Sandbox, Tier};
use service::{Access, GroupLimit, ListenAt, PublicName, Rule, read_groups, token_is_good};

/// Where the server is reached.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Where it listens.
    pub at: ListenAt,
    /// What a reverse proxy calls it.
    pub public_names: Vec<PublicName>,
    /// What whoever wants to run a program must bring.
    pub token: Option<Token>,
    /// The file of the groups of readers, with their tokens.
    pub tokens: Option<PathBuf>,
    /// Everybody may run programs, within these limits.
    pub public: Option<Vec<GroupLimit>>,
}

/// Where the token comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A new one at every start, printed with the address.
    New,
    /// The first line of this file.
    InFile(PathBuf),
    /// As given.
    Given(String),
}

/// The token that is in force.
#[derive(Clone, Debug)]
pub(super) struct ChosenToken {
    /// The token.
    pub text: String,
    /// Whether its owner has it from here alone: then it must be printed.
    pub is_new: bool,
}

/// How many programs a reader may run in a minute where everybody may, unless told otherwise.
const PUBLIC_RATE: &str = "reader-per-minute=20";

/// What programs may use where everybody may run them, unless told otherwise. A listing needs 400 tasks and 2.5 seconds.
pub(super) const PUBLIC_LIMITS: [&str; 7] = [
    "run-time=5",
    "run-memory=256M",
    "run-file-size=4M",
    "run-files=256",
    "run-output=128K",
    "source=32K",
    "stdin=16K",
];

impl Reach {
    /// Whether others than the owner of this machine can come.
    pub fn others_come(&self) -> bool {
        self.at.is_beyond_this_machine() || !self.public_names.is_empty()
    }

    /// Who may have programs run, and the token, where there is one; refuses to let others run programs without token and
    /// sandbox.
    pub(super) fn access(
        &self,
        sandbox: &Sandbox,
        settings: &Settings,
    ) -> anyhow::Result<(Access, Option<ChosenToken>)> {
        if self.others_come() && sandbox.tier() == Tier::Unsandboxed {
            bail!(
                "others are not served without a sandbox, and there is none here: {}",
                sandbox.why()
            );
        }
        if let Some(limits) = &self.public {
            return Ok((public(limits, sandbox, settings)?, None));
        }
        if let Some(file) = &self.tokens {
            let groups = read_groups(file, settings).map_err(anyhow::Error::msg);
            return Ok((Access::tokens(groups.context("--tokens")?, settings), None));
        }
        let is_unsandboxed = sandbox.tier() == Tier::Unsandboxed && sandbox.allows_runs();
        let token = match &self.token {
            Some(token) => token.choose()?,
            None if is_unsandboxed => Token::New.choose()?,
            None => return Ok((Access::owner(settings), None)),
        };
        let mut readers = Rule::named("readers");
        readers.tokens.push(token.text.clone());
        Ok((Access::tokens(vec![readers], settings), Some(token)))
    }

    /// Refuses what cannot be right, before anything is begun.
    pub fn check(&self) -> anyhow::Result<()> {
        let is_said = self.token.is_some() || self.tokens.is_some() || self.public.is_some();
        if self.others_come() && !is_said {
            bail!(
                "whoever reaches this server can run programs on this machine: say with --token what they must bring \
                 (`--token auto` makes a token and prints it), or with --public that everybody may"
            );
        }
        Ok(())
    }
}

fn public(limits: &[GroupLimit], sandbox: &Sandbox, settings: &Settings) -> anyhow::Result<Access> {
    if sandbox.tier() != Tier::Namespaces {
        bail!(
            "--public is for tier A of the sandbox alone, and here is tier {}: {}. Ask for a token instead",
            sandbox.tier().letter(),
            sandbox.why()
        );
    }
    let usual = PUBLIC_RATE.parse().map_err(anyhow::Error::msg)?;
    let all: Vec<GroupLimit> = std::iter::once(usual)
        .chain(limits.iter().cloned())
        .collect();
    for limit in &all {
        let checked = limit.check(settings).map_err(anyhow::Error::msg);
        checked.context("--public-limit")?;
    }
    Ok(Access::public(&all, settings))
}

impl Token {
    /// The token of an operator, who has it from elsewhere.
    pub(super) fn own(&self) -> anyhow::Result<String> {
        if *self == Token::New {
            bail!(
                "--metrics-token needs a token of yours, or file:PATH: nobody would know a new one"
            );
        }
        Ok(self.choose()?.text)
    }

    fn choose(&self) -> anyhow::Result<ChosenToken> {
        let text = match self {
            Token::New => new_token()?,
            Token::Given(text) => text.clone(),
            Token::InFile(file) => {
                let text = std::fs::read_to_string(file)
                    .with_context(|| format!("--token: cannot read {}", file.display()))?;
                let line = text.lines().next().unwrap_or_default().trim();
                token_is_good(line).map_err(anyhow::Error::msg)?;
                line.to_owned()
            }
        };
        Ok(ChosenToken {
            text,
            is_new: *self == Token::New,
        })
    }
}

impl FromStr for Token {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("file:")) {
            ("auto", _) => Ok(Token::New),
            (_, Some(file)) => Ok(Token::InFile(file.into())),
            _ => token_is_good(text).map(|()| Token::Given(text.to_owned())),
        }
    }
}

fn new_token() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("the system gives no random numbers for a token")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_new_given_or_in_a_file() {
        assert_eq!("auto".parse(), Ok(Token::New));
        assert_eq!(
            "file:/run/token".parse(),
            Ok(Token::InFile("/run/token".into()))
        );
        let given = "a-token-of-some-length";
        assert_eq!(given.parse(), Ok(Token::Given(given.into())));
        for bad in [
            "",
            "short",
            "a token with spaces in it",
            "semi;colons;in;the;token",
        ] {
            assert!(bad.parse::<Token>().is_err(), "{bad}");
        }
    }

    #[test]
    fn new_tokens_differ() {
        let [one, other] = [Token::New.choose().unwrap(), Token::New.choose().unwrap()];
        assert_ne!(one.text, other.text);
        assert!(token_is_good(&one.text).is_ok());
    }
}
