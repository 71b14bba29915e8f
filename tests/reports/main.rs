//! Pages and feeds as browsers and feed readers see them: parsed with an HTML parser and an XML parser of others, held to rules of their
//! languages, and shown to contain nothing from an article but text.

mod accessible;
mod atom;
mod compare;
mod hostile;
mod html;
mod payloads;
mod speed;
mod support;
