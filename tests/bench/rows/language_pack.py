"""What the words of other languages cost an English contract: the shipped rules in four languages beside the same rules in English alone (tests/bench/rule_packs.py),
both compiled. Three packs are added, the bar speaks of one. One core."""
import rule_packs
from measuring import Goal, pairs
from table import Row

ROWS = [Row("pack", "adding language packs (three), 2 MB of English text", "without them", Goal(1.08, 1.03)),
        Row("pack-cold", "the same, one contract of 24 KB, cold", "without them", Goal(1.08, 1.03))]


def measure(bench):
    english = bench.made("rules-english", lambda folder: rule_packs.only("en", bench.rules, folder, bench.program("caveat-compile-rules")))
    folder = bench.material.contracts(0.05 if bench.quick else 2)
    out = {}
    for name, what, runs in (("pack", folder, 1), ("pack-cold", bench.material.contract(), 1 if bench.quick else 5)):
        out[name] = pairs(bench.scan(what, "--jobs", 1, "--format", "jsonl"), bench.scan(what, "--jobs", 1, "--format", "jsonl", rules=english), bench.pairs, runs)
    return out
