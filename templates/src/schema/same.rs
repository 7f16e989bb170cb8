//! When two values are the same for a schema: `1` and `1.0` are, `1` and `true` are not.

use serde_json::{Number, Value};

/// Whether two values are the same.
#[must_use]
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => compare(a, b) == Some(std::cmp::Ordering::Equal),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

/// Which of two numbers is larger; whole numbers are compared exactly.
#[must_use]
pub fn compare(a: &Number, b: &Number) -> Option<std::cmp::Ordering> {
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}

/// A number that was written without a fraction.
fn whole(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

/// Whether a number has no fraction: `1.0` has none.
#[must_use]
pub fn is_whole(number: &Number) -> bool {
    whole(number).is_some() || number.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// Whether a number is so many times another; what binary fractions cannot say is forgiven.
#[must_use]
pub fn is_multiple(number: &Number, of: &Number) -> bool {
    if let (Some(number), Some(of)) = (whole(number), whole(of)) {
        return of == 0 || number % of == 0;
    }
    let (Some(number), Some(of)) = (number.as_f64(), of.as_f64()) else { return true };
    if of == 0.0 {
        return true;
    }
    let times = number / of;
    times.is_finite() && (times - times.round()).abs() <= times.abs() * 4.0 * f64::EPSILON
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_compared_by_worth() {
        assert!(same(&json!(1), &json!(1.0)));
        assert!(!same(&json!([1]), &json!([true])));
        assert!(same(&json!({"a": 1, "b": 2}), &json!({"b": 2, "a": 1})));
        let number = |value: Value| value.as_number().cloned().unwrap();
        assert!(is_multiple(&number(json!(0.3)), &number(json!(0.1))));
        assert!(is_multiple(&number(json!(0.0075)), &number(json!(0.0001))));
        assert!(!is_multiple(&number(json!(0.00751)), &number(json!(0.0001))));
        assert!(!is_multiple(&number(json!(1e308)), &number(json!(0.123_456_789))));
    }
}
