//! Proofs over a log: that one record is in it, and that an older log is the beginning of it.
//!
//! The log is a Merkle tree as in RFC 6962 (Certificate Transparency): a leaf is SHA-256 of `0x00` and the record, a node
//! SHA-256 of `0x01` and its two children, so that no record can be passed off as a node. Its head is written as a C2SP
//! checkpoint. Everything here is arithmetic over bytes: where the records are kept is the store's matter.
//!
//! What a proof shows is stated with it, in [`PROVES`] and [`DOES_NOT_PROVE`].

mod checkpoint;
mod document;
mod hash;
mod merkle;
mod note;
mod ranges;
mod signature;
#[cfg(test)]
mod tests;
mod verify;

pub use checkpoint::Checkpoint;
pub use document::{CONSISTENCY_SCHEMA, Consistency, DOES_NOT_PROVE, Document, PROVES, SCHEMA, Subject};
pub use hash::Hash;
pub use merkle::{Head, leaf_hash, node_hash};
pub use note::{Malformed, Note, SignatureLine};
pub use ranges::{Hasher, consistency_ranges, inclusion_ranges};
pub use signature::{BadKey, PublicKey, SecretKey};
pub use verify::{verify_consistency, verify_inclusion};
