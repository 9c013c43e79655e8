"""Ten times the rules beside the shipped ones, both compiled: each rule and nine variants with other words (tests/bench/rule_packs.py). One core."""
import rule_packs
from measuring import Goal, pairs
from table import Row

ROWS = [Row("ten-times", "ten times the rules (variants), 1 MB", "the shipped rules", Goal(4, 2.5)),
        Row("ten-times-cold", "the same, one contract of 24 KB, cold", "the shipped rules", Goal(4, 2.5))]


def vocabularies(bench):
    """Words by frequency: English ones of the contracts at hand, of the other languages those of the corpus."""
    out = {"en": rule_packs.Vocabulary([path.read_text(encoding="utf-8") for path in sorted(bench.material.contracts(0.2 if bench.quick else 4).iterdir())])}
    for language in ("fr", "de", "es"):
        files = sorted((bench.root / "corpus/contracts" / language).glob("*.txt"))
        out[language] = rule_packs.Vocabulary([path.read_text(encoding="utf-8") for path in files])
    return out


def measure(bench):
    many = bench.made("rules-ten-times", lambda folder: rule_packs.ten_times(bench.rules, folder, bench.program("caveat-compile-rules"), vocabularies(bench)))
    count = sum(1 for path in many.rglob("*.yaml") if rule_packs.is_rule(path))
    out = {}
    for name, what, runs in (("ten-times", bench.material.contracts(0.05 if bench.quick else 1), 1), ("ten-times-cold", bench.material.contract(), 1)):
        out[name] = pairs(bench.scan(what, "--jobs", 1, "--format", "jsonl", rules=many), bench.scan(what, "--jobs", 1, "--format", "jsonl"), bench.pairs, runs)
        out[name]["notes"] = "%d rules" % count
    return out
