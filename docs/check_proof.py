"""Checks a proof of writethru with nothing but Python: python3 check_proof.py PROOF.json [CHECKPOINT]"""
import base64, hashlib, json, sys


def need(ok, why):
    if not ok:
        sys.exit("The proof does not hold: " + why)


def sha(data):
    return hashlib.sha256(data).digest()


sys.excepthook = lambda kind, why, trace: print("This is no proof:", kind.__name__, ascii(str(why)), file=sys.stderr)
need(len(sys.argv) in (2, 3), "none is named: python3 check_proof.py PROOF.json [CHECKPOINT]")
proof = json.load(open(sys.argv[1], encoding="utf-8"))
record, named = json.loads(proof["record"]), proof["revision"]
need(proof["schema"] == "writethru.proof/1", "it is of another form")
need(sha(proof["text"].encode()).hex() == record["text_sha256"] == named["sha256"], "the text is not the one in the record")
need(record["article"] == named["article"], "the record is of another article")
need(record["observed_at"] == named["observed_at"], "the record is of another time")
need(record["sequence"] == proof["leaf_index"] + 1, "the record is of another place")

# From the leaf upwards, as in RFC 9162, section 2.1.3.2.
at, last, node = proof["leaf_index"], proof["tree_size"] - 1, sha(b"\0" + proof["record"].encode())
need(0 <= at <= last, "the place is outside the log")
for beside in map(bytes.fromhex, proof["inclusion"]):
    need(last > 0, "the path is too long")
    if at % 2 or at == last:
        node = sha(b"\1" + beside + node)
        while at and not at % 2:
            at, last = at // 2, last // 2
    else:
        node = sha(b"\1" + node + beside)
    at, last = at // 2, last // 2
need(last == 0 and node.hex() == proof["root"], "the path does not lead to the root")

# The checkpoint that came along, or better the one that you kept. Signatures are not checked here.
checkpoint = open(sys.argv[2], encoding="utf-8").read() if len(sys.argv) > 2 else proof["checkpoint"]
origin, size, root = checkpoint.split("\n")[:3]
need([size, root] == [str(proof["tree_size"]), base64.b64encode(node).decode()], "the checkpoint is of another log or size")
print(f"The record is number {record['sequence']} of {size} in the log {origin!a}, observed {record['observed_at']!a}.")
