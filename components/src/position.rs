//! Where a panel goes beside the element that opened it. Plain geometry in CSS pixels of the
//! viewport; the layer applies the answer.

/// Distance between the anchor and the panel.
const GAP: f64 = 4.0;

/// Least distance between the panel and the edges of the viewport.
const MARGIN: f64 = 8.0;

/// The side of the anchor that a panel prefers. It takes the opposite one when it fits only there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Below the anchor.
    #[default]
    Below,
    /// Above it.
    Above,
    /// After it, in reading direction: beside a rail of icons.
    After,
}

/// Which edges of anchor and panel are in line, in reading direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// The edges where lines start.
    #[default]
    Start,
    /// The middles.
    Centre,
    /// The edges where lines end.
    End,
}

/// A rectangle, from the upper left corner of the viewport.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// Where the panel goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// The panel gets no higher than this; its content scrolls.
    pub max_height: f64,
}

/// Puts a panel of `size` (width, height) beside `anchor`, wholly inside `viewport` if it fits.
///
/// The panel goes to the preferred side, or to the opposite one if it fits only there or has
/// clearly more room there, and is then shifted along the anchor until no edge sticks out. What
/// fits beside it on neither side goes below, where it does not cover the anchor.
pub(crate) fn place(
    anchor: Rect,
    size: (f64, f64),
    viewport: (f64, f64),
    side: Side,
    align: Align,
    rtl: bool,
) -> Place {
    let (width, height) = size;
    let room = |start: bool| {
        if start { anchor.x } else { viewport.0 - anchor.x - anchor.width }
    };
    let needed = width + GAP + MARGIN;
    if side == Side::After && needed <= room(true).max(room(false)) {
        let start = flip(rtl, needed, room(rtl), room(!rtl));
        let x = if start { anchor.x - GAP - width } else { anchor.x + anchor.width + GAP };
        let y = line_up(anchor.y, anchor.height, height, align, false);
        return Place {
            x: keep_in(x, width, viewport.0),
            y: keep_in(y, height, viewport.1),
            max_height: (viewport.1 - 2.0 * MARGIN).max(0.0),
        };
    }
    let above_room = anchor.y - GAP - MARGIN;
    let below_room = viewport.1 - anchor.y - anchor.height - GAP - MARGIN;
    let prefer_above = side == Side::Above;
    let (preferred, other) =
        if prefer_above { (above_room, below_room) } else { (below_room, above_room) };
    let above = flip(prefer_above, height, preferred, other);
    let max_height = if above { above_room } else { below_room }.max(0.0);
    let shown = height.min(max_height);
    let y = if above { anchor.y - GAP - shown } else { anchor.y + anchor.height + GAP };
    let x = line_up(anchor.x, anchor.width, width, align, rtl);
    Place { x: keep_in(x, width, viewport.0), y: keep_in(y, shown, viewport.1), max_height }
}

/// The preferred answer, or its opposite if only there is room, or clearly more of it.
fn flip(preferred: bool, needed: f64, room: f64, other_room: f64) -> bool {
    let better = other_room >= needed || other_room > 1.5 * room;
    if needed > room && better { !preferred } else { preferred }
}

/// Start of a length that is in line with an anchor.
fn line_up(start: f64, anchor: f64, length: f64, align: Align, mirrored: bool) -> f64 {
    let at_end = start + anchor - length;
    match (align, mirrored) {
        (Align::Centre, _) => start + (anchor - length) / 2.0,
        (Align::Start, false) | (Align::End, true) => start,
        (Align::Start, true) | (Align::End, false) => at_end,
    }
}

/// Shifts a length inside; when it is too long, its start stays in sight.
fn keep_in(start: f64, length: f64, whole: f64) -> f64 {
    start.min(whole - MARGIN - length).max(MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: (f64, f64) = (1280.0, 800.0);

    fn button(x: f64, y: f64) -> Rect {
        Rect { x, y, width: 100.0, height: 32.0 }
    }

    #[test]
    fn what_fits_on_neither_side_goes_below() {
        let narrow = (320.0, 800.0);
        let anchor = Rect { x: 10.0, y: 100.0, width: 200.0, height: 32.0 };
        let beside = place(anchor, (80.0, 24.0), narrow, Side::After, Align::Centre, false);
        assert!(beside.x >= 210.0, "{beside:?}");
        let below = place(anchor, (180.0, 24.0), narrow, Side::After, Align::Centre, false);
        assert!(below.y >= 132.0, "{below:?}");
    }

    #[test]
    fn a_panel_starts_where_its_button_starts() {
        let place =
            place(button(300.0, 100.0), (280.0, 400.0), PAGE, Side::Below, Align::Start, false);
        assert_eq!((place.x, place.y), (300.0, 136.0));
    }

    #[test]
    fn in_arabic_it_starts_on_the_right() {
        let place =
            place(button(300.0, 100.0), (280.0, 400.0), PAGE, Side::Below, Align::Start, true);
        assert_eq!(place.x + 280.0, 400.0);
    }

    #[test]
    fn it_goes_up_when_there_is_more_room_above() {
        let place =
            place(button(300.0, 700.0), (280.0, 400.0), PAGE, Side::Below, Align::Start, false);
        assert_eq!(place.y, 296.0);
    }

    #[test]
    fn too_high_for_both_it_takes_the_better_side_and_scrolls() {
        let place =
            place(button(300.0, 300.0), (280.0, 900.0), PAGE, Side::Above, Align::Start, false);
        assert_eq!((place.y, place.max_height), (336.0, 456.0));
    }

    #[test]
    fn a_few_pixels_are_no_reason_to_change_sides() {
        let place =
            place(button(300.0, 390.0), (280.0, 900.0), PAGE, Side::Below, Align::Start, false);
        assert_eq!(place.y, 426.0);
    }

    #[test]
    fn at_the_right_edge_it_is_shifted_inwards() {
        let place = place(
            button(250.0, 100.0),
            (280.0, 400.0),
            (320.0, 600.0),
            Side::Below,
            Align::End,
            false,
        );
        assert_eq!(place.x, 32.0);
    }

    #[test]
    fn beside_a_rail_it_follows_the_reading_direction() {
        let rail = Rect { x: 10.0, y: 200.0, width: 36.0, height: 32.0 };
        let ltr = place(rail, (120.0, 28.0), PAGE, Side::After, Align::Centre, false);
        assert_eq!((ltr.x, ltr.y), (50.0, 202.0));
        let rail = Rect { x: 1234.0, ..rail };
        let rtl = place(rail, (120.0, 28.0), PAGE, Side::After, Align::Centre, true);
        assert_eq!(rtl.x, 1110.0);
    }

    proptest! {
        /// Whatever the anchor, a panel that fits the viewport is wholly inside it, and one that
        /// fits beside its anchor does not cover it.
        #[test]
        fn nothing_sticks_out(
            x in 0.0..300.0_f64, y in 0.0..560.0_f64,
            width in 20.0..300.0_f64, height in 20.0..500.0_f64,
            above: bool, rtl: bool, align in 0..3_u8,
        ) {
            let anchor = Rect { x, y, width: 20.0, height: 20.0 };
            let side = if above { Side::Above } else { Side::Below };
            let align = [Align::Start, Align::Centre, Align::End][usize::from(align)];
            let place = place(anchor, (width, height), (320.0, 600.0), side, align, rtl);
            let shown = height.min(place.max_height);
            prop_assert!(place.x >= MARGIN && place.x + width <= 320.0 - MARGIN);
            prop_assert!(place.y >= MARGIN - 0.001 && place.y + shown <= 600.0 - MARGIN + 0.001);
            prop_assert!(place.y + shown <= y || place.y >= y + 20.0);
        }
    }
}
