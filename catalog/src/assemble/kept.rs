//! What an earlier catalog has of a source that could not be read to the end now.

use super::{Assembler, Found};
use crate::catalog::{Catalog, Ix};
use crate::descriptor::{self, Origin};
use crate::finding::Findings;
use crate::links::key;
use crate::numbers::Numbers;
use crate::record::{Issue, SourceId};
use crate::view::IssueView;
use crate::yaml::Node;

impl Assembler {
    /// Takes over the entities of a source from an earlier catalog, with what was said about them,
    /// but for those that the source did give now. `details` are the bytes beside that catalog;
    /// `api` says whether the source is an API. Returns how many were taken over.
    pub fn keep(
        &mut self,
        source: SourceId,
        api: bool,
        earlier: &Catalog,
        details: &[u8],
    ) -> usize {
        let mut given = Numbers::default();
        for found in self.found.iter().filter(|found| found.record.source == source) {
            given.add(&key(&found.record.entity));
        }
        let before = self.found.len();
        for ix in earlier.all().filter(|ix| earlier.entry(*ix).source() == source) {
            if given.get(&key(&earlier.entry(ix).entity_ref())).is_none() {
                self.keep_one(source, api, earlier, ix, details);
            }
        }
        self.found.len() - before
    }

    fn keep_one(
        &mut self,
        source: SourceId,
        api: bool,
        earlier: &Catalog,
        ix: Ix,
        details: &[u8],
    ) -> Option<()> {
        let place = earlier.entry(ix).place();
        let detail = details.get(earlier.detail_range(ix))?;
        let root = Node::from_json(std::str::from_utf8(detail).ok()?).ok()?;
        let origin = Origin { source, file: &place.file, api };
        // What there is to say about it was said when it was read, with lines that are gone here.
        let mut record = descriptor::read(&root, &origin, &mut Findings::default())?;
        let file = self.files.add_page(source, &place.file);
        record.place = place;
        record.detail = detail.to_vec();
        self.issues.extend(earlier.issues(ix).map(|said| (file, issue(said))));
        self.found.push(Found { file, api, record });
        Some(())
    }
}

fn issue(said: IssueView<'_>) -> Issue {
    Issue {
        source: said.source(),
        place: said.place(),
        severity: said.severity(),
        rule: said.rule().to_owned(),
        path: said.path().to_owned(),
        message: said.message().to_owned(),
        help: said.help().to_owned(),
        entity: said.entity_name().map(str::to_owned),
    }
}
