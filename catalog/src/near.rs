//! What somebody may have meant by a name that is not in the catalog.

use crate::catalog::{Catalog, Ix};
use crate::columns::{NONE, at, size};
use crate::fold::{parts, words};
use crate::lower::lower;
use crate::order::sort_by_number;
use crate::typo::distance;

impl Catalog {
    /// Entities whose name is like this one, nearest first: the same name in another kind or
    /// namespace, other separators, or a few letters apart (one in three, three at most). Of
    /// equals, those of the kind and namespace asked for come first.
    pub fn near(
        &self,
        kind: Option<&str>,
        namespace: Option<&str>,
        name: &str,
        limit: usize,
    ) -> Vec<Ix> {
        let wanted = words(name).replace(' ', "");
        let (kind, namespace) = (kind.map(lower), namespace.map(lower));
        let most = (wanted.len() / 3).clamp(1, 3);
        let mut letters = Vec::new();
        let mut near: Vec<u32> = Vec::new();
        // For each of them, the steps and what else is different.
        let mut apart: Vec<u32> = vec![NONE; self.len()];
        for ix in self.all() {
            let mut lines = parts(self.columns.terms.get(ix.0).as_bytes(), b'\n');
            let display = lines.next().unwrap_or_default();
            // The second line is empty where it would repeat the first.
            let name = lines.next().filter(|line| !line.is_empty()).unwrap_or(display);
            letters.clear();
            letters.extend(name.iter().copied().filter(|byte| *byte != b' '));
            let Some(steps) = distance(wanted.as_bytes(), &letters, most) else { continue };
            let entry = self.entry(ix);
            let other_kind = kind.as_ref().is_some_and(|kind| kind != entry.kind());
            let other_namespace =
                namespace.as_ref().is_some_and(|namespace| namespace != entry.namespace());
            if let Some(apart) = apart.get_mut(ix.0 as usize) {
                *apart =
                    size(steps * 4 + usize::from(other_kind) * 2 + usize::from(other_namespace));
            }
            near.push(ix.0);
        }
        sort_by_number(&mut near, size(most * 4 + 3), &|number| at(&apart, number));
        near.into_iter().map(Ix).take(limit).collect()
    }
}
