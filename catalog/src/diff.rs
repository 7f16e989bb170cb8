//! What is different between two texts, in the form that `git apply` and `patch` read.

use std::ops::Range;

/// Lines around a change.
const AROUND: usize = 3;

/// Lines between two changes that are compared one by one; beyond that they are one change.
const MOST_COMPARED: usize = 4_000_000;

/// The change from one text to another as a unified diff of the file at `path`; empty when they
/// are equal.
#[must_use]
pub fn unified(old: &str, new: &str, path: &str) -> String {
    if old == new {
        return String::new();
    }
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut out = String::new();
    let path = path.trim_start_matches('/');
    let none = |lines: &[&str], side: &str| match lines.is_empty() {
        true => "/dev/null".to_owned(),
        false => [side, path].concat(),
    };
    out.push_str(&format!("--- {}\n+++ {}\n", none(&before, "a/"), none(&after, "b/")));
    let changes = changes(&before, &after);
    // What is nearer than twice the lines around it is shown as one piece.
    for piece in changes.chunk_by(|one, next| next.old.start - one.old.end <= 2 * AROUND) {
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
        let lead = first.old.start.min(AROUND);
        let tail = (before.len() - last.old.end).min(AROUND);
        let (old_start, new_start) = (first.old.start - lead, first.new.start - lead);
        out.push_str(&format!(
            "@@ -{} +{} @@\n",
            range(old_start, last.old.end + tail),
            range(new_start, last.new.end + tail)
        ));
        let mut at = old_start;
        for change in piece {
            write(&mut out, ' ', before.get(at..change.old.start));
            write(&mut out, '-', before.get(change.old.clone()));
            write(&mut out, '+', after.get(change.new.clone()));
            at = change.old.end;
        }
        write(&mut out, ' ', before.get(at..at + tail));
    }
    out
}

fn write(out: &mut String, sign: char, lines: Option<&[&str]>) {
    for line in lines.unwrap_or_default() {
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Lines that are replaced by others.
struct Replaced {
    old: Range<usize>,
    new: Range<usize>,
}

/// What is different, from the first line to the last; lines that stay stand between two of them.
fn changes(before: &[&str], after: &[&str]) -> Vec<Replaced> {
    let same = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let room = before.len().min(after.len()) - same;
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b);
    let tail = tail.count().min(room);
    let (old_end, new_end) = (before.len() - tail, after.len() - tail);
    let old = before.get(same..old_end).unwrap_or_default();
    let new = after.get(same..new_end).unwrap_or_default();
    if old.len() * new.len() > MOST_COMPARED {
        return vec![Replaced { old: same..old_end, new: same..new_end }];
    }
    let lengths = common(old, new, |a, b| a == b);
    let width = new.len() + 1;
    let at = |i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    let mut all: Vec<Replaced> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let equal = old.get(i).zip(new.get(j)).is_some_and(|(a, b)| a == b);
        if equal {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let start = (same + i, same + j);
        if j == new.len() || (i < old.len() && at(i + 1, j) >= at(i, j + 1)) {
            i += 1;
        } else {
            j += 1;
        }
        let (old, new) = (start.0..same + i, start.1..same + j);
        match all.last_mut().filter(|last| last.old.end == old.start && last.new.end == new.start) {
            Some(last) => (last.old.end, last.new.end) = (old.end, new.end),
            None => all.push(Replaced { old, new }),
        }
    }
    all
}

/// How much two lists have in common from each pair of places on: the number at `i * (new + 1) + j`
/// is the length of a longest common part of what comes from `i` on and what comes from `j` on.
pub(crate) fn common<T>(old: &[T], new: &[T], equal: impl Fn(&T, &T) -> bool) -> Vec<u16> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u16; (old.len() + 1) * width];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let length = match equal(a, b) {
                true => at(&lengths, i + 1, j + 1).saturating_add(1),
                false => at(&lengths, i + 1, j).max(at(&lengths, i, j + 1)),
            };
            if let Some(place) = lengths.get_mut(i * width + j) {
                *place = length;
            }
        }
    }
    lengths
}

/// First line and number of lines, from lines that count from 0.
fn range(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        count => format!("{},{count}", start + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What `patch` makes of a text and a diff.
    fn patched(old: &str, diff: &str) -> String {
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let mut new = String::new();
        // Lines of the old text that are used up.
        let mut at = 0;
        let mut last = String::new();
        for line in diff.split_inclusive('\n').skip(2) {
            if let Some(head) = line.strip_prefix("@@ -") {
                let mut numbers = head.split([',', ' ']);
                let from: usize = numbers.next().unwrap().parse().unwrap();
                let count: usize = numbers.next().unwrap().parse().unwrap();
                let first = if count == 0 { from } else { from - 1 };
                new.extend(old[at..first].iter().copied());
                at = first;
                continue;
            }
            if line.starts_with('\\') {
                assert!(
                    old.get(at.wrapping_sub(1)).is_some_and(|line| !line.ends_with('\n'))
                        || new.ends_with('\n')
                );
                if !last.starts_with('-') {
                    new.pop();
                }
                continue;
            }
            let (sign, text) = line.split_at(1);
            if sign != "+" {
                assert_eq!(old[at].trim_end_matches('\n'), text.trim_end_matches('\n'));
                at += 1;
            }
            if sign != "-" {
                new.push_str(text);
            }
            last = line.to_owned();
        }
        new.extend(old[at..].iter().copied());
        new
    }

    #[test]
    fn a_line_changes_between_lines_that_stay() {
        let diff = unified("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n", "x/a.yaml");
        assert_eq!(
            diff,
            "--- a/x/a.yaml\n+++ b/x/a.yaml\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n"
        );
        assert_eq!(unified("a", "a", "a"), "");
        assert!(unified("a\n", "", "a").contains("+++ /dev/null\n@@ -1,1 +0,0 @@\n"));
    }

    #[test]
    fn changes_far_apart_are_pieces_of_their_own() {
        let old: String = (1..=20).map(|line| format!("{line}\n")).collect();
        let new = old.replace("2\n3\n", "two\n3\n").replace("18\n", "");
        let diff = unified(&old, &new, "a");
        let heads: Vec<&str> = diff.lines().filter(|line| line.starts_with("@@")).collect();
        assert_eq!(heads, ["@@ -1,5 +1,5 @@", "@@ -15,6 +15,5 @@"]);
        assert_eq!(patched(&old, &diff), new);
    }

    proptest! {
        #[test]
        fn the_new_text_comes_out(old in "[ab\n]{0,20}", new in "[ab\n]{0,20}") {
            let diff = unified(&old, &new, "f");
            if old == new {
                prop_assert!(diff.is_empty());
            } else {
                prop_assert_eq!(patched(&old, &diff), new);
            }
        }
    }
}
