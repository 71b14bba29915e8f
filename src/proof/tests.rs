//! Test vectors of RFC 6962 and RFC 8032, every proof of small trees, and every bit of them changed.

use super::*;

/// The records of the test vectors that Certificate Transparency's own code is tested with.
const RECORDS: [&str; 8] = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// The root of the first n of them, for each n.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|k| u8::from_str_radix(&hex[k..k + 2], 16).expect("hex")).collect()
}

fn hashes(hex: &[&str]) -> Vec<Hash> {
    hex.iter().map(|text| Hash::parse(text).expect("a hash")).collect()
}

fn vectors() -> Vec<Hash> {
    RECORDS.iter().map(|record| leaf_hash(&bytes(record))).collect()
}

fn leaves(n: usize) -> Vec<Hash> {
    (0..n).map(|k| leaf_hash(format!("record {k}").as_bytes())).collect()
}

fn root(leaves: &[Hash]) -> Hash {
    leaves.iter().copied().collect::<Head>().root()
}

fn roots(ranges: Vec<std::ops::Range<u64>>, leaves: &[Hash]) -> Vec<Hash> {
    let mut hasher = Hasher::new(ranges);
    leaves.iter().for_each(|leaf| hasher.push(*leaf));
    hasher.roots().expect("enough leaves")
}

fn inclusion(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    roots(inclusion_ranges(index as u64, leaves.len() as u64).expect("inside"), leaves)
}

fn consistency(old: usize, leaves: &[Hash]) -> Vec<Hash> {
    roots(consistency_ranges(old as u64, leaves.len() as u64).expect("not longer"), leaves)
}

/// The definition of RFC 6962, word for word.
fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of(b""),
        [leaf] => *leaf,
        _ => {
            let mut k = 1;
            while 2 * k < leaves.len() {
                k *= 2;
            }
            node_hash(&root_by_definition(&leaves[..k]), &root_by_definition(&leaves[k..]))
        }
    }
}

#[test]
fn roots_are_those_of_the_test_vectors() {
    let leaves = vectors();
    for (n, expected) in ROOTS.iter().enumerate() {
        assert_eq!(root(&leaves[..n]).to_string(), *expected, "{n} leaves");
    }
}

#[test]
fn inclusion_proofs_are_those_of_the_test_vectors() {
    let leaves = vectors();
    let expected: [(usize, usize, &[&str]); 4] = [
        (0, 1, &[]),
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    ];
    for (index, size, path) in expected {
        let proof = inclusion(index, &leaves[..size]);
        assert_eq!(proof, hashes(path), "leaf {index} of {size}");
        let root = Hash::parse(ROOTS[size]).expect("a hash");
        assert!(verify_inclusion(&leaves[index], index as u64, size as u64, &proof, &root));
    }
}

#[test]
fn consistency_proofs_are_those_of_the_test_vectors() {
    let leaves = vectors();
    let expected: [(usize, usize, &[&str]); 3] = [
        (1, 1, &[]),
        (
            1,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            6,
            8,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
    ];
    for (old, new, path) in expected {
        assert_eq!(consistency(old, &leaves[..new]), hashes(path), "{old} of {new}");
    }
}

#[test]
fn the_growing_head_has_the_root_of_the_definition() {
    let leaves = leaves(200);
    let mut head = Head::default();
    for n in 0..=leaves.len() {
        assert_eq!((head.size(), head.root()), (n as u64, root_by_definition(&leaves[..n])));
        if let Some(leaf) = leaves.get(n) {
            head.push(*leaf);
        }
    }
}

/// Flips one bit.
fn flipped(hash: &Hash, bit: usize) -> Hash {
    let mut flipped = *hash;
    flipped.0[bit / 8] ^= 1 << (bit % 8);
    flipped
}

/// The bits to flip in a tree of `n` leaves: all of them in small trees; elsewhere one that wanders from hash to hash.
fn bits(n: usize, salt: usize) -> std::ops::Range<usize> {
    if n <= 9 { 0..256 } else { (salt * 37) % 256..(salt * 37) % 256 + 1 }
}

#[test]
fn every_leaf_up_to_200_is_proved_and_every_changed_bit_is_noticed() {
    let all = leaves(200);
    for n in 1..=all.len() {
        let (leaves, root) = (&all[..n], root(&all[..n]));
        for i in 0..n {
            let proof = inclusion(i, leaves);
            let holds = |leaf: &Hash, proof: &[Hash], root: &Hash| verify_inclusion(leaf, i as u64, n as u64, proof, root);
            assert!(holds(&leaves[i], &proof, &root), "leaf {i} of {n}");
            for bit in bits(n, i + n) {
                assert!(!holds(&flipped(&leaves[i], bit), &proof, &root));
                assert!(!holds(&leaves[i], &proof, &flipped(&root, bit)));
                for k in 0..proof.len() {
                    let mut wrong = proof.clone();
                    wrong[k] = flipped(&wrong[k], bit);
                    assert!(!holds(&leaves[i], &wrong, &root), "leaf {i} of {n}, hash {k}, bit {bit}");
                }
            }
            assert!(!holds(&leaves[i], &[&proof[..], &[root]].concat(), &root), "one hash too many");
            assert!(proof.is_empty() || !holds(&leaves[i], &proof[1..], &root), "one too few");
            let elsewhere = (0..if n <= 40 { n } else { 0 })
                .filter(|j| *j != i)
                .find(|j| verify_inclusion(&leaves[i], *j as u64, n as u64, &proof, &root));
            assert_eq!(elsewhere, None, "leaf {i} of {n} at another place");
        }
        assert_eq!(inclusion_ranges(n as u64, n as u64), None);
    }
}

#[test]
fn every_beginning_up_to_200_is_proved_and_every_changed_bit_is_noticed() {
    let all = leaves(200);
    let roots: Vec<Hash> = (0..=all.len()).map(|n| root(&all[..n])).collect();
    for n in 0..=all.len() {
        for m in 0..=n {
            let proof = consistency(m, &all[..n]);
            let holds = |old: &Hash, new: &Hash, proof: &[Hash]| verify_consistency(m as u64, old, n as u64, new, proof);
            assert!(holds(&roots[m], &roots[n], &proof), "{m} of {n}");
            for bit in bits(n, m + n) {
                assert!(!holds(&flipped(&roots[m], bit), &roots[n], &proof), "{m} of {n}");
                // From nothing everything follows: an empty log is the beginning of any.
                assert!(m == 0 || !holds(&roots[m], &flipped(&roots[n], bit), &proof), "{m} of {n}");
                for k in 0..proof.len() {
                    let mut wrong = proof.clone();
                    wrong[k] = flipped(&wrong[k], bit);
                    assert!(!holds(&roots[m], &roots[n], &wrong), "{m} of {n}, hash {k}, bit {bit}");
                }
            }
            assert!(!holds(&roots[m], &roots[n], &[&proof[..], &[roots[n]]].concat()), "one hash too many");
            assert!(proof.is_empty() || !holds(&roots[m], &roots[n], &proof[1..]), "one too few");
        }
        assert_eq!(consistency_ranges(n as u64 + 1, n as u64), None);
    }
}

#[test]
fn sizes_beyond_any_log_do_not_overflow() {
    assert_eq!(inclusion_ranges(u64::MAX - 1, u64::MAX).map(|r| r.len()), Some(63));
    assert!(consistency_ranges(u64::MAX - 1, u64::MAX).is_some());
    let zero = Hash([0; 32]);
    assert!(!verify_inclusion(&zero, u64::MAX - 1, u64::MAX, &[zero; 70], &zero));
    assert!(!verify_consistency(u64::MAX - 1, &zero, u64::MAX, &zero, &[zero; 70]));
    assert!(Hasher::new(vec![0..1, 1..u64::MAX]).roots().is_none(), "the leaves ended too early");
}

#[test]
fn a_million_leaves_take_no_memory_and_little_time() {
    let mut head = Head::default();
    let leaf = leaf_hash(b"a record");
    (0..1_000_000).for_each(|_| head.push(leaf));
    assert_eq!(head.size(), 1_000_000);
}

/// The example of the specification.
const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

#[test]
fn the_checkpoint_of_the_specification_is_read_and_written_alike() {
    let (checkpoint, note) = Checkpoint::read(EXAMPLE).expect("a checkpoint");
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(note.signatures[0].key_id, [0x03, 0x3d, 0xe0, 0xae]);
    assert_eq!(checkpoint.to_string(), note.text);
    assert_eq!(note.to_string(), EXAMPLE);
    let unsigned = checkpoint.to_string();
    assert_eq!(Checkpoint::read(&unsigned), Ok((checkpoint, Note { text: unsigned.clone(), signatures: Vec::new() })));
}

#[test]
fn what_is_no_checkpoint_is_refused_with_a_reason() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    let signed = |line: &str| format!("a\n1\n{root}\n\n{line}\n");
    for (wrong, why) in [
        (String::new(), "line feed"),
        ("a\n1\n".to_owned(), "three lines"),
        (format!("\n1\n{root}\n"), "origin"),
        (format!("a\n01\n{root}\n"), "number"),
        (format!("a\n+1\n{root}\n"), "number"),
        (format!("a\n99999999999999999999999\n{root}\n"), "number"),
        ("a\n1\nCsUY\n".to_owned(), "SHA-256"),
        (format!("a\n1\n{root}"), "line feed"),
        (format!("a\r\n1\r\n{root}\r\n"), "control"),
        (signed("- a AAAAAAA="), "signature"),
        (signed("— a b"), "signature"),
        (signed("— a AAAAAA=="), "signature"),
        (signed("— a+b AAAAAAAA"), "signature"),
        (signed("— a AAAAAAAA\n".repeat(65).trim_end()), "signature"),
        ("a".repeat(2 << 20), "too long"),
    ] {
        let error = Checkpoint::read(&wrong).expect_err("refused").to_string();
        assert!(error.contains(why), "{wrong:.60?}: {error}");
    }
}

#[test]
fn a_document_is_sound_until_a_character_of_it_is_changed() {
    let text = "The ferry left Port Ellery at noon.";
    let at = "2025-08-18T19:41:00+00:00";
    let sha256 = Hash::of(text.as_bytes()).to_string();
    // What another text's record may hold: the hash of this one in its headline.
    let elsewhere = Hash::of(b"another text").to_string();
    let record = |sequence: u64, article: &str, text_sha256: &str| {
        format!(
            r#"{{"sequence":{sequence},"article":"{article}","observed_at":"{at}","headline":"{sha256}","text_sha256":"{text_sha256}"}}"#
        )
    };
    let document = |record: String| {
        let mut leaves = leaves(5);
        leaves[3] = leaf_hash(record.as_bytes());
        let root = root(&leaves);
        Document {
            schema: SCHEMA.to_owned(),
            revision: Subject { article: "ferry".to_owned(), number: 1, observed_at: at.to_owned(), sha256: sha256.clone() },
            record,
            text: text.to_owned(),
            leaf_index: 3,
            tree_size: 5,
            inclusion: inclusion(3, &leaves).iter().map(Hash::to_string).collect(),
            root: root.to_string(),
            checkpoint: Checkpoint { origin: "example.org/desk".to_owned(), size: 5, root }.to_string(),
            proves: PROVES.map(str::to_owned).to_vec(),
            does_not_prove: DOES_NOT_PROVE.map(str::to_owned).to_vec(),
        }
    };
    let good = document(record(4, "ferry", &sha256));
    assert!(good.is_sound());
    for of_something_else in [record(4, "ferry", &elsewhere), record(5, "ferry", &sha256), record(4, "pool", &sha256), sha256.clone()] {
        assert!(!document(of_something_else.clone()).is_sound(), "{of_something_else}");
    }
    // Such a proof is not even made.
    let made = |record: String, place: u64| {
        let mut leaves = leaves(5);
        leaves[3] = leaf_hash(record.as_bytes());
        let mut head = Head::default();
        leaves.iter().for_each(|leaf| head.push(*leaf));
        let checkpoint = Checkpoint { origin: "example.org/desk".to_owned(), size: 5, root: head.root() }.to_string();
        Document::new(good.revision.clone(), record, text.to_owned(), place, &inclusion(3, &leaves), &head, checkpoint)
    };
    assert_eq!(made(record(4, "ferry", &sha256), 3).as_ref(), Some(&good));
    assert_eq!((made(record(4, "pool", &sha256), 3), made(record(4, "ferry", &sha256), 2)), (None, None));
    let wrong: [fn(&mut Document); 11] = [
        |d| d.text.push('.'),
        |d| d.record.push('x'),
        |d| d.leaf_index = 2,
        |d| d.tree_size = 6,
        |d| d.inclusion.swap(0, 1),
        |d| d.root.replace_range(..1, "z"),
        |d| d.checkpoint = d.checkpoint.replace("\n5\n", "\n4\n"),
        |d| d.schema.push('0'),
        |d| d.revision.article.push('s'),
        |d| d.revision.observed_at = "2025-08-18T19:40:00+00:00".to_owned(),
        |d| d.revision.sha256.replace_range(..1, "z"),
    ];
    for (k, change) in wrong.iter().enumerate() {
        let mut changed = good.clone();
        change(&mut changed);
        assert!(!changed.is_sound(), "change {k}");
    }
}

mod signed {
    use super::*;

    /// The first test of RFC 8032, section 7.1: the empty message.
    const SEED: &str = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    const SIGNATURE: &str =
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

    fn key() -> SecretKey {
        SecretKey::new("example.org/desk", Hash::parse(SEED).expect("32 bytes").0).expect("a key")
    }

    #[test]
    fn signatures_are_those_of_the_test_vector() {
        assert_eq!(key().sign("").bytes, bytes(SIGNATURE));
    }

    #[test]
    fn keys_are_written_and_read_and_a_changed_one_is_noticed() {
        let key = key();
        assert_eq!(SecretKey::parse(&format!("{}\n", key.encode())).expect("a key").encode(), key.encode());
        assert_eq!(PublicKey::parse(&key.public().encode()), Ok(key.public()));
        // The verifier key of Go's documentation of golang.org/x/mod/sumdb/note.
        let peter = PublicKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").expect("a key");
        assert_eq!(peter.name(), "PeterNeumann");
        for wrong in ["", "a+b", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "a b+00000000+AQ=="] {
            assert!(PublicKey::parse(wrong).is_err() && SecretKey::parse(wrong).is_err(), "{wrong}");
        }
        assert!(SecretKey::new("two words", [0; 32]).is_err());
        assert!(!format!("{key:?}").contains(&key.encode()[30..]), "a secret is not shown");
    }

    #[test]
    fn a_signed_checkpoint_holds_and_a_changed_one_does_not() {
        let checkpoint = Checkpoint { origin: "example.org/desk".to_owned(), size: 3, root: Hash([7; 32]) };
        let text = checkpoint.to_string();
        let note = Note { signatures: vec![key().sign(&text)], text };
        let written = note.to_string();
        let public = key().public();
        let check = |text: &str| public.verify(&Note::parse(text).expect("a note"));
        assert_eq!(check(&written), Ok(()));
        assert!(check(&written.replace("\n3\n", "\n4\n")).is_err());
        assert!(check(&checkpoint.to_string()).is_err(), "nobody signed it");
        let other = SecretKey::new("example.org/witness", [9; 32]).expect("a key").sign(&note.text);
        let both = Note { signatures: vec![other, note.signatures[0].clone()], ..note.clone() };
        assert_eq!(check(&both.to_string()), Ok(()), "others may sign as well");
        let mut broken = note.clone();
        broken.signatures[0].bytes[5] ^= 1;
        assert!(check(&broken.to_string()).is_err());
    }
}
