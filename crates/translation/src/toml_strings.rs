//! The sentences in tables of TOML: questions and answers, what an edit says, terms, symptoms, the book's own title.
//!
//! A term is one message: all its forms, parted by bars. What leads to a term or a symptom is made of its English words,
//! in every language: the translated table says them as `id`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::message::{Found, Message, TERM, Translate, numbered, replaced};

/// The keys whose values a reader sees.
const KEYS: [&str; 8] = [
    "ask",
    "text",
    "why",
    "say",
    "says",
    "means",
    "title",
    "description",
];

/// Parts the forms of a term.
const BAR: &str = " | ";

pub(crate) fn messages(text: &str) -> Vec<Message> {
    numbered(text, found(text))
}

pub(crate) fn translated(text: &str, translate: &Translate<'_>) -> String {
    replaced(text, found(text), translate)
}

/// A file that is no TOML has no messages: whoever reads it says what is wrong with it.
fn found(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        in_table(table.get_ref(), &mut found);
    }
    found.sort_by_key(|found| found.at.start);
    found
}

fn in_table(table: &DeTable<'_>, found: &mut Vec<Found>) {
    found.extend(term(table));
    let is_symptom = table.contains_key("group");
    for (key, value) in table {
        match value.get_ref().as_str() {
            Some(text) if KEYS.contains(&key.get_ref().as_ref()) => found.push(Found {
                at: value.span(),
                text: text.trim().to_owned(),
                context: "",
                write: if is_symptom && key.get_ref() == "title" {
                    with_id
                } else {
                    quoted
                },
            }),
            _ => in_value(value, found),
        }
    }
}

fn in_value(value: &Spanned<DeValue<'_>>, found: &mut Vec<Found>) {
    match value.get_ref() {
        DeValue::Table(table) => in_table(table, found),
        DeValue::Array(values) => values.iter().for_each(|value| in_value(value, found)),
        _ => {}
    }
}

/// The forms of a term, if the table is one: `term`, `also` and `russian` stand together, in this order.
fn term(table: &DeTable<'_>) -> Option<Found> {
    let (term, last) = (table.get("term")?, table.get("russian")?);
    let mut forms = vec![term.get_ref().as_str()?];
    if let Some(DeValue::Array(also)) = table.get("also").map(Spanned::get_ref) {
        forms.extend(also.iter().filter_map(|form| form.get_ref().as_str()));
    }
    Some(Found {
        at: term.span().start..last.span().end,
        text: forms.join(BAR),
        context: TERM,
        write: as_term,
    })
}

fn quoted(_: &str, translation: &str) -> String {
    toml::Value::from(translation).to_string()
}

fn with_id(english: &str, translation: &str) -> String {
    format!("{}\nid = {}", quoted("", translation), quoted("", english))
}

/// The term's forms; in the place of its Russian word stands its English one.
fn as_term(english: &str, translation: &str) -> String {
    let english = english.split(BAR).next().unwrap_or_default();
    let mut forms = translation.split(BAR.trim()).map(str::trim);
    let term = quoted("", forms.next().unwrap_or_default());
    let also: Vec<String> = forms.map(|form| quoted("", form)).collect();
    let english = quoted("", english);
    format!(
        "{term}\nalso = [{}]\nid = {english}\nrussian = {english}",
        also.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shouted(_: &str, text: &str) -> Option<String> {
        Some(text.to_uppercase())
    }

    #[test]
    fn sentences_are_messages_and_names_are_not() {
        let table =
            "listing = \"tea\"\nsay = \"Wait.\"\n[[question]]\nask = '''\nWho \"waits\"?'''\n";
        let lines: Vec<_> = messages(table)
            .into_iter()
            .map(|it| (it.line, it.text))
            .collect();
        let expected = [(2, "Wait.".to_owned()), (4, "Who \"waits\"?".to_owned())];
        assert_eq!(lines, expected);
        let translated = translated(table, &shouted);
        assert_eq!(
            translated,
            "listing = \"tea\"\nsay = \"WAIT.\"\n[[question]]\nask = 'WHO \"WAITS\"?'\n"
        );
    }

    #[test]
    fn a_term_is_one_message_and_keeps_its_english_id() {
        let table = "[[term]]\nterm = \"task\"\nalso = [\"tasks\"]\nrussian = \"задача\"\nsays = \"Work.\"\n";
        assert_eq!(messages(table)[0].text, "task | tasks");
        let forms = |context: &str, _: &str| {
            (context == TERM).then(|| "задача | задачи | задач".to_owned())
        };
        let expected = "[[term]]\nterm = \"задача\"\nalso = [\"задачи\", \"задач\"]\nid = \"task\"\nrussian = \"task\"\nsays = \"Work.\"\n";
        assert_eq!(translated(table, &forms), expected);
    }

    #[test]
    fn a_symptom_keeps_its_english_id() {
        let table = "[[symptom]]\ngroup = \"slow\"\ntitle = \"It is slow\"\n";
        let expected =
            "[[symptom]]\ngroup = \"slow\"\ntitle = \"IT IS SLOW\"\nid = \"It is slow\"\n";
        assert_eq!(translated(table, &shouted), expected);
    }
}
