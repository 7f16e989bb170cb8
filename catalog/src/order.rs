//! Putting things in order. Everything is sorted here, as numbers: the standard library's sorts
//! are compiled once more for every type they meet, and the page downloads all of them.

use crate::columns::{renumber, size};
use std::cmp::Ordering;

/// Sorts numbers by what they stand for. Equals stay as they are.
pub(crate) fn sort(numbers: &mut Vec<u32>, compare: &dyn Fn(u32, u32) -> Ordering) {
    let mut merged: Vec<u32> = Vec::with_capacity(numbers.len());
    let mut width = 1;
    while width < numbers.len() {
        for pair in numbers.chunks(2 * width) {
            let (left, right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            merge(left, right, &mut merged, compare);
        }
        std::mem::swap(numbers, &mut merged);
        merged.clear();
        width *= 2;
    }
}

/// Adds two sorted lists to `merged`, as one. Of equals, those of `left` come first.
pub(crate) fn merge(
    mut left: &[u32],
    mut right: &[u32],
    merged: &mut Vec<u32>,
    compare: &dyn Fn(u32, u32) -> Ordering,
) {
    // What is in order already is as good as free.
    let apart = match (left.last(), right.first()) {
        (Some(last), Some(first)) => compare(*last, *first).is_gt(),
        _ => false,
    };
    while apart && let ([a, others @ ..], [b, rest @ ..]) = (left, right) {
        if compare(*a, *b).is_gt() {
            merged.push(*b);
            right = rest;
        } else {
            merged.push(*a);
            left = others;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

/// The numbers below `count`, sorted by what they stand for.
pub(crate) fn sorted(count: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..size(count)).collect();
    sort(&mut numbers, compare);
    numbers
}

/// Sorts numbers by a property of what they stand for, which is at most `largest` (or counts as
/// that). Equals stay as they are, so several properties are sorted by from the least to the most
/// important one. Takes as long as there are numbers and values of the property.
pub(crate) fn sort_by_number(numbers: &mut [u32], largest: u32, of: &dyn Fn(u32) -> u32) {
    let slot = |number: u32| of(number).min(largest) as usize;
    let mut places = vec![0_u32; largest as usize + 1];
    for number in &*numbers {
        if let Some(count) = places.get_mut(slot(*number)) {
            *count += 1;
        }
    }
    let mut next = 0;
    for place in &mut places {
        next += std::mem::replace(place, next);
    }
    let unsorted = numbers.to_vec();
    for number in unsorted {
        if let Some(place) = places.get_mut(slot(number)) {
            if let Some(free) = numbers.get_mut(*place as usize) {
                *free = number;
            }
            *place += 1;
        }
    }
}

/// Puts things in the order of their numbers, in which each number stands once.
pub(crate) fn arrange<T>(things: &mut [T], order: &[u32]) {
    swaps(order, &mut |a, b| things.swap(a, b));
}

/// The swaps that put things in order; of places that both exist.
fn swaps(order: &[u32], swap: &mut dyn FnMut(usize, usize)) {
    let mut places: Vec<u32> = (0..size(order.len())).collect();
    renumber(&mut places, order);
    for here in 0..places.len() {
        while let Some(there) = places.get(here).map(|place| *place as usize)
            && there != here
            && there < places.len()
        {
            swap(here, there);
            places.swap(here, there);
        }
    }
}

/// Adds a text to a sorted list, unless it is there.
pub(crate) fn insert(texts: &mut Vec<String>, text: String) {
    if let Err(place) = texts.binary_search(&text) {
        texts.insert(place, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn orders_are_those_of_the_standard_library(things in prop::collection::vec(0_u32..50, 0..200)) {
            let unsorted = things.clone();
            let thing = |number: u32| unsorted[number as usize];
            let mut expected: Vec<u32> = (0..things.len() as u32).collect();
            expected.sort_by_key(|number| thing(*number));
            prop_assert_eq!(&sorted(things.len(), &|a, b| thing(a).cmp(&thing(b))), &expected);
            let mut counted: Vec<u32> = (0..things.len() as u32).collect();
            sort_by_number(&mut counted, 50, &thing);
            prop_assert_eq!(&counted, &expected);
            let mut in_order = things.clone();
            in_order.sort();
            let mut things = things;
            arrange(&mut things, &expected);
            prop_assert_eq!(things, in_order);
        }

        #[test]
        fn what_is_inserted_is_there_once(texts in prop::collection::vec("[a-c]{0,2}", 0..20)) {
            let mut list = Vec::new();
            texts.iter().for_each(|text| insert(&mut list, text.clone()));
            let expected: std::collections::BTreeSet<String> = texts.into_iter().collect();
            prop_assert_eq!(list, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
