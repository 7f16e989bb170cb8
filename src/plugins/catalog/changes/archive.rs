//! The catalogs that were kept: where they are, and the worker that has read some of them.

use super::wire::{Answer, NOW, Question, asked};
use crate::net::clock::wait;
use crate::net::{Get, NetClient};
use crate::plugin::prelude::*;
use crate::plugin::work::Helper;
use js_sys::Uint8Array;
use portico_catalog::catalog::Catalog;
use portico_catalog::location;
use portico_catalog::past::{self, Changed, Turn};
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// Largest file that is read, in bytes: some 200,000 entities.
const LARGEST: usize = 32 << 20;
/// Most moments of a history: four years of weeks.
const MOST: usize = 208;
/// Entities that are written between two pauses.
const STEP: usize = 500;

/// What is said about an address that nothing allows.
const REFUSED: &str = "The portal reads nothing at this address: it is neither a file below the portal nor below an origin of portal.json. Whoever may change portal.json can add the origin.";
/// The same about one that asks something.
const ASKING: &str = "Only plain files are read, so the address may have no “?” and no “#”. Repository hosts have an address with the revision in its path.";

/// A file on its way to the worker.
pub struct Fetched {
    address: String,
    file: Uint8Array,
}

/// The index of kept catalogs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Index {
    /// The catalogs, in any order.
    pub snapshots: Vec<Kept>,
}

/// One catalog that was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Kept {
    /// Its day, such as `2026-11-15`; with a time when there are several of a day.
    pub date: String,
    /// Where its file is, as seen from the index.
    pub url: String,
    /// The date of the one that its file builds on, when it tells only what is different.
    #[serde(default)]
    pub since: Option<String>,
}

/// Whether a moment is a day, and not an address.
#[must_use]
pub fn is_day(moment: &str) -> bool {
    let is_digit = |at: &usize| moment.as_bytes().get(*at).is_some_and(u8::is_ascii_digit);
    [0, 1, 2, 3, 5, 6, 8, 9].iter().all(is_digit) && moment.get(4..5) == Some("-")
}

impl Index {
    /// The catalogs that make sense, the oldest first, each date once.
    #[must_use]
    pub fn in_order(&self) -> Vec<Kept> {
        let mut list: Vec<Kept> =
            self.snapshots.iter().filter(|one| is_day(&one.date)).cloned().collect();
        list.sort_by(|a, b| a.date.cmp(&b.date));
        list.dedup_by(|a, b| a.date == b.date);
        list
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which catalog it is about; empty for none of them.
    pub moment: String,
    /// What happened, and the way out.
    pub cause: String,
}

/// The way to the files that an index names.
#[derive(Clone)]
pub struct Archive {
    client: NetClient,
    sources: Sources,
    /// Address of the index, as portal.json has it; empty where nothing is kept.
    index: String,
    kept: Arc<[Kept]>,
}

/// A worker, and where the files are from that it has read, by moment.
struct Reading {
    helper: Helper,
    read: RefCell<BTreeMap<String, String>>,
}

thread_local! {
    // Kept between two pages: the history of the next entity asks the same files.
    static READING: RefCell<Option<Rc<Reading>>> = const { RefCell::new(None) };
}

impl Archive {
    /// The archive of an index, of which nothing is known yet.
    #[must_use]
    pub fn new(client: NetClient, sources: Sources, index: &str) -> Self {
        Self { client, sources, index: index.to_owned(), kept: Arc::new([]) }
    }

    /// The same with what the index says.
    #[must_use]
    pub fn with(&self, kept: &[Kept]) -> Self {
        Self { kept: kept.into(), ..self.clone() }
    }

    /// Whether portal.json names an index.
    #[must_use]
    pub fn is_configured(&self) -> bool {
        !self.index.is_empty()
    }

    /// The catalogs that were kept, the oldest first.
    #[must_use]
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// The request for the index; `None` when no origin of portal.json covers it.
    #[must_use]
    pub fn index(&self) -> Option<Get<Index>> {
        let (origin, rest) = self.sources.place(&self.client, &self.index)?;
        Some(Get::new(origin).below(&rest))
    }

    /// Those of a history: the newest, and before them what they build on.
    #[must_use]
    pub fn recent(&self) -> &[Kept] {
        let mut from = self.kept.len().saturating_sub(MOST);
        while from > 0 && self.kept.get(from).is_some_and(|one| one.since.is_some()) {
            from -= 1;
        }
        self.kept.get(from..).unwrap_or_default()
    }

    /// What has to be read for a day: what its file builds on first.
    fn chain(&self, day: &str) -> Vec<Kept> {
        let mut chain: Vec<Kept> = Vec::new();
        let mut wanted = Some(day);
        while let Some(one) = self.kept.iter().find(|one| Some(one.date.as_str()) == wanted) {
            if chain.iter().any(|other| other.date == one.date) {
                break;
            }
            chain.push(one.clone());
            wanted = one.since.as_deref();
        }
        chain.reverse();
        chain
    }

    /// Has a moment read, whatever it is: now, a day of the index, or an address.
    ///
    /// # Errors
    /// When it cannot be had, or makes no sense.
    pub async fn have(&self, moment: &str, catalog: &Arc<Catalog>) -> Result<(), Failure> {
        if moment == NOW {
            return self.keep_now(catalog).await;
        }
        let chain = self.chain(moment);
        if chain.is_empty() && is_day(moment) {
            let cause = "The index has no catalog of this day. Choose another one.".to_owned();
            return Err(Failure { moment: moment.to_owned(), cause });
        }
        if chain.is_empty() {
            return self.keep_address(moment).await;
        }
        for one in &chain {
            let file = self.fetch(one).await?;
            self.keep(one, file).await?;
        }
        Ok(())
    }

    async fn reading() -> Result<Rc<Reading>, Failure> {
        if let Some(reading) = READING.with_borrow(Clone::clone) {
            return Ok(reading);
        }
        let helper = Helper::start("catalog").await.map_err(|error| died(&error.0))?;
        // Several files are asked for at the same time, and all of them belong into one worker.
        Ok(READING.with_borrow_mut(|reading| {
            let new = || Rc::new(Reading { helper, read: RefCell::default() });
            reading.get_or_insert_with(new).clone()
        }))
    }

    async fn ask(
        reading: &Reading,
        question: &Question,
        file: &Uint8Array,
    ) -> Result<Answer, Failure> {
        let head = asked(question);
        let head_length = u32::try_from(head.len()).unwrap_or_default();
        let message = Uint8Array::new_with_length(head_length + file.length());
        message.set(&Uint8Array::from(head.as_slice()), 0);
        message.set(file, head_length);
        let answer = reading.helper.ask(&message).await.map_err(|error| {
            // The next question starts another one.
            READING.set(None);
            died(&error.0)
        })?;
        serde_json::from_slice(&answer).map_err(|error| died(&error.to_string()))
    }

    /// Gets a file of the index; `None` when the worker has it already.
    ///
    /// # Errors
    /// When it cannot be had.
    pub async fn fetch(&self, kept: &Kept) -> Result<Option<Fetched>, Failure> {
        let failed = |cause: String| Failure { moment: kept.date.clone(), cause };
        let address = location::resolve(&self.index, &kept.url)
            .map_err(|error| failed(format!("Its address makes no sense: {error}.")))?;
        let reading = Self::reading().await?;
        if reading.read.borrow().get(&kept.date) == Some(&address) {
            return Ok(None);
        }
        let file = self.bytes(&address).await.map_err(failed)?;
        Ok(Some(Fetched { address, file }))
    }

    async fn bytes(&self, address: &str) -> Result<Uint8Array, String> {
        let place = self.sources.place(&self.client, address);
        let (origin, rest) = place.ok_or_else(|| {
            format!("No origin of portal.json covers {address}, so the portal may not read it.")
        })?;
        let get = Get::bytes(origin).below(&rest).max_bytes(LARGEST);
        match self.client.bytes(&get).await {
            Ok(answer) => Ok(answer.value.into_js()),
            Err(error) => {
                Err(format!("{}. {} {}", error.title(), error.cause(), error.next_step()))
            }
        }
    }

    /// Has a file of the index read that [`Self::fetch`] got. What it builds on has been read.
    ///
    /// # Errors
    /// When it makes no sense.
    pub async fn keep(&self, kept: &Kept, fetched: Option<Fetched>) -> Result<(), Failure> {
        let Some(Fetched { address, file }) = fetched else { return Ok(()) };
        let reading = Self::reading().await?;
        Self::hand_over(&reading, &kept.date, &address, &file).await
    }

    /// Has a catalog at an address of its own read: one that was kept, the one beside a portal, or
    /// descriptors.
    async fn keep_address(&self, address: &str) -> Result<(), Failure> {
        let failed = |cause: String| Failure { moment: address.to_owned(), cause };
        let reading = Self::reading().await?;
        if reading.read.borrow().contains_key(address) {
            return Ok(());
        }
        if self.sources.place(&self.client, address).is_none() {
            return Err(failed(REFUSED.to_owned()));
        }
        if address.contains(['?', '#']) {
            return Err(failed(ASKING.to_owned()));
        }
        let file = if is_descriptor(address) {
            self.sources.index_at(&self.client, address).await
        } else {
            self.bytes(address).await
        };
        Self::hand_over(&reading, address, address, &file.map_err(failed)?).await
    }

    /// Has the catalog on the screen read as the moment that is now.
    ///
    /// # Errors
    /// When the worker dies.
    pub async fn keep_now(&self, catalog: &Arc<Catalog>) -> Result<(), Failure> {
        let reading = Self::reading().await?;
        let stamp = catalog.stamp().to_string();
        if reading.read.borrow().get(NOW) == Some(&stamp) {
            return Ok(());
        }
        let mut text = past::FIRST.to_owned();
        text.push('\n');
        for (count, ix) in catalog.all().enumerate() {
            text.push_str(&past::line(catalog, ix));
            text.push('\n');
            if count % STEP == STEP - 1 {
                wait(Duration::ZERO).await;
            }
        }
        let file = Uint8Array::from(text.as_bytes());
        Self::hand_over(&reading, NOW, &stamp, &file).await
    }

    async fn hand_over(
        reading: &Reading,
        moment: &str,
        from: &str,
        file: &Uint8Array,
    ) -> Result<(), Failure> {
        let failed = |cause: String| Failure { moment: moment.to_owned(), cause };
        match Self::ask(reading, &Question::Keep(moment.to_owned()), file).await? {
            Answer::Kept(_) => {
                reading.read.borrow_mut().insert(moment.to_owned(), from.to_owned());
                Ok(())
            }
            Answer::Broken(why) => Err(failed(broken(moment, &why))),
            _ => Err(failed("The worker answered another question.".to_owned())),
        }
    }

    /// What is different from one moment to another. Both have been read.
    ///
    /// # Errors
    /// When the worker dies.
    pub async fn changes(from: &str, to: &str) -> Result<Vec<Changed>, Failure> {
        let reading = Self::reading().await?;
        let question = Question::Changes(from.to_owned(), to.to_owned());
        match Self::ask(&reading, &question, &Uint8Array::new_with_length(0)).await? {
            Answer::Changes(list) => Ok(list),
            Answer::Broken(why) => Err(died(&why)),
            _ => Err(died("it answered another question")),
        }
    }

    /// When an entity changed, among moments that have been read.
    ///
    /// # Errors
    /// When the worker dies.
    pub async fn history(entity: &str, moments: Vec<String>) -> Result<Vec<Turn>, Failure> {
        let reading = Self::reading().await?;
        let question = Question::History(entity.to_owned(), moments);
        match Self::ask(&reading, &question, &Uint8Array::new_with_length(0)).await? {
            Answer::History(turns) => Ok(turns),
            Answer::Broken(why) => Err(died(&why)),
            _ => Err(died("it answered another question")),
        }
    }
}

/// Whether descriptors lie at an address, by its name.
fn is_descriptor(address: &str) -> bool {
    let end = address.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    end.is_some_and(|end| matches!(end.as_str(), "yaml" | "yml" | "json"))
}

/// What is said about a file that makes no sense.
fn broken(moment: &str, why: &str) -> String {
    if is_day(moment) {
        return format!(
            "The file is not a catalog that was kept: {why} Keep it again with “cargo xtask snapshot --keep”."
        );
    }
    format!(
        "What lies there is no catalog: {why} It has to be a kept catalog, a catalog.bin of this version of the portal, or a descriptor whose name ends with .yaml, .yml or .json."
    )
}

fn died(reason: &str) -> Failure {
    let cause = format!("The files are read in the background, and that stopped: {reason}.");
    Failure { moment: String::new(), cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_catalogs_are_in_order_and_make_sense() {
        let kept = |date: &str| Kept { date: date.to_owned(), url: date.to_owned(), since: None };
        let index = Index {
            snapshots: vec![
                kept("2026-11-15"),
                kept("last week"),
                kept("2026-10-04"),
                kept("2026-11-15"),
            ],
        };
        let dates: Vec<String> = index.in_order().into_iter().map(|one| one.date).collect();
        assert_eq!(dates, ["2026-10-04", "2026-11-15"]);
        let text = r#"{"snapshots": [{"date": "2026-11-15", "url": "a.txt"}], "more": 1}"#;
        assert_eq!(serde_json::from_str::<Index>(text).unwrap().snapshots.len(), 1);
    }

    #[test]
    fn an_address_is_not_a_day() {
        assert!(is_day("2026-11-15") && is_day("2026-11-15T10:00"));
        for address in ["", "now", "https://a.test/2026-11-15.txt", "kept/2026.txt", "javascript:1"]
        {
            assert!(!is_day(address), "{address}");
        }
        assert!(is_descriptor("https://a.test/v1/all.YAML") && is_descriptor("all.json"));
        assert!(!is_descriptor("kept/2026-11-15.txt") && !is_descriptor("catalog.bin"));
        assert!(broken("2026-11-15", "why.").contains("--keep"));
        assert!(broken("https://a.test/x", "why.").contains("catalog.bin"));
    }
}
