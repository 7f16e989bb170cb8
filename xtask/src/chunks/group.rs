//! Which chunks travel together.
//!
//! The splitter makes a chunk for every set of plugins that share something: two thousand, most of
//! them a few hundred bytes. Each file costs a request and a module, so those that are mostly wanted
//! together become one. What a plugin gets that way and does not need is weighed against the files
//! that it does not have to ask for.

use std::cmp::Reverse;

/// What one more file costs, in bytes of code before it is made smaller: to load so many bytes more
/// is as good as to ask for one file more.
const FILE: i64 = 32_000;

/// Those who need a chunk: one bit each.
pub type Users = u128;

/// Some chunks, who needs one of them, and how large they are together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The numbers of the chunks.
    pub chunks: Vec<usize>,
    /// Who needs one of them.
    pub users: Users,
    /// In bytes.
    pub size: u64,
}

impl Group {
    /// The files that are not asked for when two become one, less the bytes that are then loaded
    /// for nothing.
    fn gain(&self, other: &Self) -> i64 {
        let count = |users: Users| i64::from(users.count_ones());
        count(self.users & other.users) * FILE
            - count(self.users & !other.users) * other.size.cast_signed()
            - count(other.users & !self.users) * self.size.cast_signed()
    }
}

/// A group that others may join.
struct Place {
    /// None when it has joined another one.
    group: Option<Group>,
    /// What is gained most, and with whom.
    best: Option<(i64, usize)>,
}

/// Puts groups together, the pair that gains most first, until no pair gains.
pub fn join(groups: Vec<Group>) -> Vec<Group> {
    let mut places: Vec<Place> =
        groups.into_iter().map(|group| Place { group: Some(group), best: None }).collect();
    for index in 0..places.len() {
        look(&mut places, index);
    }
    while let Some((kept, gone)) = pair(&places) {
        let joins = places.get_mut(gone).and_then(|place| {
            place.best = None;
            place.group.take()
        });
        let grown = places.get_mut(kept).and_then(|place| place.group.as_mut());
        let (Some(joins), Some(grown)) = (joins, grown) else { break };
        grown.chunks.extend(joins.chunks);
        grown.users |= joins.users;
        grown.size += joins.size;
        let grown = grown.clone();
        for index in 0..places.len() {
            let Some(place) = places.get_mut(index) else { continue };
            let Some(group) = &place.group else { continue };
            // Whose partner is another one now looks at all of them, the others at that one.
            if index == kept || place.best.is_some_and(|(_, with)| with == kept || with == gone) {
                look(&mut places, index);
            } else {
                let gain = group.gain(&grown);
                if gain > place.best.map_or(0, |(gain, _)| gain) {
                    place.best = Some((gain, kept));
                }
            }
        }
    }
    let mut groups: Vec<Group> = places.into_iter().filter_map(|place| place.group).collect();
    for group in &mut groups {
        group.chunks.sort_unstable();
    }
    groups
}

/// Finds the best partner of a group.
fn look(places: &mut [Place], index: usize) {
    let Some(own) = places.get(index).and_then(|place| place.group.as_ref()) else { return };
    let others = places.iter().enumerate().filter(|(other, _)| *other != index);
    let best = others
        .filter_map(|(other, place)| Some((own.gain(place.group.as_ref()?), other)))
        .filter(|(gain, _)| *gain > 0)
        .max_by_key(|(gain, other)| (*gain, Reverse(*other)));
    if let Some(place) = places.get_mut(index) {
        place.best = best;
    }
}

/// The pair that gains most.
fn pair(places: &[Place]) -> Option<(usize, usize)> {
    let pairs = places.iter().enumerate();
    pairs
        .filter_map(|(index, place)| place.best.map(|(gain, with)| (gain, index, with)))
        .max_by_key(|(gain, index, _)| (*gain, Reverse(*index)))
        .map(|(_, index, with)| (index, with))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(chunks: &[(Users, u64)]) -> Vec<Vec<usize>> {
        let groups = chunks.iter().enumerate();
        let groups = groups.map(|(chunk, (users, size))| Group {
            chunks: vec![chunk],
            users: *users,
            size: *size,
        });
        join(groups.collect()).into_iter().map(|group| group.chunks).collect()
    }

    #[test]
    fn what_the_same_plugins_need_is_one_file_however_large() {
        assert_eq!(joined(&[(0b11, 1_000_000), (0b11, 2_000_000), (0b11, 5)]), [[0, 1, 2]]);
    }

    #[test]
    fn what_different_plugins_need_stays_apart() {
        assert_eq!(joined(&[(0b0011, 10), (0b1100, 10)]), [[0], [1]]);
    }

    #[test]
    fn a_small_one_goes_along_and_a_large_one_does_not() {
        let needed_by_one_of_three = |size| joined(&[(0b111, 100_000), (0b011, size)]);
        assert_eq!(needed_by_one_of_three(100), [[0, 1]]);
        assert_eq!(needed_by_one_of_three(70_000), [[0], [1]]);
    }

    #[test]
    fn many_small_ones_become_few() {
        let chunks: Vec<(Users, u64)> =
            (0..200).map(|chunk| (0b1 | 1 << (1 + chunk % 20), 300)).collect();
        let groups = joined(&chunks);
        assert!(groups.len() < 10, "{groups:?}");
        let mut all: Vec<usize> = groups.concat();
        all.sort_unstable();
        assert_eq!(all, (0..200).collect::<Vec<_>>());
    }
}
