//! A document → one line of JSON, in the same bytes as `serde_json::to_vec` gives.
//!
//! The filters write thousands of documents a second, and half of each are names of fields. Here the name of a field is
//! a constant that is copied with the mark before it, and nobody looks for what is to be escaped in it; texts are looked
//! through eight bytes at a time (`text`).
//!
//! Law: what this writes is what `serde_json` writes, of documents in which all keys are texts.

mod number;
mod text;

use serde::Serialize;
use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};
use serde_json::{Error, Result};
use std::fmt::{Display, Write as _};

/// A document as a line of about `size` bytes, without a line feed.
pub(super) fn line(document: &impl Serialize, size: usize) -> Result<Vec<u8>> {
    let mut line = Line { out: Vec::with_capacity(size) };
    document.serialize(&mut line)?;
    Ok(line.out)
}

/// A line being written.
struct Line {
    out: Vec<u8>,
}

impl Line {
    /// A list or an object, whose first mark is written with what is first in it.
    #[inline(always)]
    fn open(&mut self, mark: u8, close: &'static [u8]) -> Inside<'_> {
        Inside { line: self, mark, close }
    }

    /// `{"variant":` …, before what is closed with one brace more.
    fn variant(&mut self, variant: &'static str) {
        self.out.push(b'{');
        text::write(&mut self.out, variant);
        self.out.push(b':');
    }
}

/// A list or an object being written.
struct Inside<'l> {
    line: &'l mut Line,
    /// What stands before the next item: `[` or `{` before the first, then a comma.
    mark: u8,
    /// What it ends with.
    close: &'static [u8],
}

impl Inside<'_> {
    #[inline(always)]
    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<()> {
        self.line.out.push(self.mark);
        self.mark = b',';
        item.serialize(&mut *self.line)
    }

    /// A field of a struct, whose name is one of Rust or of the contract: nothing in it is to be escaped.
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        /// Longer names are copied piece by piece.
        const MAX_NAME: usize = 28;
        debug_assert!(text::is_plain(name), "{name:?} would have to be escaped");
        let out = &mut self.line.out;
        if name.len() <= MAX_NAME {
            // Where this is put into the caller, all but the mark is known when it is compiled: one copy.
            let mut piece = [b'"'; MAX_NAME + 4];
            piece[0] = self.mark;
            piece[2..2 + name.len()].copy_from_slice(name.as_bytes());
            piece[3 + name.len()] = b':';
            out.extend_from_slice(&piece[..4 + name.len()]);
        } else {
            out.extend_from_slice(&[self.mark, b'"']);
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
        }
        self.mark = b',';
        value.serialize(&mut *self.line)
    }

    #[inline(always)]
    fn close(self) -> Result<()> {
        // An empty one has its first mark still to be written.
        if self.mark != b',' {
            self.line.out.push(self.mark);
        }
        self.line.out.extend_from_slice(self.close);
        Ok(())
    }
}

impl<'l> Serializer for &'l mut Line {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Inside<'l>;
    type SerializeTuple = Inside<'l>;
    type SerializeTupleStruct = Inside<'l>;
    type SerializeTupleVariant = Inside<'l>;
    type SerializeMap = Inside<'l>;
    type SerializeStruct = Inside<'l>;
    type SerializeStructVariant = Inside<'l>;

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<()> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<()> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<()> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<()> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<()> {
        if value < 0 {
            self.out.push(b'-');
        }
        self.serialize_u64(value.unsigned_abs())
    }

    fn serialize_u8(self, value: u8) -> Result<()> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<()> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<()> {
        self.serialize_u64(value.into())
    }

    #[inline]
    fn serialize_u64(self, value: u64) -> Result<()> {
        number::write(&mut self.out, value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<()> {
        serde_json::to_writer(&mut self.out, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<()> {
        serde_json::to_writer(&mut self.out, &value)
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<()> {
        text::write(&mut self.out, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<()> {
        self.collect_seq(value)
    }

    #[inline]
    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<()> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        self.variant(variant);
        value.serialize(&mut *self)?;
        self.out.push(b'}');
        Ok(())
    }

    #[inline]
    fn serialize_seq(self, _len: Option<usize>) -> Result<Inside<'l>> {
        Ok(self.open(b'[', b"]"))
    }

    #[inline]
    fn serialize_tuple(self, _len: usize) -> Result<Inside<'l>> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<Inside<'l>> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple_variant(self, _name: &'static str, _index: u32, variant: &'static str, _len: usize) -> Result<Inside<'l>> {
        self.variant(variant);
        Ok(self.open(b'[', b"]}"))
    }

    #[inline]
    fn serialize_map(self, _len: Option<usize>) -> Result<Inside<'l>> {
        Ok(self.open(b'{', b"}"))
    }

    #[inline(always)]
    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Inside<'l>> {
        Ok(self.open(b'{', b"}"))
    }

    fn serialize_struct_variant(self, _name: &'static str, _index: u32, variant: &'static str, _len: usize) -> Result<Inside<'l>> {
        self.variant(variant);
        Ok(self.open(b'{', b"}}"))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<()> {
        self.out.push(b'"');
        write!(text::Escaped(&mut self.out), "{value}").map_err(Error::custom)?;
        self.out.push(b'"');
        Ok(())
    }
}

/// Lists of all kinds are written alike …
macro_rules! lists {
    ($($trait:ident :: $item:ident),*) => {$(
        impl $trait for Inside<'_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<()> {
                self.item(item)
            }

            #[inline]
            fn end(self) -> Result<()> {
                self.close()
            }
        }
    )*};
}

lists!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

/// … and so are objects whose fields are known when this is compiled.
macro_rules! structs {
    ($($trait:ident),*) => {$(
        impl $trait for Inside<'_> {
            type Ok = ();
            type Error = Error;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
                self.field(name, value)
            }

            #[inline(always)]
            fn end(self) -> Result<()> {
                self.close()
            }
        }
    )*};
}

structs!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.item(key)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.line.out.push(b':');
        value.serialize(&mut *self.line)
    }

    #[inline]
    fn end(self) -> Result<()> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::{Map, Value};

    /// Every form of data that a document can be made of.
    #[derive(Serialize)]
    struct Forms {
        none: Option<u8>,
        #[serde(rename = "type")]
        kind: &'static str,
        a_name_longer_than_what_is_copied_in_one_piece: bool,
        negative: (i8, i16, i32, i64),
        positive: (u8, u16, u32, u64),
        broken: (f32, f64, f64),
        letter: char,
        unit: (),
        empty: Empty,
        inside: Inside,
        variants: [Variant; 4],
        #[serde(flatten)]
        flat: Empty,
        #[serde(flatten)]
        more: Option<Inside>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u8>,
    }

    #[derive(Serialize)]
    struct Empty {}

    #[derive(Serialize)]
    struct Inside {
        point: Point,
        unit: Unit,
        wrapped: Wrapped,
    }

    #[derive(Serialize)]
    struct Point(u8, u8);

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Wrapped(&'static str);

    #[derive(Serialize)]
    enum Variant {
        Unit,
        Wrapped(u8),
        Tuple(u8, u8),
        Struct { a: u8 },
    }

    fn check(document: &impl Serialize) {
        let written = String::from_utf8(line(document, 0).expect("written")).expect("text");
        assert_eq!(written, serde_json::to_string(document).expect("written"));
    }

    #[test]
    fn every_form_is_written_as_by_serde_json() {
        let inside = || Inside { point: Point(1, 2), unit: Unit, wrapped: Wrapped("\"") };
        check(&Forms {
            none: None,
            kind: "a\u{1}",
            a_name_longer_than_what_is_copied_in_one_piece: true,
            negative: (-1, i16::MIN, 0, i64::MIN),
            positive: (0, 1, 10_000, u64::MAX),
            broken: (0.1, 1e300, f64::NAN),
            letter: '“',
            unit: (),
            empty: Empty {},
            inside: inside(),
            variants: [Variant::Unit, Variant::Wrapped(1), Variant::Tuple(1, 2), Variant::Struct { a: 1 }],
            flat: Empty {},
            more: Some(inside()),
            left_out: None,
        });
        check(&vec![Some("text"), None]);
        check(&Vec::<u8>::new());
    }

    /// Anything that is JSON, as an `id` can be.
    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inside| {
            let fields = vec((any::<String>(), inside.clone()), 0..4).prop_map(Map::from_iter);
            prop_oneof![vec(inside, 0..4).prop_map(Value::from), fields.prop_map(Value::from)]
        })
    }

    proptest! {
        #[test]
        fn any_value_is_written_as_by_serde_json(value in values()) {
            check(&value);
        }
    }
}
