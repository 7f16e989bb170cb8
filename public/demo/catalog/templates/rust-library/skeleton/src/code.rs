use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// A country and a number, such as `NL-1012`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    country: String,
    number: u32,
}

/// Why a text is no [`Code`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodeError {
    /// There is no dash in it.
    NoDash,
    /// The country is not two letters.
    Country(String),
    /// What follows the dash is no number.
    Number(String),
}

impl Code {
    /// Two capital letters.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// The number behind the dash.
    pub fn number(&self) -> u32 {
        self.number
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let (country, number) = text.trim().split_once('-').ok_or(CodeError::NoDash)?;
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(CodeError::Country(country.to_owned()));
        }
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        let parsed = number.parse().ok().filter(|_| digits);
        let number = parsed.ok_or_else(|| CodeError::Number(number.to_owned()))?;
        Ok(Self { country: country.to_ascii_uppercase(), number })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.country, self.number)
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDash => f.write_str("a code needs a dash, as in NL-1012"),
            Self::Country(text) => write!(f, "`{text}` is no country: it needs two letters"),
            Self::Number(text) => write!(f, "`{text}` is no number"),
        }
    }
}

impl Error for CodeError {}
