//! Plugins that lost most of their people.

use super::{About, Notable};
use crate::Day;
use crate::aggregate::{Aggregate, Cell, Kind, Scope};

/// A plugin counts as lost when half of the people of its best month are gone.
const GONE: i64 = 2;
/// Errors began when a month had ten times as many as those before, and ten at least.
const MANY: i64 = 10;

/// The plugins that fewer than half of the people of their best month still use, while the portal
/// as a whole kept its own. Best months of few people (four times the threshold) do not count.
#[must_use]
pub fn lost(file: &Aggregate) -> Vec<Notable> {
    let whole = full_months(file, &file.all);
    file.plugins.iter().filter_map(|plugin| one(file, plugin, &whole)).collect()
}

/// People of the months that are over: the last one is left out while it goes on.
fn full_months(file: &Aggregate, scope: &Scope) -> Vec<i64> {
    let hidden = i64::from(file.settings.k.saturating_sub(1));
    let is_over = file.to.plus(1).month() == file.to.plus(1);
    let months = scope.months.users.len().saturating_sub(usize::from(!is_over));
    let known = scope.months.users.iter().take(months);
    // A month that is withheld has this many at most.
    known.map(|cell| cell.get().unwrap_or(hidden)).collect()
}

fn one(file: &Aggregate, plugin: &Scope, whole: &[i64]) -> Option<Notable> {
    let people = full_months(file, plugin);
    let (best_at, best) = people
        .iter()
        .enumerate()
        .max_by_key(|(at, people)| (**people, *at))
        .map(|(at, n)| (at, *n))?;
    let [.., before, last] = people.as_slice() else { return None };
    let now = (before + last) / 2;
    if best < 4 * i64::from(file.settings.k) || now * GONE > best || best_at + 2 >= people.len() {
        return None;
    }
    let (portal_then, portal_now) = (*whole.get(best_at)?, *whole.last()?);
    if portal_now * 5 < portal_then * 4 {
        return None;
    }
    let month = |at: usize| month(plugin.months.from, at);
    let mut text = vec![format!(
        "{best} people used it in {}, {now} in each of the last two months. The portal as a whole \
         went from {portal_then} people to {portal_now}.",
        month(best_at).month_name(),
    )];
    if let Some((at, count)) = errors_began(&plugin.months.errors) {
        text.push(format!(
            "Errors began in {}: {count} in that month, and few before.",
            month(at).month_name()
        ));
    }
    if let Some(error) = frequent(file, &plugin.name) {
        text.push(format!("The most frequent one says “{error}”."));
    }
    Some(Notable {
        about: About::Plugin(plugin.name.clone()),
        title: format!("The plugin {} lost most of its people", plugin.name),
        text,
        good: Some(false),
    })
}

fn month(first: Day, at: usize) -> Day {
    (0..at).fold(first, |day, _| day.next_month())
}

/// The first month with many errors after months with few, and how many.
fn errors_began(errors: &[Cell]) -> Option<(usize, i64)> {
    let mut most = 0;
    for (at, cell) in errors.iter().enumerate() {
        let Some(count) = cell.get() else { continue };
        if at > 0 && count >= MANY && count >= MANY * most.max(1) {
            return Some((at, count));
        }
        most = most.max(count);
    }
    None
}

/// The error of the plugin that is named most over the longest window.
fn frequent<'f>(file: &'f Aggregate, plugin: &str) -> Option<&'f str> {
    let items = &file.windows.last()?.top(Kind::Error)?.items;
    items.iter().find(|item| item.plugin == plugin).map(|item| item.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(values: &[i64]) -> Vec<Cell> {
        values.iter().map(|value| Cell(*value)).collect()
    }

    #[test]
    fn errors_begin_where_there_were_few() {
        assert_eq!(errors_began(&cells(&[0, 1, 2, 69, 127])), Some((3, 69)));
        assert_eq!(errors_began(&cells(&[0, 9, 9, 9])), None, "fewer than ten are few");
        assert_eq!(errors_began(&cells(&[40, 50, 60])), None, "there were always many");
        assert_eq!(errors_began(&cells(&[0, -1, 12])), Some((2, 12)));
    }
}
