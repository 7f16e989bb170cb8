//! The index against a naive reading of the same records.

#[cfg(test)]
mod lists;
#[cfg(test)]
mod lookup;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod neighbours;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod synthetic;
