//! How each Russian page looks: words are longer than the English ones, and everything has its room all the same.

use anyhow::{Result, ensure};
use book_tests::browser::axe::Rules;
use book_tests::browser::{Tab, World};
use serde_json::Value;

use super::shared::Page;
use super::{barriers, looks, none_of};

/// Nothing sticks out of the page or its pictures; on a sample of pages axe finds no barriers. The page is opened once.
pub async fn all_has_its_room(world: &World, tab: &mut Tab, page: &Page) -> Result<()> {
    tab.prefer("light").await?;
    tab.set_width(1280).await?;
    tab.open(&format!("ru/{}", page.address())).await?;
    let pictures: Vec<Picture> = tab.script(PICTURES, Value::Null).await?;
    let mut problems = fits(tab).await;
    if is_in_the_sample(world, page) {
        barriers::open_everything(world, tab, page).await?;
        if let Some(axe) = barriers::axe_source(world)? {
            let found = barriers::none(tab, &axe, Rules::All, "with all folds and an editor open");
            problems.extend(found.await.err().map(|error| format!("{error:#}")));
        }
    }
    // Last, for it leaves the page.
    problems.extend(words_of_pictures_have_room(world, tab, page, &pictures).await?);
    none_of("things have no room in Russian", &problems)
}

/// Nothing sticks out of the page on a small phone, on a phone and on a desktop.
async fn fits(tab: &Tab) -> Vec<String> {
    let mut problems = Vec::new();
    // The code of a pair is small on a desktop, in both languages.
    for (widths, is_told) in [(vec![320, 375], true), (vec![1280], false)] {
        let Err(error) = looks::fits(tab, &widths).await else {
            continue;
        };
        let lines = format!("{error:#}");
        let lines = lines
            .lines()
            .skip(1)
            .filter(|line| is_told || !line.contains("code of"));
        problems.extend(lines.map(str::to_owned));
    }
    problems
}

/// The pages whose words stand in all sorts of places.
const ALWAYS: [&str; 2] = ["appendix/glossary", "appendix/the-notes"];

/// The first page of each part, and those whose words stand in all sorts of places.
fn is_in_the_sample(world: &World, page: &Page) -> bool {
    let part = |stem: &str| stem.split_once('/').map(|(part, _)| part.to_owned());
    let mut pages = world.contents.iter().map(Page::new);
    let first = pages.find(|other| part(&other.stem) == part(&page.stem));
    ALWAYS.contains(&page.stem.as_str()) || first.is_some_and(|first| first.stem == page.stem)
}

/// Where each word of the page's pictures stands, and each box, in the units of the picture.
const PICTURES: &str = r"
    return [...document.querySelectorAll('main figure.picture svg')].map((svg) => {
      const whole = svg.getBoundingClientRect(), unit = svg.viewBox.baseVal.width / whole.width;
      const box = (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [(left - whole.left) * unit, (top - whole.top) * unit, (right - whole.left) * unit, (bottom - whole.top) * unit];
      };
      const words = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: box(text) }));
      return { width: svg.viewBox.baseVal.width, words, boxes: [...svg.querySelectorAll('rect')].map(box) };
    });";

#[derive(Debug, serde::Deserialize)]
struct Picture {
    width: f64,
    words: Vec<Word>,
    boxes: Vec<[f64; 4]>,
}

#[derive(Debug, serde::Deserialize)]
struct Word {
    text: String,
    #[serde(rename = "box")]
    place: [f64; 4],
}

/// The words of a picture stay in it, in the boxes in which the English ones stand, and off each other.
async fn words_of_pictures_have_room(
    world: &World,
    tab: &mut Tab,
    page: &Page,
    russian: &[Picture],
) -> Result<Vec<String>> {
    let text = super::read(
        &world
            .repository
            .join("src")
            .join(format!("{}.md", page.stem)),
    )?;
    let promised = text
        .lines()
        .filter(|line| line.trim_start().starts_with("{{#picture "))
        .count();
    ensure!(
        russian.len() == promised && russian.iter().all(|it| !it.words.is_empty()),
        "the page promises {promised} pictures, and shows {russian:?}"
    );
    if russian.is_empty() {
        return Ok(Vec::new());
    }
    tab.open(&page.address()).await?;
    let english: Vec<Picture> = tab.script(PICTURES, Value::Null).await?;
    ensure!(
        english.len() == russian.len(),
        "{} pictures are shown in English",
        english.len()
    );
    let pairs = english.iter().zip(russian);
    Ok(pairs
        .flat_map(|(english, russian)| without_room(english, russian))
        .collect())
}

fn without_room(english: &Picture, russian: &Picture) -> Vec<String> {
    let mut found = Vec::new();
    for (index, (ours, theirs)) in english.words.iter().zip(&russian.words).enumerate() {
        let [left, _, right, _] = theirs.place;
        if left < -1.0 || right > russian.width + 1.0 {
            found.push(format!("“{}” sticks out of the picture", theirs.text));
        }
        let around = english
            .boxes
            .iter()
            .filter(|place| is_inside(&ours.place, place, 0.0));
        let narrowest = around.min_by(|a, b| (a[2] - a[0]).total_cmp(&(b[2] - b[0])));
        if narrowest.is_some_and(|place| !is_inside(&theirs.place, place, 1.5)) {
            found.push(format!("“{}” sticks out of its box", theirs.text));
        }
        for (other, before) in english.words[..index].iter().zip(&russian.words) {
            if meet(&theirs.place, &before.place) && !meet(&ours.place, &other.place) {
                found.push(format!(
                    "“{}” and “{}” stand on each other",
                    theirs.text, before.text
                ));
            }
        }
    }
    found
}

/// Letters reach above and below what a browser takes for their line.
fn is_inside(word: &[f64; 4], place: &[f64; 4], slack: f64) -> bool {
    word[0] >= place[0] - slack
        && word[2] <= place[2] + slack
        && word[1] >= place[1] - 6.0
        && word[3] <= place[3] + 6.0
}

fn meet(a: &[f64; 4], b: &[f64; 4]) -> bool {
    let share = |from: usize, to: usize| a[to].min(b[to]) - a[from].max(b[from]);
    share(0, 2) > 1.0 && share(1, 3) > 4.0
}
