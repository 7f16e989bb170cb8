//! Which tabs stay in the strip and which move behind "More", and where the strip scrolls.

use crate::position::Rect;

/// The tabs that stay, one flag per tab.
///
/// `widths` are the tabs' own widths, `gap` the space between two, `room` the strip's width and
/// `more` the width of the "More" button, all in pixels. The tab at `current` always stays, in
/// place of the last ones if need be; order never changes. A room of 0 means that nothing was
/// measured yet: all stay.
#[must_use]
pub fn fit(widths: &[f64], gap: f64, room: f64, more: f64, current: Option<usize>) -> Vec<bool> {
    let all: f64 = widths.iter().sum::<f64>() + gap * widths.len().saturating_sub(1) as f64;
    if room <= 0.0 || all <= room {
        return vec![true; widths.len()];
    }
    let reserved = current.and_then(|index| widths.get(index)).map_or(0.0, |width| width + gap);
    let mut left = room - more - reserved;
    let mut full = false;
    widths
        .iter()
        .enumerate()
        .map(|(index, width)| {
            if Some(index) == current {
                return true;
            }
            // Once one is left out, all later ones are: a narrow tab must not jump ahead.
            full |= width + gap > left;
            if !full {
                left -= width + gap;
            }
            !full
        })
        .collect()
}

/// Room kept beside a tab that is scrolled into view: the fade, and a hint of the next tab.
const MARGIN: f64 = 48.0;

/// How far to scroll the strip sideways until `tab` is wholly in it; 0 if it is.
pub(super) fn bring_into_view(strip: Rect, tab: Rect) -> f64 {
    let before = tab.x - MARGIN - strip.x;
    let after = tab.x + tab.width + MARGIN - (strip.x + strip.width);
    // Where both do not fit, the beginning of the tab counts in either direction of reading.
    if before < 0.0 {
        before
    } else if after > 0.0 {
        after.min(before)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDTHS: [f64; 5] = [60.0, 80.0, 70.0, 90.0, 50.0];

    fn kept(room: f64, current: Option<usize>) -> Vec<usize> {
        let flags = fit(&WIDTHS, 20.0, room, 64.0, current);
        (0..flags.len()).filter(|index| flags[*index]).collect()
    }

    #[test]
    fn all_stay_when_there_is_room() {
        assert_eq!(kept(430.0, Some(0)), [0, 1, 2, 3, 4]);
        assert_eq!(kept(0.0, Some(0)), [0, 1, 2, 3, 4], "not measured yet");
    }

    #[test]
    fn the_last_ones_leave_first() {
        assert_eq!(kept(429.0, Some(0)), [0, 1, 2]);
        assert_eq!(kept(260.0, Some(0)), [0, 1]);
        assert_eq!(kept(429.0, None), [0, 1, 2]);
    }

    #[test]
    fn the_current_tab_always_stays() {
        assert_eq!(kept(429.0, Some(4)), [0, 1, 2, 4]);
        assert_eq!(kept(260.0, Some(3)), [0, 3]);
        assert_eq!(kept(40.0, Some(3)), [3]);
    }

    #[test]
    fn the_strip_scrolls_no_further_than_needed() {
        let strip = Rect { x: 16.0, y: 0.0, width: 328.0, height: 40.0 };
        let tab = |x| Rect { x, y: 0.0, width: 80.0, height: 40.0 };
        assert_eq!(bring_into_view(strip, tab(100.0)), 0.0, "in the middle");
        assert_eq!(bring_into_view(strip, tab(300.0)), 84.0, "cut at the end");
        assert_eq!(bring_into_view(strip, tab(-60.0)), -124.0, "gone at the beginning");
    }

    #[test]
    fn no_tabs_no_flags() {
        assert!(fit(&[], 20.0, 100.0, 64.0, None).is_empty());
    }

    proptest! {
        #[test]
        fn what_stays_fits(
            widths in proptest::collection::vec(20.0..160.0f64, 1..12),
            room in 200.0..900.0f64,
            pick in 0usize..12,
        ) {
            let current = Some(pick % widths.len());
            let flags = fit(&widths, 20.0, room, 64.0, current);
            let kept: Vec<f64> = widths.iter().zip(&flags).filter(|(_, kept)| **kept).map(|(w, _)| *w).collect();
            let used = kept.iter().sum::<f64>() + 20.0 * (kept.len() - 1) as f64;
            let more = if kept.len() < widths.len() { 84.0 } else { 0.0 };
            // The current tab alone may be wider than the room.
            prop_assert!(kept.len() == 1 || used + more <= room + 0.001);
            prop_assert!(flags[pick % widths.len()]);
        }
    }
}
