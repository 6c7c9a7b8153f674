//! Who can come to this server, and what they must bring.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, bail};
use sandbox::{Sandbox, Tier};

use service::{ListenAt, PublicName};

/// Where the server is reached.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Where it listens.
    pub at: ListenAt,
    /// What a reverse proxy calls it.
    pub public_names: Vec<PublicName>,
    /// What whoever wants to run a program must bring.
    pub token: Option<Token>,
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
pub struct ChosenToken {
    /// The token.
    pub text: String,
    /// Whether its owner has it from here alone: then it must be printed.
    pub is_new: bool,
}

/// Shorter ones can be guessed.
const SHORTEST: usize = 16;

impl Reach {
    /// Whether others than the owner of this machine can come.
    pub fn others_come(&self) -> bool {
        self.at.is_beyond_this_machine() || !self.public_names.is_empty()
    }

    /// The token that requests must bring, if any; refuses to let others run programs without token and sandbox.
    pub fn token(&self, sandbox: &Sandbox) -> anyhow::Result<Option<ChosenToken>> {
        if self.others_come() && sandbox.tier() == Tier::Unsandboxed {
            bail!(
                "others are not served without a sandbox, and there is none here: {}",
                sandbox.why()
            );
        }
        let is_unsandboxed = sandbox.tier() == Tier::Unsandboxed && sandbox.allows_runs();
        match &self.token {
            Some(token) => token.choose().map(Some),
            None if is_unsandboxed => Token::New.choose().map(Some),
            None => Ok(None),
        }
    }

    /// Refuses what cannot be right, before anything is begun.
    pub fn check(&self) -> anyhow::Result<()> {
        if self.others_come() && self.token.is_none() {
            bail!(
                "whoever reaches this server can run programs on this machine: say with --token what they must bring \
                 (`--token auto` makes a token and prints it)"
            );
        }
        Ok(())
    }
}

impl Token {
    fn choose(&self) -> anyhow::Result<ChosenToken> {
        let text = match self {
            Token::New => new_token()?,
            Token::Given(text) => text.clone(),
            Token::InFile(file) => {
                let text = std::fs::read_to_string(file)
                    .with_context(|| format!("--token: cannot read {}", file.display()))?;
                let line = text.lines().next().unwrap_or_default().trim();
                is_good(line).map_err(anyhow::Error::msg)?;
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
            _ => is_good(text).map(|()| Token::Given(text.to_owned())),
        }
    }
}

/// It goes into addresses and cookies as it is.
fn is_good(token: &str) -> Result<(), String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if token.len() >= SHORTEST && token.bytes().all(is_plain) {
        return Ok(());
    }
    Err(format!(
        "a token has {SHORTEST} or more letters, digits, - _ and ."
    ))
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
        assert!(is_good(&one.text).is_ok());
    }
}
