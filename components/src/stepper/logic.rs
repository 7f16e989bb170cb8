//! The words of a stepper.

use super::StepState;

/// How a step stands, for those who cannot tell by its mark; empty when there is nothing to say.
pub(super) const fn state_in_words(state: StepState, current: bool) -> &'static str {
    match (state, current) {
        (StepState::Error, true) => "Current, needs changes",
        (StepState::Error, false) => "Needs changes",
        (StepState::Done, true) => "Current, done",
        (StepState::Done, false) => "Done",
        (StepState::Open, true) => "Current",
        (StepState::Open, false) => "",
    }
}

/// How far the task has come: "Step 2 of 4". `current` is an index.
pub(super) fn progress(current: usize, count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let step = current.min(count - 1) + 1;
    ["Step ", &step.to_string(), " of ", &count.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_counts_from_one() {
        assert_eq!(progress(0, 4), "Step 1 of 4");
        assert_eq!(progress(3, 4), "Step 4 of 4");
        assert_eq!(progress(9, 4), "Step 4 of 4", "a step that is gone");
        assert_eq!(progress(0, 0), "");
    }

    #[test]
    fn only_an_open_step_ahead_has_nothing_to_say() {
        for state in [StepState::Open, StepState::Done, StepState::Error] {
            for current in [false, true] {
                let silent = state == StepState::Open && !current;
                assert_eq!(state_in_words(state, current).is_empty(), silent);
            }
        }
    }
}
