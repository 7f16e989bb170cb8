//! What is different between two texts, in the form that `git apply` and `patch` read.

/// Lines around a change.
const AROUND: usize = 3;

/// The change from one text to another as a unified diff of the file at `path`; empty when they
/// are equal. Everything between the first and the last line that differs is one piece: it is made
/// for small changes.
#[must_use]
pub fn unified(old: &str, new: &str, path: &str) -> String {
    if old == new {
        return String::new();
    }
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let room = before.len().min(after.len()) - same;
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b);
    let tail = tail.count().min(room);
    let start = same.saturating_sub(AROUND);
    let kept = tail.min(AROUND);
    let ends = |lines: &[&str]| (lines.len() - tail, lines.len() - tail + kept);
    let ((gone, old_end), (come, new_end)) = (ends(&before), ends(&after));

    let mut out = String::new();
    let path = path.trim_start_matches('/');
    let none = |lines: &[&str], side: &str| match lines.is_empty() {
        true => "/dev/null".to_owned(),
        false => [side, path].concat(),
    };
    out.push_str(&format!("--- {}\n+++ {}\n", none(&before, "a/"), none(&after, "b/")));
    out.push_str(&format!("@@ -{} +{} @@\n", range(start, old_end), range(start, new_end)));
    let mut write = |sign: char, lines: &[&str], from: usize, to: usize| {
        for line in lines.iter().take(to).skip(from) {
            out.push(sign);
            out.push_str(line);
            if !line.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    };
    write(' ', &before, start, same);
    write('-', &before, same, gone);
    write('+', &after, same, come);
    write(' ', &before, gone, old_end);
    out
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

    /// What `patch` makes of a text and one piece of a diff.
    fn patched(old: &str, diff: &str) -> String {
        let mut lines = diff.split_inclusive('\n').skip(2);
        let head = lines.next().unwrap();
        let from: usize =
            head.trim_start_matches("@@ -").split(',').next().unwrap().parse().unwrap();
        let count: usize = head.split([',', ' ']).nth(2).unwrap().parse().unwrap();
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let first = if count == 0 { from } else { from - 1 };
        let mut body: Vec<String> = Vec::new();
        for line in lines {
            if line.starts_with('\\') {
                let last = body.last_mut().unwrap();
                *last = last.trim_end_matches('\n').to_owned();
            } else {
                body.push(line.to_owned());
            }
        }
        let side = |sign: char| -> Vec<&str> {
            body.iter()
                .filter(|line| !line.starts_with(sign))
                .map(|line| line.get(1..).unwrap())
                .collect()
        };
        assert_eq!(side('+'), old[first..first + count]);
        [&old[..first], &side('-'), &old[first + count..]].concat().concat()
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
