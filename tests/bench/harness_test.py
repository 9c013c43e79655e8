#!/usr/bin/env python3
"""The harness of the benchmarks without its clocks: what it makes of rules, expressions, PDFs and figures. Run by ctest (bench_harness)."""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import colour_profiles
import measuring
import rows
import rule_packs
import table
import yara_rules
from material import Material


class Figures(unittest.TestCase):
    def test_the_ratio_is_formed_in_each_pair(self):
        # Twice as slow by each pair, though the machine slows down tenfold on the way.
        row = measuring.compared([(2, 1), (4, 1), (20, 1)], [(1, 1), (2, 1), (10, 2)])
        self.assertEqual(row["ratio"], {"median": 2, "min": 2, "max": 2, "q1": 2, "q3": 2})
        self.assertEqual(row["cpu_ratio"]["min"], 0.5)
        self.assertEqual(row["ours"]["median"], 4)

    def test_a_goal_is_a_bound_from_above_or_from_below(self):
        self.assertEqual([measuring.Goal(4, 2).reached(x) for x in (5, 3, 2)], ["no", "goal", "stretch"])
        self.assertEqual([measuring.Goal(3.2, 3.7, at_least=True).reached(x) for x in (3, 3.5, 3.8)], ["no", "goal", "stretch"])

    def test_a_command_that_fails_is_no_figure(self):
        with self.assertRaises(RuntimeError):
            measuring.check(measuring.Command("false"))
        self.assertEqual(measuring.check(measuring.Command("sh", "-c", "echo a; exit 1", codes=(0, 1))), b"a\n")

    def test_the_peak_is_that_of_the_program(self):
        held = measuring.peak_megabytes(measuring.Command(sys.executable, "-c", "held = b'x' * 150_000_000"))
        self.assertTrue(150 < held < 200, held)

    def test_the_page_has_every_row_and_says_what_is_missing(self):
        entries = {"text": dict(measuring.compared([(8, 8)] * 7, [(1, 1)] * 7), commit="abc", notes="so much text", load=7.5), "yara": {"missing": "yara is not installed", "commit": "abc"}}
        all_rows = [row for module in rows.ALL for row in module.ROWS]
        report = {"cores": 4, "date": "2026-11-24", "commit": "abc", "quick": False, "machine": "a machine", "source": "texts", "versions": {"g++": "12"}, "rows": entries,
                  "stages": {"of": "1 MB", "ms_per_mb": {"fold": 1.5}}, "profile": {"of": "1 MB", "percent": [[12.5, "f(int)"]]}}
        page = table.page(report, all_rows)
        self.assertEqual(len({row.name for row in all_rows}), len(all_rows))
        for row in all_rows:
            self.assertIn("| %s | %s |" % (row.what, row.beside), page)
        self.assertIn("**8.00** (8.00 to 8.00) | 8.00 | 8.00 s, 1.00 s | **no** |", page)
        self.assertIn("**The machine was busy with other work** while these rows were measured: `text` (load 7.5).", page)
        self.assertIn("not measured: yara is not installed", page)
        self.assertIn("| fold | 1.50 |", page)
        self.assertIn("| 12.5 | `f(int)` |", page)
        self.assertEqual(table.shortened("void f<std::vector<int> >(int)   "), "void f(int)")

    def test_a_row_takes_the_largest_texts_that_fit(self):
        made = []

        def spend(size):
            made.append(size)
            return measuring.Command(sys.executable, "-S", "-c", "x = 0\nwhile x < 1_000_000: x += 1")
        self.assertEqual(measuring.largest([1, 2, 1_000_000], spend, 1_000), 2)
        self.assertEqual(measuring.largest([1, 2], spend, 0), 1)
        self.assertEqual(made, [1, 1])  # the others are not made to find out


class Expressions(unittest.TestCase):
    def test_yara_says_what_re2_says(self):
        for ours, theirs in [(r"\bindemnif\w* (?:us|them)\b", r"\bindemnif\w* (us|them)\b"), (r"and/or [^,./]{0,9}", r"and\/or [^\n,.\/]{0,9}"),
                             ("7 \u20ac?", r"7 (\xe2\x82\xac)?"), (r"a[\w']+\.", r"a[\w']+\.")]:
            self.assertEqual(yara_rules.translated(ours), theirs)
        for beyond in (r"\pL+", r"(?i)a", "[\u20ac$]"):
            with self.assertRaises(yara_rules.Untranslatable):
                yara_rules.translated(beyond)

    def test_translations_match_as_before(self):
        # Python's engine reads both.
        text = "the supplier shall indemnify us and/or them, or 7 \u20ac.".encode().decode("latin-1")
        for ours in (r"\bindemnif\w* (?:us|them)\b", "and/or [^,]{0,9}"):
            self.assertEqual([m.span() for m in re.finditer(ours, text)], [m.span() for m in re.finditer(yara_rules.translated(ours), text)])


@unittest.skipIf(rule_packs.yaml is None, "python3-yaml is not installed")
class Packs(unittest.TestCase):
    def setUp(self):
        self.rules = pathlib.Path(__file__).resolve().parents[2] / "rules"
        texts = sorted((self.rules.parent / "corpus/contracts/en").glob("*.txt"))
        self.words = rule_packs.Vocabulary([path.read_text(encoding="utf-8") for path in texts])

    def test_a_variant_has_other_words_and_the_same_build(self):
        fragment = r"{{customer}} (?:\w+,? ){0,3}(?:shall|must) {{g3}}indemnif\w+ [^,.;:]{0,60}claims?(?: of)?"
        seen = {rule_packs.varied(fragment, self.words, number) for number in range(1, 10)}
        self.assertEqual(len(seen | {fragment}), 10)
        for variant in seen:
            re.compile(re.sub(r"\{\{\w+\}\}", "x", variant))
            self.assertIn("{{customer}}", variant)
            self.assertIn("s?(?: of)?", variant)  # the letter that may be missing stays
            self.assertEqual(re.sub(r"[a-z]{3,}", "w", variant), re.sub(r"[a-z]{3,}", "w", fragment), variant)

    def test_words_give_way_to_words_as_frequent(self):
        ranks = []
        for word in random.Random(1).sample(self.words.ranked[200:2000], 100):
            other = self.words.other(word, False, 3)
            ranks.append(abs(self.words.rank[other] - self.words.rank[word]) / self.words.rank[word])
        self.assertLess(max(ranks), 0.1)
        self.assertEqual(self.words.other(self.words.ranked[5], False, 3), self.words.ranked[5])

    def test_all_fragments_of_all_rules_survive(self):
        count = 0
        for path in sorted(self.rules.rglob("*.yaml")):
            if not rule_packs.is_rule(path):
                continue
            for words in rule_packs.read(path)["text"].values():
                for fragments in words.get("slots", {}).values():
                    for fragment in fragments:
                        self.assertEqual("".join(rule_packs.TOKENS.findall(fragment)), fragment)
                        count += 1
        self.assertGreater(count, 10_000)

    def test_without_a_language_its_slots_and_values_stay(self):
        words = rule_packs.read(self.rules / "service-levels/availability-low.yaml")["text"]["de"]
        out = rule_packs.emptied(words, "de")
        self.assertEqual(list(out["slots"]), list(words["slots"]))
        self.assertIn("{{percent}}", out["slots"]["level"][0])
        self.assertTrue(all(len(fragments) == 1 for fragments in out["slots"].values()))

    def build(self, name):
        path = pathlib.Path(os.environ.get("CAVEAT_BUILD", "")) / "bin" / name
        if not os.environ.get("CAVEAT_BUILD") or not path.exists():
            self.skipTest("CAVEAT_BUILD names no build tree with " + name)
        return path

    def test_english_alone_finds_the_same_in_english(self):
        compiler, caveat = self.build("caveat-compile-rules"), self.build("caveat")
        contract = sorted((self.rules.parent / "corpus/contracts/en").glob("*.txt"))[0]

        def findings(*options):
            done = subprocess.run([caveat, "scan", "--quiet", "--format", "jsonl", *options, contract], stdout=subprocess.PIPE, check=False)
            self.assertIn(done.returncode, (0, 1))
            return [(f["rule"], f["fingerprint"]) for f in json.loads(done.stdout)["findings"]]
        with tempfile.TemporaryDirectory() as folder:
            english = rule_packs.only("en", self.rules, pathlib.Path(folder) / "english", compiler)
            self.assertLess((english.parent / "english.compiled").stat().st_size, (compiler.parents[1] / "share/caveat/rules.compiled").stat().st_size / 2)
            shipped = findings()
            self.assertGreater(len(shipped), 20)
            self.assertEqual(findings("--no-standard-rules", "--rules", english), shipped)

    def test_variants_compile(self):
        compiler = self.build("caveat-compile-rules")
        with tempfile.TemporaryDirectory() as folder:
            few, many = pathlib.Path(folder) / "few", pathlib.Path(folder) / "many"
            for name in ("pack.yaml", "lexicons", "publicity", "service-levels/availability-low.yaml"):
                source, to = self.rules / name, few / name
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(source, to) if source.is_dir() else shutil.copy(source, to)
            rules_there = sum(1 for path in few.rglob("*.yaml") if rule_packs.is_rule(path))
            count = rule_packs.ten_times(few, many, compiler, dict.fromkeys(rule_packs.LANGUAGES, self.words))
            self.assertEqual(count, 10 * rules_there)
            self.assertTrue((many.parent / "many.compiled").exists())


class Documents(unittest.TestCase):
    def test_the_texts_are_as_large_as_asked_for(self):
        with tempfile.TemporaryDirectory() as folder:
            material = Material(folder, None, True)
            self.assertAlmostEqual(sum(f.stat().st_size for f in material.contracts(0.3).iterdir()), 300_000, delta=4)
            self.assertAlmostEqual(material.contract().stat().st_size, 24 * 1024, delta=1300)
            small = sorted(material.documents(30, 2_000).iterdir())
            self.assertEqual(len(small), 30)
            self.assertEqual(len(list(material.first_documents(10, 30, 2_000).iterdir())), 10)
            self.assertTrue(all(2_000 <= f.stat().st_size < 20_000 for f in small))

    def test_colours_are_said_in_the_profile(self):
        said = colour_profiles.in_profiles(b"q\n0 0 0 rg\nBT 0.5 g (words) Tj ET 1 0 0 RG\n", [b"Icc0", b"Icc1"])
        self.assertTrue(said.startswith(b"/Icc0 cs 0 0 0 sc\n/Icc1 cs 0 0 0 sc\nq\n"))
        self.assertIn(b"q\n/Icc0 cs 0 0 0 sc\nBT /Icc1 cs 0.5 0.5 0.5 sc (", said)
        self.assertIn(b"1 0 0 RG", said)

    def test_the_profile_is_one(self):
        profile = colour_profiles.srgb()
        self.assertEqual(len(profile), int.from_bytes(profile[:4], "big"))
        self.assertEqual(profile[36:40], b"acsp")
        curve = profile.index(b"curv")
        self.assertEqual(profile.count(b"curv"), 1)
        self.assertEqual(int.from_bytes(profile[curve + 8:curve + 12], "big"), 1024)
        self.assertEqual(profile[curve + 12 + 2046:curve + 12 + 2048], b"\xff\xff")

    def test_every_page_gets_profiles_of_its_own(self):
        for name in ("qpdf", "pdftotext"):
            try:
                measuring.tool(name)
            except measuring.Missing as missing:
                self.skipTest(str(missing))
        with tempfile.TemporaryDirectory() as folder:
            plain, coloured = pathlib.Path(folder) / "plain.pdf", pathlib.Path(folder) / "coloured.pdf"
            source = next((pathlib.Path(__file__).resolve().parents[2] / "corpus/contracts").rglob("*.pdf"))
            plain.write_bytes(source.read_bytes())
            colour_profiles.embed(plain, coloured)
            whole = json.loads(subprocess.run(["qpdf", "--json=2", str(coloured)], stdout=subprocess.PIPE, check=True).stdout)
            objects = whole["qpdf"][1].values()
            spaces = [o["value"][1] for o in objects if isinstance(o.get("value"), list) and o["value"][:1] == ["/ICCBased"]]
            self.assertEqual(len(set(spaces)), colour_profiles.A_PAGE * len(whole["pages"]))
            words = [subprocess.run(["pdftotext", str(f), "-"], stdout=subprocess.PIPE, check=True).stdout for f in (plain, coloured)]
            self.assertEqual(words[0], words[1])


if __name__ == "__main__":
    unittest.main()
