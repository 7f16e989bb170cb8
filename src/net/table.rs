//! A small map. A portal talks to a handful of origins and has a few dozen answers at hand: a list
//! is as fast, and a fifth of the code that the browser would have to load for a tree.

use std::borrow::Borrow;

/// Keys and values in the order in which they came.
#[derive(Clone, Debug)]
pub(super) struct Table<K, V>(Vec<(K, V)>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Table<K, V> {
    fn place<Q: PartialEq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.0.iter().position(|(known, _)| known.borrow() == key)
    }

    pub fn get<Q: PartialEq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(self.place(key)?).map(|(_, value)| value)
    }

    pub fn get_mut<Q: PartialEq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key)?;
        self.0.get_mut(place).map(|(_, value)| value)
    }

    /// Puts a value in place of the one that was there, which is returned.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.get_mut(&key) {
            Some(known) => Some(std::mem::replace(known, value)),
            None => {
                self.0.push((key, value));
                None
            }
        }
    }

    pub fn remove<Q: PartialEq + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).map(|place| self.0.swap_remove(place).1)
    }

    pub fn retain(&mut self, keep: impl Fn(&V) -> bool) {
        self.0.retain(|(_, value)| keep(value));
    }

    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.0.iter()
    }
}

impl<V: Default> Table<String, V> {
    /// Changes the value of a key, which is made when there is none.
    pub fn change<R>(&mut self, key: &str, change: impl FnOnce(&mut V) -> R) -> R {
        if let Some(value) = self.get_mut(key) {
            return change(value);
        }
        let mut value = V::default();
        let result = change(&mut value);
        self.0.push((key.to_owned(), value));
        result
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn it_is_a_map() {
        let mut table = Table::<String, u32>::default();
        assert_eq!(table.insert("a".into(), 1), None);
        assert_eq!(table.insert("b".into(), 2), None);
        assert_eq!(table.insert("a".into(), 3), Some(1));
        table.change("c", |value| *value += 4);
        assert_eq!((table.get("a"), table.get("c"), table.get("d")), (Some(&3), Some(&4), None));
        table.retain(|value| *value > 2);
        assert_eq!(
            (table.remove("b"), table.remove("a"), table.iter().count()),
            (None, Some(3), 1)
        );
    }
}
