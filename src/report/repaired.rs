//! What a repair did.

/// The result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The store's folder.
    pub store: String,
    /// What was done, in order.
    pub done: Vec<String>,
    /// What cannot be repaired, for it was observed and is not computed.
    pub left: Vec<String>,
}
