//! Who may have programs run here, and how many: groups of readers, each with its tokens and its limits.

mod file;
mod group;
mod limits;

use std::sync::{Arc, PoisonError, RwLock};

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderValue};
use runner::Settings;

pub use file::{read_groups, token_is_good};
pub use group::Rule;
pub(crate) use group::{Group, Place};
pub use limits::GroupLimit;

/// The cookie that carries the token; a page gets it from the address that the server printed.
pub(crate) const TOKEN_COOKIE: &str = "book_token";

/// Who may have programs run.
#[derive(Debug)]
pub struct Access {
    /// Those who bring a token. Replaced as a whole.
    groups: RwLock<Arc<Vec<Arc<Group>>>>,
    /// Those who bring none, where that is allowed.
    anybody: Option<Arc<Group>>,
    kind: Kind,
}

/// How access is had, as operators and readers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Owner,
    Token,
    Public,
}

impl Access {
    /// The owner of this machine alone can come here, and needs no token.
    pub fn owner(settings: &Settings) -> Self {
        Access::open(Kind::Owner, Rule::named("owner"), settings)
    }

    /// Whoever comes may have programs run, within these limits of each reader.
    pub fn public(limits: &[GroupLimit], settings: &Settings) -> Self {
        let mut rule = Rule::named("public");
        rule.limits = limits.to_vec();
        Access::open(Kind::Public, rule, settings)
    }

    fn open(kind: Kind, rule: Rule, settings: &Settings) -> Self {
        Access {
            groups: RwLock::default(),
            anybody: Some(Arc::new(Group::new(rule, settings))),
            kind,
        }
    }

    /// Whoever brings one of these groups' tokens.
    pub fn tokens(rules: Vec<Rule>, settings: &Settings) -> Self {
        let access = Access {
            groups: RwLock::default(),
            anybody: None,
            kind: Kind::Token,
        };
        access.replace(rules, settings);
        access
    }

    /// Puts other groups in the place of those that were there. What a group that stays as it is has used up stays used.
    pub fn replace(&self, rules: Vec<Rule>, settings: &Settings) {
        let before = self.groups();
        let kept = |rule: &Rule| before.iter().find(|group| group.rule() == rule).cloned();
        let groups = rules
            .into_iter()
            .map(|rule| kept(&rule).unwrap_or_else(|| Arc::new(Group::new(rule, settings))))
            .collect();
        *self.groups.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(groups);
    }

    /// `owner`, `token` or `public`.
    pub fn kind(&self) -> &'static str {
        match self.kind {
            Kind::Owner => "owner",
            Kind::Token => "token",
            Kind::Public => "public",
        }
    }

    /// Whether everybody who comes may have programs run.
    pub(crate) fn is_public(&self) -> bool {
        self.kind == Kind::Public
    }

    /// Whether nobody has a token.
    pub(crate) fn needs_no_token(&self) -> bool {
        self.anybody.is_some()
    }

    /// Whether this is a token of one of the groups.
    pub(crate) fn knows(&self, token: &str) -> bool {
        self.groups().iter().any(|group| group.has_token(token))
    }

    /// The group of whoever sends these headers; none if it may not have programs run.
    pub(crate) fn group(&self, headers: &HeaderMap) -> Option<Arc<Group>> {
        let groups = self.groups();
        let of = |token: &str| groups.iter().find(|group| group.has_token(token)).cloned();
        brought(headers)
            .find_map(of)
            .or_else(|| self.anybody.clone())
    }

    fn groups(&self) -> Arc<Vec<Arc<Group>>> {
        Arc::clone(&self.groups.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The tokens that a request brings: as programs do it, or in the cookie that pages have.
pub(crate) fn brought(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let keys = headers.get_all(AUTHORIZATION).iter();
    let borne = keys.filter_map(|key: &HeaderValue| key.to_str().ok()?.strip_prefix("Bearer "));
    let cookies = headers.get_all(COOKIE).iter();
    let pairs = cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let kept = pairs.filter(|(name, _)| *name == TOKEN_COOKIE);
    borne.chain(kept.map(|(_, token)| token))
}

/// Compares in a time that does not tell how much of it agrees.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left.len() == right.len()
        && left
            .bytes()
            .zip(right.bytes())
            .fold(0, |differences, (l, r)| differences | (l ^ r))
            == 0
}
