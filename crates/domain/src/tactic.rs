//! Tactics, stages and variants: the taxonomy's identifiers. What they mean stands in `data/tactics.toml`.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! numbered_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $width:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub u8);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{:0width$}"), self.0, width = $width)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                text.strip_prefix($prefix)
                    .and_then(|n| n.parse().ok())
                    .map(Self)
                    .ok_or_else(|| format!("{text:?} is not an id like {}1", $prefix))
            }
        }
    };
}

numbered_id!(
    /// A tactic, `RT01` to `RT40`.
    TacticId, "RT", 2
);
numbered_id!(
    /// A stage of the scam, `S1` (contact) to `S8` (loop and second scam).
    Stage, "S", 1
);
numbered_id!(
    /// A variant of the scam, `V1` to `V10`.
    VariantId, "V", 1
);

/// A point of the guide, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GuidePoint(pub u8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_what_they_write() {
        for (id, text) in [(TacticId(1), "RT01"), (TacticId(40), "RT40")] {
            assert_eq!(id.to_string(), text);
            assert_eq!(TacticId::try_from(text.to_owned()), Ok(id));
        }
        assert_eq!(Stage(6).to_string(), "S6");
        assert_eq!(VariantId(10).to_string(), "V10");
        assert!(TacticId::try_from("X1".to_owned()).is_err());
    }
}
