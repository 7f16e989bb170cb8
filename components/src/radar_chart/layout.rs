//! Where the blips of a radar stand.
//!
//! The same list has the same places, and no two blips touch: a ring is as wide as the fullest of
//! its quadrants needs, and the drawing grows with the rings.

use std::f64::consts::{FRAC_PI_2, PI};

/// Half the size of a blip.
pub(super) const RADIUS: i32 = 13;

/// Least distance of the centres of two blips: their size and a little air, more than what is lost
/// when places are rounded.
const APART: f64 = 2.0 * RADIUS as f64 + 5.0;

/// From the centre of a blip to the edge of its ring.
const EDGE: f64 = RADIUS as f64 + 4.0;

/// From the centre of a blip to the line between two quadrants; the names of the rings stand on
/// the line.
const AXIS: f64 = RADIUS as f64 + 12.0;

/// The innermost ring begins so far from the centre, where quadrants are too narrow.
const HOLE: f64 = 24.0;

/// A place on the drawing, from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub x: i32,
    pub y: i32,
}

/// A radar with its places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Outer radius of each ring, inside first.
    pub rings: Vec<i32>,
    /// Place of each blip, in the order given.
    pub spots: Vec<Spot>,
}

impl Layout {
    /// Half the side of the drawing.
    pub fn radius(&self) -> i32 {
        self.rings.last().copied().unwrap_or_default()
    }
}

/// Places of blips, each given by its quadrant and its ring, in a radar of so many of both. A
/// quadrant or ring that is not there is the last one.
pub(super) fn layout(quadrants: usize, rings: usize, blips: &[(usize, usize)]) -> Layout {
    let (quadrants, rings) = (quadrants.max(1), rings.max(1));
    let width = 2.0 * PI / quadrants as f64;
    let mut layout = Layout { rings: Vec::new(), spots: vec![Spot::default(); blips.len()] };
    let members = |quadrant: usize, ring: usize| -> Vec<usize> {
        let within = |blip: &(usize, usize)| {
            (blip.0.min(quadrants - 1), blip.1.min(rings - 1)) == (quadrant, ring)
        };
        blips.iter().enumerate().filter(|(_, blip)| within(blip)).map(|(at, _)| at).collect()
    };
    let mut inner = HOLE;
    let mut placed: Vec<(usize, f64, f64)> = Vec::new();
    for ring in 0..rings {
        let segments: Vec<Vec<usize>> =
            (0..quadrants).map(|quadrant| members(quadrant, ring)).collect();
        let most = segments.iter().map(Vec::len).max().unwrap_or_default();
        let mut tracks = Vec::new();
        let mut room = 0;
        let mut radius = inner + EDGE;
        // A ring without blips is drawn all the same, wide enough for its name.
        while tracks.len() < 2 || room < most {
            let fits = capacity(radius, width);
            room += fits;
            tracks.push((radius, fits));
            radius += APART;
        }
        for (quadrant, members) in segments.iter().enumerate() {
            let start = quadrant as f64 * width - FRAC_PI_2;
            placed.extend(spread(members, &tracks, room, start, width));
        }
        inner = radius - APART + EDGE;
        layout.rings.push(inner.ceil() as i32);
    }
    let centre = f64::from(layout.radius());
    for (at, radius, angle) in placed {
        if let Some(spot) = layout.spots.get_mut(at) {
            *spot = Spot {
                x: (centre + radius * angle.cos()).round() as i32,
                y: (centre + radius * angle.sin()).round() as i32,
            };
        }
    }
    layout
}

/// The angle that a distance takes at a radius; half a turn when it does not fit.
fn angle_of(distance: f64, radius: f64) -> f64 {
    let half = distance / (2.0 * radius);
    if half >= 1.0 { PI } else { 2.0 * half.asin() }
}

/// How far from its quadrant's lines a blip at this radius has to stay.
fn margin(radius: f64) -> f64 {
    let share = AXIS / radius;
    if share >= 1.0 { FRAC_PI_2 } else { share.asin() }
}

/// How many blips fit on an arc of this radius within a quadrant.
fn capacity(radius: f64, width: f64) -> usize {
    let room = width - 2.0 * margin(radius);
    if room < 0.0 { 0 } else { (room / angle_of(APART, radius)).floor() as usize + 1 }
}

/// Spreads the blips of one segment over its tracks by their room, and over each track evenly:
/// index, radius, angle.
fn spread(
    members: &[usize],
    tracks: &[(f64, usize)],
    room: usize,
    start: f64,
    width: f64,
) -> Vec<(usize, f64, f64)> {
    let mut placed = Vec::with_capacity(members.len());
    let (mut left, mut room) = (members.len(), room);
    let mut members = members.iter();
    for (radius, fits) in tracks {
        // Rounded up, so that the last track never has more than it can hold.
        let here = if room == 0 { 0 } else { (left * fits).div_ceil(room).min(*fits).min(left) };
        room -= fits;
        left -= here;
        let (from, to) = (start + margin(*radius), start + width - margin(*radius));
        for (step, at) in members.by_ref().take(here).enumerate() {
            let share = if here == 1 { 0.5 } else { step as f64 / (here - 1) as f64 };
            placed.push((*at, *radius, from + (to - from) * share));
        }
    }
    placed
}

/// The blip that a key leads to: left and right go round the ring, up and down to the ring inside
/// and outside in the same quadrant, to what is nearest there.
pub(super) fn step(
    key: &str,
    current: usize,
    blips: &[(usize, usize)],
    spots: &[Spot],
    shown: &[bool],
) -> Option<usize> {
    let is_shown = |at: &usize| shown.get(*at).copied().unwrap_or_default();
    let (quadrant, ring) = *blips.get(current)?;
    let mut round: Vec<usize> = (0..blips.len())
        .filter(is_shown)
        .filter(|at| blips.get(*at).is_some_and(|blip| blip.1 == ring))
        .collect();
    round.sort_by_key(|at| blips.get(*at).map(|blip| blip.0));
    let place = round.iter().position(|at| *at == current);
    match key {
        "ArrowRight" => place.and_then(|at| round.get((at + 1) % round.len()).copied()),
        "ArrowLeft" => {
            place.and_then(|at| round.get((at + round.len() - 1) % round.len()).copied())
        }
        "Home" => (0..blips.len()).find(is_shown),
        "End" => (0..blips.len()).rev().find(is_shown),
        "ArrowUp" | "ArrowDown" => {
            let beyond = |other: usize| if key == "ArrowUp" { other < ring } else { other > ring };
            let here = spots.get(current)?;
            let distance = |at: &usize| {
                let (spot, other) = (spots.get(*at)?, blips.get(*at)?.1);
                let (x, y) = (spot.x - here.x, spot.y - here.y);
                Some((other.abs_diff(ring), x * x + y * y))
            };
            (0..blips.len())
                .filter(is_shown)
                .filter(|at| {
                    blips.get(*at).is_some_and(|blip| blip.0 == quadrant && beyond(blip.1))
                })
                .min_by_key(distance)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(quadrants: usize, rings: usize, blips: &[(usize, usize)]) {
        let layout = layout(quadrants, rings, blips);
        let centre = layout.radius();
        assert_eq!(layout.rings.len(), rings);
        for (at, spot) in layout.spots.iter().enumerate() {
            for other in layout.spots.iter().skip(at + 1) {
                let (x, y) = (spot.x - other.x, spot.y - other.y);
                assert!(x * x + y * y >= 4 * RADIUS * RADIUS, "{spot:?} and {other:?} touch");
            }
            let (quadrant, ring) = blips[at];
            let (x, y) = (f64::from(spot.x - centre), f64::from(spot.y - centre));
            let radius = x.hypot(y);
            let inside = if ring == 0 { 0 } else { layout.rings[ring - 1] };
            assert!(radius + f64::from(RADIUS) <= f64::from(layout.rings[ring]), "{spot:?}");
            assert!(radius - f64::from(RADIUS) >= f64::from(inside), "{spot:?}");
            let turn = (y.atan2(x) + FRAC_PI_2).rem_euclid(2.0 * PI);
            assert_eq!((turn / (2.0 * PI / quadrants as f64)) as usize, quadrant, "{spot:?}");
        }
    }

    #[test]
    fn many_blips_in_one_segment_do_not_touch() {
        for count in [1, 2, 7, 40, 120] {
            check(4, 4, &vec![(1, 0); count]);
            check(4, 4, &vec![(3, 3); count]);
        }
    }

    proptest! {
        #[test]
        fn every_blip_is_in_its_segment_and_touches_no_other(
            quadrants in 2_usize..7,
            rings in 1_usize..6,
            blips in prop::collection::vec((0_usize..42, 0_usize..42), 0..120),
        ) {
            let blips: Vec<_> =
                blips.into_iter().map(|(q, r)| (q % quadrants, r % rings)).collect();
            check(quadrants, rings, &blips);
            prop_assert_eq!(
                layout(quadrants, rings, &blips),
                layout(quadrants, rings, &blips)
            );
        }
    }

    #[test]
    fn a_ring_that_is_not_there_is_the_last() {
        let found = layout(4, 2, &[(9, 9)]);
        assert_eq!(found.spots, layout(4, 2, &[(3, 1)]).spots);
        assert!(layout(0, 0, &[]).radius() > 0);
    }

    #[test]
    fn arrows_stay_in_the_ring_or_in_the_quadrant() {
        let blips = [(0, 0), (1, 0), (0, 1), (0, 1), (0, 3), (2, 3)];
        let spots = layout(4, 4, &blips).spots;
        let go = |key: &str, from| step(key, from, &blips, &spots, &[true; 6]);
        assert_eq!(go("ArrowRight", 0), Some(1));
        assert_eq!(go("ArrowRight", 1), Some(0), "round the ring");
        assert_eq!(go("ArrowLeft", 4), Some(5));
        assert!(matches!(go("ArrowDown", 0), Some(2 | 3)));
        assert_eq!(go("ArrowDown", 2), Some(4), "over a ring without blips");
        assert_eq!(go("ArrowUp", 0), None);
        assert_eq!(go("ArrowDown", 5), None);
        assert_eq!((go("Home", 3), go("End", 0)), (Some(0), Some(5)));
        assert_eq!(go("x", 3), None);
        let hidden = [true, false, true, true, true, true];
        assert_eq!(step("ArrowRight", 0, &blips, &spots, &hidden), Some(0));
    }
}
