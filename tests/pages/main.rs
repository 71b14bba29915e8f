//! Pages: the same article in many templates, pages that want to hang the program, pages that are no article.

mod articles;
mod hostile;
mod kinds;
mod metadata;
mod mutations;
mod notices;
mod pairs;
