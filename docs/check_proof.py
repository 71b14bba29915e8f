"""Checks a proof of writethru with nothing but Python: python3 check_proof.py PROOF.json [CHECKPOINT]"""
import base64, hashlib, json, sys


def sha(data):
    return hashlib.sha256(data).digest()


proof = json.load(open(sys.argv[1], encoding="utf-8"))
record = json.loads(proof["record"])
assert sha(proof["text"].encode()).hex() == record["text_sha256"], "the text is not the one in the record"
assert record["article"] == proof["revision"]["article"], "the record is of another article"
assert record["sequence"] == proof["leaf_index"] + 1, "the record is of another place"

# From the leaf upwards, as in RFC 9162, section 2.1.3.2.
at, last, node = proof["leaf_index"], proof["tree_size"] - 1, sha(b"\0" + proof["record"].encode())
assert 0 <= at <= last, "the place is outside the log"
for beside in map(bytes.fromhex, proof["inclusion"]):
    assert last > 0, "the path is too long"
    if at % 2 or at == last:
        node = sha(b"\1" + beside + node)
        while at and not at % 2:
            at, last = at // 2, last // 2
    else:
        node = sha(b"\1" + node + beside)
    at, last = at // 2, last // 2
assert last == 0 and node.hex() == proof["root"], "the path does not lead to the root"

# The checkpoint that came along, or better the one that you kept. Signatures are not checked here.
checkpoint = open(sys.argv[2], encoding="utf-8").read() if len(sys.argv) > 2 else proof["checkpoint"]
origin, size, root = checkpoint.split("\n")[:3]
assert int(size) == proof["tree_size"] and base64.b64decode(root) == node, "the checkpoint is of another log or size"
print(f"The record is number {record['sequence']} of {size} in the log “{origin}”, observed {record['observed_at']}.")
