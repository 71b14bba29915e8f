//! JSON, laid out for reading: in the order and spelling of the program, short values on one line.

/// Columns a value may fill before it is broken over lines.
const WIDTH: usize = 112;

/// A JSON value in its own spelling.
enum Node {
    Atom(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

/// One JSON document, laid out.
pub fn layout(json: &str) -> String {
    let mut rest = json.trim();
    let node = read(&mut rest);
    assert!(rest.trim().is_empty(), "one document, then {rest:?}");
    let mut out = String::new();
    write(&node, 0, 0, &mut out);
    out.push('\n');
    out
}

fn read(rest: &mut &str) -> Node {
    skip(rest);
    match rest.chars().next() {
        Some('[') => {
            let mut items = Vec::new();
            while opens(rest, ']') {
                items.push(read(rest));
            }
            Node::List(items)
        }
        Some('{') => {
            let mut fields = Vec::new();
            while opens(rest, '}') {
                let key = atom(rest);
                skip(rest);
                *rest = rest.strip_prefix(':').expect("a colon");
                fields.push((key, read(rest)));
            }
            Node::Map(fields)
        }
        _ => Node::Atom(atom(rest)),
    }
}

fn skip(rest: &mut &str) {
    *rest = rest.trim_start();
}

/// Goes past the opening mark or a comma; past `end` too, if it comes next. Whether an item follows.
fn opens(rest: &mut &str, end: char) -> bool {
    skip(rest);
    if let Some(after) = rest.strip_prefix(['[', '{', ',']) {
        *rest = after.trim_start();
    }
    match rest.strip_prefix(end) {
        Some(after) => {
            *rest = after;
            false
        }
        None => true,
    }
}

/// A string, number or word.
fn atom(rest: &mut &str) -> String {
    let end = if rest.starts_with('"') {
        let mut is_escaped = false;
        let is_end = |(_, c): &(usize, char)| {
            let ends = *c == '"' && !is_escaped;
            is_escaped = *c == '\\' && !is_escaped;
            ends
        };
        rest.char_indices().skip(1).find(is_end).expect("a string ends").0 + 1
    } else {
        rest.find([',', ']', '}']).unwrap_or(rest.len())
    };
    let (atom, after) = rest.split_at(end);
    *rest = after;
    atom.trim().to_owned()
}

fn flat(node: &Node) -> String {
    match node {
        Node::Atom(atom) => atom.clone(),
        Node::List(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(", ")),
        Node::Map(fields) => {
            format!("{{{}}}", fields.iter().map(|(key, value)| format!("{key}: {}", flat(value))).collect::<Vec<_>>().join(", "))
        }
    }
}

fn write(node: &Node, indent: usize, used: usize, out: &mut String) {
    let line = flat(node);
    if line.chars().count() + used + indent <= WIDTH {
        out.push_str(&line);
        return;
    }
    let inner = indent + 2;
    match node {
        Node::Atom(atom) => out.push_str(atom),
        Node::List(items) => {
            out.push('[');
            for (k, item) in items.iter().enumerate() {
                out.push_str(if k > 0 { ",\n" } else { "\n" });
                out.push_str(&" ".repeat(inner));
                write(item, inner, 1, out);
            }
            out.push_str(&format!("\n{}]", " ".repeat(indent)));
        }
        Node::Map(fields) => {
            out.push('{');
            for (k, (key, value)) in fields.iter().enumerate() {
                out.push_str(if k > 0 { ",\n" } else { "\n" });
                out.push_str(&format!("{}{key}: ", " ".repeat(inner)));
                write(value, inner, key.chars().count() + 3, out);
            }
            out.push_str(&format!("\n{}}}", " ".repeat(indent)));
        }
    }
}

#[test]
fn nothing_but_white_space_changes() {
    let json = r#"{"a":[1,"two, \"three\"",null],"b":{},"c":[],"d":{"e":-1.5}}"#;
    assert_eq!(layout(json), "{\"a\": [1, \"two, \\\"three\\\"\", null], \"b\": {}, \"c\": [], \"d\": {\"e\": -1.5}}\n");
    let long = format!(r#"{{"a":["{}",{{"b":1}}]}}"#, "x".repeat(120));
    assert_eq!(layout(&long), format!("{{\n  \"a\": [\n    \"{}\",\n    {{\"b\": 1}}\n  ]\n}}\n", "x".repeat(120)));
}
