use super::*;

fn parse_well(page: &str) -> Vec<Piece<'_>> {
    let mut problems = Problems::default();
    let pieces = parse(page, Path::new("src/a.md"), &mut problems);
    assert_eq!(problems, Problems::default());
    pieces
}

fn only(page: &str) -> Kind {
    match parse_well(page).as_slice() {
        [Piece::Directive(directive)] => directive.kind.clone(),
        other => panic!("{page} gives {other:?}"),
    }
}

fn complaints(page: &str) -> Vec<String> {
    let mut problems = Problems::default();
    parse(page, Path::new("src/a.md"), &mut problems);
    problems.0.iter().map(Problem::to_string).collect()
}

#[test]
fn every_directive_is_read() {
    let listing = |page: Option<&str>, name: &str, marks, caption: &str| Kind::Listing {
        page: page.map(str::to_owned),
        name: name.to_owned(),
        marks,
        caption: caption.to_owned(),
    };
    assert_eq!(
        only("{{#listing fan_in}}"),
        listing(None, "fan_in", vec![], "")
    );
    let marked = listing(
        None,
        "fan_in",
        vec![3..=3, 7..=9],
        "Many `send`, one `recv`",
    );
    assert_eq!(
        only("{{#listing fan_in mark=\"3,7-9\" Many `send`, one `recv`}}"),
        marked
    );
    assert_eq!(
        only("{{#listing a/b:fan_in C}}"),
        listing(Some("a/b"), "fan_in", vec![], "C")
    );
    assert_eq!(only("{{#edit swap}}"), Kind::Edit("swap".to_owned()));
    assert_eq!(
        only("{{#exercise e Sum it}}"),
        Kind::Exercise("e".to_owned(), "Sum it".to_owned())
    );
    assert_eq!(
        only("{{#python p}}"),
        Kind::Python("p".to_owned(), String::new())
    );
    assert_eq!(
        only("{{#pair p Two columns}}"),
        Kind::Pair("p".to_owned(), "Two columns".to_owned())
    );
    assert_eq!(only("{{#quiz}}"), Kind::Quiz);
    assert_eq!(
        only("{{#picture a.svg}}"),
        Kind::Picture("a.svg".to_owned())
    );
}

#[test]
fn the_text_around_stays() {
    let pieces = parse_well("# A\n\n  {{#quiz}}\r\nend");
    let quiz = Directive {
        line: 3,
        indent: "  ".to_owned(),
        kind: Kind::Quiz,
    };
    assert_eq!(
        pieces,
        [
            Piece::Text("# A\n\n"),
            Piece::Directive(quiz),
            Piece::Text("end")
        ]
    );
}

#[test]
fn code_escapes_and_mdbooks_own_directives_are_left() {
    for page in [
        "```text\n{{#quiz}}\n```\n",
        "\\{{#quiz}}\n",
        "say `{{#quiz}}` here\n",
        "{{#include x.md}}\n",
    ] {
        assert_eq!(parse_well(page), [Piece::Text(page)]);
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let page = "{{#listng a}}\ntext {{#quiz}}\n{{#edit}}\n{{#edit a b}}\n{{#listing a mark=\"x\"}}\n{{#quiz a}}\n{{#listing a\n";
    let complaints = complaints(page);
    let expected = [
        "no directive `listng`",
        "does not stand alone",
        "names nothing",
        "`b` follows it",
        "`x` in `mark=",
        "takes nothing",
        "does not stand alone",
    ];
    assert_eq!(complaints.len(), expected.len(), "{complaints:#?}");
    for (index, (complaint, expected)) in complaints.iter().zip(expected).enumerate() {
        assert!(
            complaint.starts_with(&format!("src/a.md:{}: ", index + 1)),
            "{complaint}"
        );
        assert!(
            complaint.contains(expected) && complaint.contains("\n  remedy: "),
            "{complaint}"
        );
    }
}
