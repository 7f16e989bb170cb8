//! What is asked of the four CI systems, and what they answer: one file for each, which knows its
//! words and turns them into the model.

pub mod buildbot;
pub mod github;
pub mod gitlab;
pub mod jenkins;

#[cfg(test)]
macro_rules! recording {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/contract/ci/", $name))
    };
}
#[cfg(test)]
use recording;
