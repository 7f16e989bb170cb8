//! The palette against a naive search, and the things people type.

use crate::naive::{self, Naive, display, key};
use crate::sample;
use portico_catalog::find::{Field, Found, How};
use portico_catalog::record::Record;
use proptest::prelude::*;
use proptest::sample::select;

/// The words of a name, humps included (for the letters of the sample).
fn words(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut spaced = String::new();
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).map(|place| letters[place]);
        let after = letters.get(place + 1);
        let low = |c: &char| c.is_lowercase();
        let starts = letter.is_uppercase()
            && match before {
                Some(before) if before.is_uppercase() => {
                    let plural = after == Some(&'s') && !letters.get(place + 2).is_some_and(low);
                    after.is_some_and(low) && !plural
                }
                Some(before) => before.is_lowercase() || before.is_ascii_digit(),
                None => false,
            };
        if starts {
            spaced.push(' ');
        }
        spaced.push(*letter);
    }
    let folded = naive::fold(&spaced);
    folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn how(line: &[String], text: &[String]) -> Option<How> {
    let (joined, wanted) = (line.concat(), text.concat());
    if joined.is_empty() {
        return None;
    }
    let in_order = || {
        let mut rest = line.iter();
        text.iter().all(|word| rest.any(|own| own.starts_with(word.as_str())))
    };
    let initials: String = line.iter().filter_map(|word| word.chars().next()).collect();
    if joined == wanted {
        Some(How::Exact)
    } else if joined.starts_with(&wanted) {
        Some(How::Prefix)
    } else if (1..line.len()).any(|from| line[from..].concat().starts_with(&wanted)) || in_order() {
        Some(How::WordPrefix)
    } else if text.len() == 1 && (2..=6).contains(&wanted.len()) && initials.starts_with(&wanted) {
        Some(How::Initials)
    } else if text.iter().all(|word| joined.contains(word.as_str())) {
        Some(How::Inside)
    } else {
        None
    }
}

fn one_step(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let without = |it: &[char], place: usize| [&it[..place], &it[place + 1..]].concat();
    let differing: Vec<usize> = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]).collect();
    (0..a.len()).any(|place| without(&a, place) == b)
        || (0..b.len()).any(|place| without(&b, place) == a)
        || a.len() == b.len()
            && match differing[..] {
                [_] => true,
                [one, two] => two == one + 1 && a[one] == b[two] && a[two] == b[one],
                _ => false,
            }
}

fn nearly(line: &[String], text: &[String]) -> bool {
    let mut typos = 0;
    for word in text {
        if line.iter().any(|own| own.starts_with(word.as_str())) {
            continue;
        }
        let prefix = |own: &String| {
            (0..=own.chars().count())
                .any(|end| one_step(word, &own.chars().take(end).collect::<String>()))
        };
        if word.chars().count() < 3 || !line.iter().any(prefix) {
            return false;
        }
        typos += 1;
    }
    typos == 1
}

fn rank(field: Field, how: How) -> usize {
    let order = [How::Exact, How::Prefix, How::WordPrefix, How::Initials, How::Inside];
    let place = order.iter().position(|it| *it == how);
    match field {
        _ if how == How::Typo => 100,
        Field::Several => 50,
        Field::DisplayName | Field::Name => place.unwrap(),
        _ => 10 + place.unwrap(),
    }
}

/// Name, field and kind of match of everything that matches, best first.
fn search(naive: &Naive, text: &str, limit: usize) -> Vec<(String, Field, How)> {
    let wanted = words(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let lines = |record: &Record| -> Vec<(Field, Vec<String>)> {
        let mut lines = vec![(Field::DisplayName, words(display(record)))];
        if words(&record.entity.name) != lines[0].1 {
            lines.push((Field::Name, words(&record.entity.name)));
        }
        let plain = |text: &str| -> Vec<String> {
            naive::fold(text).split(' ').map(str::to_owned).collect()
        };
        lines.extend(record.email.iter().map(|email| (Field::Email, plain(email))));
        lines.extend(record.tags.iter().map(|tag| (Field::Tag, plain(tag))));
        lines
    };
    let mut exact = Vec::new();
    let mut typos = Vec::new();
    for (place, record) in naive.records.iter().enumerate() {
        let mut all = lines(record);
        let owner = naive.values(record, portico_catalog::filter::Facet::Owner).remove(0);
        if !owner.is_empty() {
            let label = naive.label(portico_catalog::filter::Facet::Owner, &owner);
            all.push((Field::Owner, words(&label)));
        }
        let length = words(display(record)).join(" ").len();
        let everywhere = wanted
            .iter()
            .all(|word| all.iter().any(|(_, line)| line.concat().contains(word.as_str())));
        let several = everywhere.then_some((Field::Several, How::Inside));
        let best = all
            .iter()
            .filter_map(|(field, line)| how(line, &wanted).map(|how| (*field, how)))
            .chain(several)
            .min_by_key(|(field, how)| (rank(*field, *how), *field));
        if let Some((field, how)) = best {
            exact.push((rank(field, how), length, place, key(record), field, how));
        } else if wanted.concat().len() >= 4 {
            let names = all.iter().filter(|(field, _)| *field <= Field::Name);
            if let Some((field, _)) = names.clone().find(|(_, line)| nearly(line, &wanted)) {
                typos.push((100, length, place, key(record), *field, How::Typo));
            }
        }
    }
    if exact.len() < limit {
        exact.append(&mut typos);
    }
    exact.sort();
    exact.into_iter().map(|(.., name, field, how)| (name, field, how)).collect()
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        sample::text(),
        "[abp]",
        (select(&sample::NAMES[..]), 0usize..9, "[a-e]").prop_map(|(name, at, letter)| {
            // A typo somewhere.
            let mut letters: Vec<char> = name.chars().collect();
            let at = at.min(letters.len() - 1);
            letters[at] = letter.chars().next().unwrap();
            letters.into_iter().collect()
        }),
    ]
}

proptest! {
    #[test]
    fn hits_are_the_naive_ones(
        records in sample::records(),
        text in typed(),
        limit in 0usize..12,
    ) {
        let catalog = sample::catalog(&records, &[]);
        let naive = Naive::new(&records, &[]);
        let expected = search(&naive, &text, limit);
        let Found { hits, total } = catalog.find(&text, limit);
        prop_assert_eq!(total, expected.len());
        let found: Vec<_> =
            hits.iter().map(|hit| (sample::name(&catalog, hit.ix), hit.field, hit.how)).collect();
        prop_assert_eq!(found, expected.into_iter().take(limit).collect::<Vec<_>>());

        for hit in hits {
            let name = catalog.entry(hit.ix).display_name();
            let parts: Vec<&str> =
                hit.ranges.iter().map(|range| name.get(range.clone()).unwrap()).collect();
            prop_assert!(parts.iter().all(|part| !part.is_empty()));
            prop_assert!(hit.ranges.windows(2).all(|two| two[0].end < two[1].start));
            let marked = naive::squash(&parts.concat());
            match (hit.field, hit.how) {
                (Field::DisplayName, How::Typo | How::Inside) => prop_assert!(!marked.is_empty()),
                (Field::DisplayName, _) => prop_assert_eq!(marked, words(&text).concat()),
                (Field::Several, _) => {}
                _ => prop_assert!(parts.is_empty()),
            }
        }
    }

    #[test]
    fn kinds_narrow_a_search(records in sample::records(), text in typed()) {
        let catalog = sample::catalog(&records, &[]);
        let every = catalog.find(&text, 99);
        let apis = catalog.find_of_kinds(&text, &["api", "system"], 99);
        let expected: Vec<_> = every
            .hits
            .into_iter()
            .filter(|hit| ["api", "system"].contains(&catalog.entry(hit.ix).kind()))
            .collect();
        prop_assert_eq!(apis.total, expected.len());
        prop_assert_eq!(apis.hits, expected);
    }
}

fn found(names: &[&str], text: &str) -> Vec<(String, How)> {
    let records: Vec<Record> =
        names.iter().map(|name| sample::plain(&format!("component:{name}"))).collect();
    let catalog = sample::catalog(&records, &[]);
    let hits = catalog.find(text, 9).hits.into_iter();
    hits.map(|hit| (catalog.entry(hit.ix).name().to_owned(), hit.how)).collect()
}

#[test]
fn one_name_is_found_in_all_its_spellings() {
    for text in
        ["payment api", "payment-api", "paymentAPI", "Payment_API", "paymentapi", "PAYMENT.API"]
    {
        for name in ["payment-api", "paymentAPI", "payment_api", "PaymentApi"] {
            assert_eq!(found(&[name], text), [(name.to_owned(), How::Exact)], "{text}, {name}");
        }
    }
}

#[test]
fn better_matches_come_first() {
    let names =
        ["api", "api-gateway", "payments-api", "audit-pipeline-index", "rapid", "apex", "a-pi"];
    assert_eq!(
        found(&names, "api"),
        [
            ("api".to_owned(), How::Exact),
            ("a-pi".to_owned(), How::Exact),
            ("api-gateway".to_owned(), How::Prefix),
            ("payments-api".to_owned(), How::WordPrefix),
            ("audit-pipeline-index".to_owned(), How::Initials),
            ("rapid".to_owned(), How::Inside),
        ]
    );
    assert_eq!(found(&names, "gatewya"), [("api-gateway".to_owned(), How::Typo)]);
    assert_eq!(found(&names, "paymets a"), [("payments-api".to_owned(), How::Typo)]);
    assert_eq!(found(&names, "xyz"), []);
}

#[test]
fn the_matched_letters_are_marked() {
    let marked = |title: &str, text: &str| {
        let mut record = sample::plain("component:x");
        record.title = Some(title.to_owned());
        let catalog = sample::catalog(&[record], &[]);
        let hits = catalog.find(text, 1).hits;
        let parts = hits.iter().flat_map(|hit| &hit.ranges);
        parts.map(|range| title.get(range.clone()).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("Payments ledger", "ledg"), ["ledg"]);
    assert_eq!(marked("Payments ledger", "pay led"), ["Pay", "led"]);
    assert_eq!(marked("Café Zürich", "cafezu"), ["Café Zü"]);
    assert_eq!(marked("paymentAPI", "payment api"), ["paymentAPI"]);
    assert_eq!(marked("Große Straße", "gross"), ["Groß"]);
    assert_eq!(marked("Payment gateway worker", "pgw"), ["P", "g", "w"]);
    assert_eq!(marked("Payments ledger", "ledgre"), ["ledger"]);
    assert_eq!(marked("支払いサービス", "サー"), ["サー"]);
}

#[test]
fn tags_owners_and_mail_are_found_after_names() {
    let mut records =
        ["component:one", "component:two", "component:kafka", "user:ana", "group:streams"]
            .map(sample::plain);
    records[0].tags = vec!["kafka".to_owned()];
    records[1].owner = "group:streams".parse().ok();
    records[3].email = Some("ana.k@acme.test".to_owned());
    records[4].title = Some("Kafka people".to_owned());
    let catalog = sample::catalog(&records, &[]);
    let find = |text: &str| -> Vec<(String, Field)> {
        let hits = catalog.find(text, 9).hits.into_iter();
        hits.map(|hit| (catalog.entry(hit.ix).name().to_owned(), hit.field)).collect()
    };
    let pair = |name: &str, field| (name.to_owned(), field);
    assert_eq!(
        find("kafka"),
        [
            pair("kafka", Field::DisplayName),
            pair("streams", Field::DisplayName),
            pair("one", Field::Tag),
            pair("two", Field::Owner),
        ]
    );
    assert_eq!(find("ana.k@acme.test"), [pair("ana", Field::Email)]);
    assert_eq!(find("two kafka"), [pair("two", Field::Several)]);
    assert_eq!(find("streams"), [pair("streams", Field::Name)]);
    assert_eq!(find("Component:default/TWO"), [pair("two", Field::Name)]);
    assert_eq!(find(" - "), []);
}
