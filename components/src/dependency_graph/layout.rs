//! Where the boxes of a graph stand: in columns by their steps from one of them, in an order in
//! which few edges cross.

/// Width of a box, in px at 100 %.
pub(super) const WIDTH: i32 = 184;
/// Height of a box.
pub(super) const HEIGHT: i32 = 44;
/// From the left edge of a column to that of the next one.
pub(super) const STRIDE: i32 = WIDTH + 72;
/// From the upper edge of a box to that of the next one below.
pub(super) const STEP: i32 = HEIGHT + 20;
/// Around the drawing, where the heads of the columns stand above.
pub(super) const MARGIN: i32 = 40;

/// The upper left corner of a box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub x: i32,
    pub y: i32,
}

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    /// One spot for each node.
    pub spots: Vec<Spot>,
    /// Columns that are there, with their left edges.
    pub columns: Vec<(i32, i32)>,
    pub width: i32,
    pub height: i32,
}

/// How often the columns are put in order, outwards and inwards.
const ROUNDS: usize = 4;

/// Lays out nodes of these columns with these edges.
pub(super) fn layout(columns: &[i32], edges: &[(usize, usize)]) -> Layout {
    let mut numbers: Vec<i32> = columns.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let place = |column: i32| numbers.binary_search(&column).unwrap_or_default();
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
    for (node, column) in columns.iter().enumerate() {
        if let Some(nodes) = order.get_mut(place(*column)) {
            nodes.push(node);
        }
    }
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
    for &(from, to) in edges {
        for (one, other) in [(from, to), (to, from)] {
            if other < columns.len()
                && one != other
                && let Some(list) = near.get_mut(one)
            {
                list.push(other);
            }
        }
    }
    // Heights are counted from the middle, so that columns of different lengths compare.
    let mut height = vec![0_i64; columns.len()];
    let settle = |nodes: &[usize], height: &mut Vec<i64>| {
        let middle = i64::try_from(nodes.len()).unwrap_or_default() * 500;
        for (at, node) in (0_i64..).zip(nodes) {
            if let Some(height) = height.get_mut(*node) {
                *height = at * 1000 + 500 - middle;
            }
        }
    };
    for nodes in &order {
        settle(nodes, &mut height);
    }
    for round in 0..ROUNDS * 2 {
        let outwards = round % 2 == 0;
        for at in ways(order.len(), outwards) {
            let Some(nodes) = order.get_mut(at) else { continue };
            nodes.sort_by_cached_key(|node| {
                let near = near.get(*node).map(Vec::as_slice).unwrap_or_default();
                let own = columns.get(*node);
                let others = near.iter().filter(|other| columns.get(**other) != own);
                let (sum, count) = others.fold((0, 0), |(sum, count), other| {
                    (sum + height.get(*other).copied().unwrap_or_default(), count + 1)
                });
                // Without neighbours it stays where it is.
                if count == 0 {
                    height.get(*node).copied().unwrap_or_default()
                } else {
                    sum / count
                }
            });
            settle(nodes, &mut height);
        }
    }
    let most = order.iter().map(Vec::len).max().unwrap_or_default();
    let rows = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / STEP) * STEP;
    let mut spots = vec![Spot::default(); columns.len()];
    let mut found = Vec::new();
    for (x, (nodes, column)) in
        (0..).map(|at: i32| MARGIN + at * STRIDE).zip(order.iter().zip(&numbers))
    {
        found.push((*column, x));
        let above = MARGIN + (rows(most) - rows(nodes.len())) / 2;
        for (at, node) in nodes.iter().enumerate() {
            if let Some(spot) = spots.get_mut(*node) {
                *spot = Spot { x, y: above + rows(at) };
            }
        }
    }
    let width = i32::try_from(numbers.len()).unwrap_or_default() * STRIDE - (STRIDE - WIDTH);
    let height = rows(most) - (STEP - HEIGHT);
    Layout {
        spots,
        columns: found,
        width: width.max(WIDTH) + 2 * MARGIN,
        height: height.max(HEIGHT) + 2 * MARGIN,
    }
}

/// Columns from the one end to the other, or back.
fn ways(count: usize, outwards: bool) -> Vec<usize> {
    if outwards { (0..count).collect() } else { (0..count).rev().collect() }
}

/// The box that an arrow key leads to from `at`: along the edges to the right and left, and if there
/// are none to the nearest box there; up and down in the column.
pub(super) fn step(
    key: &str,
    at: usize,
    spots: &[Spot],
    edges: &[(usize, usize)],
) -> Option<usize> {
    let here = *spots.get(at)?;
    let nearest = |candidates: &mut dyn Iterator<Item = usize>| {
        candidates
            .filter_map(|node| Some((node, *spots.get(node)?)))
            .min_by_key(|(node, spot)| ((spot.x - here.x).abs(), (spot.y - here.y).abs(), *node))
            .map(|(node, _)| node)
    };
    let all = || 0..spots.len();
    let beside = |right: bool| {
        let is_there = |node: &usize| {
            spots
                .get(*node)
                .is_some_and(|spot| if right { spot.x > here.x } else { spot.x < here.x })
        };
        let mut joined = edges
            .iter()
            .filter_map(|&(from, to)| match at {
                at if at == from => Some(to),
                at if at == to => Some(from),
                _ => None,
            })
            .filter(is_there);
        nearest(&mut joined).or_else(|| nearest(&mut all().filter(is_there)))
    };
    let within = |down: bool| {
        nearest(&mut all().filter(|node| {
            spots.get(*node).is_some_and(|spot| {
                spot.x == here.x && if down { spot.y > here.y } else { spot.y < here.y }
            })
        }))
    };
    match key {
        "ArrowRight" => beside(true),
        "ArrowLeft" => beside(false),
        "ArrowDown" => within(true),
        "ArrowUp" => within(false),
        _ => None,
    }
}

/// A line from one box to another, with the arrow at its end; what leads nowhere but to itself has
/// none.
pub(super) fn line(from: Spot, to: Spot) -> (String, String) {
    let (start, end) = (from.y + HEIGHT / 2, to.y + HEIGHT / 2);
    let (x1, x2, bend1, bend2) = if to.x > from.x {
        let reach = (to.x - from.x - WIDTH) / 2;
        (from.x + WIDTH, to.x, reach, -reach)
    } else if to.x < from.x {
        let reach = (from.x - to.x - WIDTH) / 2;
        (from.x, to.x + WIDTH, -reach, reach)
    } else {
        (from.x + WIDTH, to.x + WIDTH, 40, 40)
    };
    let n = |number: i32| number.to_string();
    let curve = [
        "M",
        &n(x1),
        " ",
        &n(start),
        "C",
        &n(x1 + bend1),
        " ",
        &n(start),
        " ",
        &n(x2 + bend2),
        " ",
        &n(end),
        " ",
        &n(x2),
        " ",
        &n(end),
    ]
    .concat();
    // Against the way in which the line arrives.
    let back = if bend2 < 0 { -8 } else { 8 };
    let arrow = [
        "M",
        &n(x2 + back),
        " ",
        &n(end - 4),
        "L",
        &n(x2),
        " ",
        &n(end),
        "L",
        &n(x2 + back),
        " ",
        &n(end + 4),
    ]
    .concat();
    (curve, arrow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pairs of edges between the same two columns that cross.
    fn crossings(layout: &Layout, edges: &[(usize, usize)]) -> usize {
        let ends = |&(from, to): &(usize, usize)| {
            let (one, other) = (layout.spots[from], layout.spots[to]);
            if one.x < other.x { (one, other) } else { (other, one) }
        };
        let mut count = 0;
        for (at, first) in edges.iter().enumerate() {
            for second in &edges[at + 1..] {
                let ((a, b), (c, d)) = (ends(first), ends(second));
                let same = a.x == c.x && b.x == d.x;
                count += usize::from(same && (a.y - c.y).signum() * (b.y - d.y).signum() < 0);
            }
        }
        count
    }

    #[test]
    fn columns_stand_beside_each_other_and_edges_do_not_cross_without_need() {
        // Given in the order in which all of them cross.
        let columns = [0, 1, 1, 1, 2, 2, 2];
        let edges = [(0, 1), (0, 2), (0, 3), (1, 6), (2, 5), (3, 4)];
        let drawn = layout(&columns, &edges);
        assert_eq!(drawn.columns, [(0, MARGIN), (1, MARGIN + STRIDE), (2, MARGIN + 2 * STRIDE)]);
        assert_eq!(crossings(&drawn, &edges), 0);
        // The one is in the middle of the three.
        assert_eq!(drawn.spots[0].y, MARGIN + STEP);
        assert_eq!(drawn.width, 3 * STRIDE - 72 + 2 * MARGIN);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let drawn = layout(&[], &[]);
        assert!(drawn.spots.is_empty() && drawn.columns.is_empty() && drawn.width > 0);
        assert_eq!(step("ArrowUp", 0, &[], &[]), None);
    }

    #[test]
    fn arrows_follow_the_edges() {
        let columns = [-1, 0, 1, 1];
        let edges = [(0, 1), (1, 3)];
        let drawn = layout(&columns, &edges);
        let go = |key, at| step(key, at, &drawn.spots, &edges);
        assert_eq!(go("ArrowRight", 0), Some(1));
        assert_eq!(go("ArrowRight", 1), Some(3));
        assert_eq!(go("ArrowLeft", 3), Some(1));
        // Nothing leads to it: the nearest one there.
        assert_eq!(go("ArrowLeft", 2), Some(1));
        let (upper, lower) = if drawn.spots[2].y < drawn.spots[3].y { (2, 3) } else { (3, 2) };
        assert_eq!(go("ArrowDown", upper), Some(lower));
        assert_eq!(go("ArrowUp", lower), Some(upper));
        assert_eq!((go("ArrowUp", upper), go("ArrowRight", 3), go("x", 1)), (None, None, None));
    }

    #[test]
    fn lines_leave_and_arrive_at_the_sides() {
        let (left, right) = (Spot { x: 0, y: 0 }, Spot { x: STRIDE, y: STEP });
        assert!(line(left, right).0.starts_with(&format!("M{WIDTH} 22C")));
        assert!(line(left, right).1.contains(&format!("L{STRIDE} {}", STEP + 22)));
        assert!(line(right, left).0.starts_with(&format!("M{STRIDE} ")));
        assert!(line(right, left).1.contains(&format!("L{WIDTH} 22")));
    }

    proptest! {
        #[test]
        fn no_two_boxes_touch(
            columns in prop::collection::vec(-3i32..4, 0..40),
            edges in prop::collection::vec((0usize..50, 0usize..50), 0..80),
        ) {
            let drawn = layout(&columns, &edges);
            for (at, one) in drawn.spots.iter().enumerate() {
                prop_assert!(one.x >= 0 && one.x + WIDTH <= drawn.width);
                prop_assert!(one.y >= 0 && one.y + HEIGHT <= drawn.height);
                for other in &drawn.spots[at + 1..] {
                    prop_assert!((one.x - other.x).abs() >= STRIDE || (one.y - other.y).abs() >= STEP);
                }
            }
        }
    }
}
