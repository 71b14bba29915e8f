//! Invented texts that several tests use.

/// A short report.
pub const FIRST: &str = "Ferry fire kills 12\n\nThe ferry was built in 1998, the harbor office said. “We had no choice,” said Orla Venn, the mayor. Divers found the anchor.\n";

/// The same a little later: the quotation has gone.
pub const SECOND: &str = "Ferry fire kills 12\n\nThe ferry was built in 1998, the harbor office said. Divers found the anchor.\n";

/// Later still: it is back, and another has come.
pub const THIRD: &str = "Ferry fire kills 12\n\nThe ferry was built in 1998, the harbor office said. “We had no choice,” said Orla Venn, the mayor. Divers found the anchor. “The harbor is shut,” said Tomas Reyle, the harbor master.\n";
