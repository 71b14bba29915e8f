//! Versions as EDGI’s web-monitoring-db gives them: `{"data": [{"uuid", "page_uuid", "capture_time", …}]}`, a list of
//! such objects, or one a line. The bodies lie elsewhere, by their hash: beside the file, or in a folder `bodies`.

use super::folder::bytes_of;
use super::{Error, Item, Seen, Sink, captured, compressed, file_name, refused, time};
use crate::store::Hash;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

pub(super) fn read(from: &Path, sink: Sink) -> Result<(), Error> {
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 20, compressed::open(from)?));
    let mut state = State { folder: from.parent().unwrap_or(Path::new(".")), number: 0, is_stopped: false, sink };
    // One object or list after the other, so that versions one a line are read as well.
    loop {
        match Versions(&mut state).deserialize(&mut json) {
            Ok(()) if !state.is_stopped => {}
            Ok(()) => break,
            Err(error) if error.is_eof() && error.to_string().starts_with("EOF while parsing a value") && state.number > 0 => break,
            Err(error) if state.number == 0 && !state.is_stopped => {
                return Err(Error::NotThat { path: from.to_owned(), what: "EDGI versions as JSON", why: error.to_string() });
            }
            Err(_) if state.is_stopped => break,
            Err(error) => {
                let _ = (state.sink)(refused(file_name(from), format!("is broken from here: {error}")));
                break;
            }
        }
    }
    Ok(())
}

/// What goes along while the JSON is read.
struct State<'a, 's> {
    folder: &'a Path,
    number: u64,
    is_stopped: bool,
    sink: Sink<'s>,
}

impl State<'_, '_> {
    fn take(&mut self, version: &Value) -> ControlFlow<()> {
        self.number += 1;
        let id = version.get("uuid").and_then(Value::as_str).map_or_else(|| format!("number {}", self.number), str::to_owned);
        let flow = (self.sink)(Item::of(seen(self.folder, version), || format!("version {}", super::row::short(&id))));
        self.is_stopped = flow.is_break();
        flow
    }
}

/// A list of versions, an object that has one as `data`, or a version.
struct Versions<'x, 'a, 's>(&'x mut State<'a, 's>);

impl<'de> DeserializeSeed<'de> for Versions<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Versions<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("versions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(version) = list.next_element::<Value>()? {
            if self.0.take(&version).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut version = serde_json::Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == "data" {
                map.next_value_seed(Versions(self.0))?;
            } else {
                version.insert(key, map.next_value()?);
            }
        }
        if version.contains_key("capture_time") {
            let _ = self.0.take(&Value::Object(version));
        }
        Ok(())
    }
}

fn seen(folder: &Path, version: &Value) -> Result<Seen, String> {
    let text_of = |name: &str| version.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let typed = text_of("capture_time").ok_or("it has no capture_time")?;
    let observed_at = time::parse(&typed, None).ok_or_else(|| format!("“{}” is no time", super::row::short(&typed)))?;
    let url = text_of("url").or_else(|| text_of("capture_url"));
    let article = text_of("page_uuid").or_else(|| url.clone()).ok_or("it has neither page_uuid nor url")?;
    if let Some(error) = text_of("network_error") {
        return Err(format!("there was no answer: {}", super::row::short(&error)));
    }
    let status = version.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    if let Some(status) = status.filter(|status| *status >= 400) {
        return Err(format!("the answer was {status}: an error page is no revision"));
    }
    let media_type = text_of("media_type");
    // What the body is called decides how it is read where its first characters do not tell.
    let name = match media_type.as_deref() {
        None | Some("text/plain" | "text/markdown") => "body.txt",
        Some("text/html" | "application/xhtml+xml") => "body.html",
        Some(other) => return Err(format!("its body is {}, which is neither a text nor a page", super::row::short(other))),
    };
    let named = text_of("body_hash").or_else(|| text_of("version_hash")).and_then(|hash| Hash::parse(&hash));
    let bytes = match (version.get("body").and_then(Value::as_str), named) {
        (Some(body), _) => body.as_bytes().to_vec(),
        (None, Some(hash)) => {
            let places = [folder.join(hash.to_string()), folder.join("bodies").join(hash.to_string())];
            let path =
                places.iter().find(|path| path.is_file()).ok_or("its body is not beside the file, as body_hash or bodies/body_hash")?;
            bytes_of(path)?
        }
        (None, None) => return Err("it has neither body nor body_hash".to_owned()),
    };
    if named.is_some_and(|named| named != Hash::of(&bytes)) {
        return Err("its body is not the one that body_hash names".to_owned());
    }
    let mut seen = captured(name, bytes, url.as_deref(), observed_at, String::new())?;
    let found = &mut seen.observation;
    if let Some(capture) = &mut found.capture {
        capture.status = status;
        capture.headers = version.get("headers").filter(|headers| headers.is_object()).map(|headers| pairs(headers).to_string());
        capture.media_type = media_type;
        capture.location = text_of("body_url").or_else(|| text_of("uri"));
    }
    (found.article, found.url) = (Some(article), url.or(found.url.take()));
    Ok(seen)
}

/// Headers as a list of name and value pairs.
fn pairs(headers: &Value) -> Value {
    headers.as_object().into_iter().flatten().map(|(name, value)| Value::from(vec![Value::from(name.clone()), value.clone()])).collect()
}
