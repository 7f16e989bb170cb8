//! The items of an answer, and their order.

use super::ask::Match;
use super::lines::{Field, How};
use super::terms::Posting;

/// One item of an answer: a number that says what it is, what matched and how many points it has,
/// and is the greater the further up it stands. A letter finds ten thousand of them.
///
/// From the top: whether its name is the text (1 bit), points (20), whether it belongs to whoever
/// asks (1), how short its name is (10), how early it stands in the index (22), what matched (8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found(u64);

const HOW_BITS: u32 = 8;
const ITEM_BITS: u32 = Posting::ITEMS.trailing_zeros();
const POINT_BITS: u32 = 20;
/// Where the parts begin, and where the number ends.
const ITEM: u32 = HOW_BITS;
const LENGTH: u32 = ITEM + ITEM_BITS;
const MINE: u32 = LENGTH + 10;
const POINTS: u32 = MINE + 1;
const FIRST: u32 = POINTS + POINT_BITS;
const END: u32 = FIRST + 1;
/// Points can be below nought.
const NOUGHT: i32 = 1 << (POINT_BITS - 1);
const LONGEST: u16 = 1023;

impl Found {
    /// `length` is that of the name, in bytes.
    pub(super) fn new(item: u32, how: Match, points: i32, mine: bool, length: u16) -> Self {
        let first = matches!(how, Match::Line(Field::DisplayName | Field::Name, How::Exact));
        let points = points.clamp(-NOUGHT, NOUGHT - 1) + NOUGHT;
        Self(
            u64::from(first) << FIRST
                | u64::from(points.cast_unsigned()) << POINTS
                | u64::from(mine) << MINE
                | u64::from(LONGEST - length.min(LONGEST)) << LENGTH
                | u64::from(Posting::ITEMS - 1 - item) << ITEM
                | u64::from(number_of(how)),
        )
    }

    pub(super) fn item(self) -> u32 {
        Posting::ITEMS - 1 - (self.0 >> ITEM) as u32 % Posting::ITEMS
    }

    pub(super) fn how(self) -> Match {
        match_of((self.0 & ((1 << HOW_BITS) - 1)) as u8)
    }

    pub(super) fn points(self) -> i32 {
        ((self.0 >> POINTS) as u32 % (1 << POINT_BITS)).cast_signed() - NOUGHT
    }
}

const FIELDS: [Field; 5] =
    [Field::DisplayName, Field::Name, Field::Email, Field::Tag, Field::Owner];
const HOWS: [How; 5] = [How::Exact, How::Prefix, How::WordPrefix, How::Initials, How::Inside];
const LINES: u8 = (FIELDS.len() * HOWS.len()) as u8;

fn number_of(how: Match) -> u8 {
    match how {
        Match::Line(field, how) => field as u8 * HOWS.len() as u8 + how as u8,
        Match::Typo => LINES,
        Match::Text => LINES + 1,
        Match::Part => LINES + 2,
    }
}

fn match_of(number: u8) -> Match {
    let (field, how) = (usize::from(number) / HOWS.len(), usize::from(number) % HOWS.len());
    match (FIELDS.get(field), HOWS.get(how)) {
        (Some(field), Some(how)) => Match::Line(*field, *how),
        _ if number == LINES => Match::Typo,
        _ if number == LINES + 1 => Match::Text,
        _ => Match::Part,
    }
}

/// Puts the greatest first. A few times into buckets is less work than comparing ten thousand.
pub(super) fn best_first(mut found: Vec<Found>) -> Vec<Found> {
    const BITS: u32 = 11;
    // What is in the order of the items has the last bits of its numbers in order.
    let sorted = found.is_sorted_by_key(|found| found.item());
    let mut target = found.clone();
    let mut starts = [0_u32; 1 << BITS];
    for shift in (if sorted { LENGTH } else { ITEM }..END).step_by(BITS as usize) {
        let bucket = |found: &Found| (!found.0 >> shift) as usize & ((1 << BITS) - 1);
        starts.fill(0);
        for found in &found {
            if let Some(count) = starts.get_mut(bucket(found)) {
                *count += 1;
            }
        }
        // Of most answers the greatest bits are all the same.
        if starts.iter().any(|count| *count as usize == found.len()) {
            continue;
        }
        let mut next = 0;
        for start in &mut starts {
            next += std::mem::replace(start, next);
        }
        for found in &found {
            if let Some(place) = starts.get_mut(bucket(found)) {
                if let Some(free) = target.get_mut(*place as usize) {
                    *free = *found;
                }
                *place += 1;
            }
        }
        std::mem::swap(&mut found, &mut target);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_says_what_matched() {
        let lines = FIELDS.into_iter().flat_map(|field| HOWS.map(|how| Match::Line(field, how)));
        for how in lines.chain([Match::Typo, Match::Text, Match::Part]) {
            assert_eq!(match_of(number_of(how)), how);
        }
    }

    proptest! {
        #[test]
        fn nothing_of_it_is_lost(
            item in 0..Posting::ITEMS,
            number in 0..LINES + 3,
            points in -NOUGHT..NOUGHT,
            mine in any::<bool>(),
            length in any::<u16>(),
        ) {
            let found = Found::new(item, match_of(number), points, mine, length);
            prop_assert_eq!((found.item(), found.how(), found.points()), (item, match_of(number), points));
        }

        #[test]
        fn the_exact_name_then_points_then_mine_then_short_names_then_the_first(
            one in (any::<bool>(), -20..20, any::<bool>(), 1000..1030_u16, 0..9_u32),
            other in (any::<bool>(), -20..20, any::<bool>(), 1000..1030_u16, 0..9_u32),
        ) {
            let of = |(exact, points, mine, length, item): (bool, i32, bool, u16, u32)| {
                let how = if exact { How::Exact } else { How::Prefix };
                let found = Found::new(item, Match::Line(Field::Name, how), points, mine, length);
                let order = (exact, points, mine, LONGEST - length.min(LONGEST), Posting::ITEMS - item);
                (found, order)
            };
            let ((one, first), (other, second)) = (of(one), of(other));
            prop_assert_eq!(one.cmp(&other), first.cmp(&second));
        }

        #[test]
        fn the_greatest_comes_first(
            firsts in prop::collection::vec(0_u64..1 << (END - LENGTH), 0..300),
            few in any::<bool>(),
            turned in any::<bool>(),
        ) {
            let mut found: Vec<Found> = (0_u32..)
                .zip(firsts)
                .map(|(item, first)| {
                    let first = if few { first & 7 } else { first };
                    let item = u64::from(Posting::ITEMS - 1 - item);
                    Found(first << LENGTH | item << ITEM | u64::from(number_of(Match::Text)))
                })
                .collect();
            if turned {
                found.reverse();
            }
            let mut expected = found.clone();
            expected.sort_unstable_by(|one, other| other.cmp(one));
            prop_assert_eq!(best_first(found), expected);
        }
    }
}
