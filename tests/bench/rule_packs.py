"""Packs of rules that nobody ships, made from those that are: without the words of three languages, and ten times as many rules. Each is compiled by
caveat-compile-rules like the shipped pack (docs/adr/0019), or the engine would read 2,800 files of YAML. Files are written as JSON, which is YAML.
Tested by tests/bench/harness_test.py.
"""
import bisect
import collections
import json
import pathlib
import re
import shutil
import subprocess

from measuring import Missing

try:
    import yaml
except ImportError:
    yaml = None

LANGUAGES = ("en", "fr", "de", "es")
VALUE = re.compile(r"\{\{(number|percent|duration|money|rate|fee_months|date)\}\}")
# The most frequent words stay in a variant, as "the customer shall" stays in every wording of a risk.
KEPT_WORDS = 150


def read(path):
    if yaml is None:
        raise Missing("python3-yaml is not installed")
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def is_rule(path):
    return path.parent.name not in ("lexicons", "policies", "schema") and path.name != "pack.yaml"


def write(path, rule):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rule, ensure_ascii=False), encoding="utf-8")


def compile_pack(compiler, folder):
    done = subprocess.run([str(compiler), str(folder), str(folder) + ".compiled"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise RuntimeError("%s does not compile:\n%s" % (folder, done.stdout.decode(errors="replace")[:2000]))
    return folder


# ---- without a language ----
def emptied(words, language):
    """A language's part of a rule with as little in it as the format allows: one word a slot, which stands in no contract."""
    def short(name):
        return "%s %s" % (name, language)
    out = {key: short(key) for key in ("title", "message", "why") if key in words}
    if "recommendation" in words:
        out["recommendation"] = {key: short(key) for key in words["recommendation"]}
    if "slots" in words:
        out["slots"] = {}
    for slot, fragments in words.get("slots", {}).items():
        value = VALUE.search(" ".join(fragments))
        out["slots"][slot] = ["xqzv" + language + (" " + value.group(0) if value else "")]
    # Examples are kept as text by the engine; two are the least that it takes.
    out["examples"] = {kind: [{"text": short(kind)}, {"text": short(kind) + " again"}] for kind in ("match", "no_match")}
    return out


def only(language, rules, folder, compiler):
    """The shipped rules with the words of one language."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in sorted(rules.rglob("*.yaml")):
        to = folder / path.relative_to(rules)
        if path.parent.name == "schema":
            continue
        if not is_rule(path):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)
            continue
        rule = read(path)
        for other in LANGUAGES:
            if other != language:
                rule["text"][other] = emptied(rule["text"][other], other)
        write(to, rule)
    return compile_pack(compiler, folder)


# ---- ten times as many ----
class Vocabulary:
    """Words of contracts by how often they are used, so that a word can give way to one that is as frequent."""
    def __init__(self, texts):
        counts = collections.Counter()
        for text in texts:
            counts.update(re.findall(r"[^\W\d_]+", text.lower()))
        self.ranked = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if len(word) >= 3]
        self.rank = {word: i for i, word in enumerate(self.ranked)}
        self.sorted_words = sorted(self.ranked)
        self.memory = {}

    def stem_rank(self, stem):
        """Of the most frequent word that begins so."""
        if stem not in self.memory:
            at = bisect.bisect_left(self.sorted_words, stem)
            best = None
            while at < len(self.sorted_words) and self.sorted_words[at].startswith(stem):
                rank = self.rank[self.sorted_words[at]]
                best = rank if best is None else min(best, rank)
                at += 1
            self.memory[stem] = best
        return self.memory[stem]

    def other(self, word, part, number):
        """Another word for the number-th variant; `part`: only its begin is written out, and more letters may follow."""
        rank = self.stem_rank(word) if part else self.rank.get(word)
        if rank is None:
            return strange(word, number)
        if rank < KEPT_WORDS and not part:
            return word
        # Neighbours in frequency, on both sides; never so far that rare words become frequent.
        step = (number + 1) // 2 * (1 if number % 2 else -1) * max(3, rank // 60)
        found = self.ranked[min(max(rank + step, KEPT_WORDS), len(self.ranked) - 1)] if self.ranked else word
        if part:
            found = found[:max(3, len(word))]
        return found if len(found) >= 3 else strange(word, number)


VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnprstvwz"


def strange(word, number):
    """For words that no text of ours has: other letters, a vowel for a vowel, so that it stays as rare."""
    def turned(letter):
        for letters in (VOWELS, CONSONANTS):
            if letter in letters:
                return letters[(letters.index(letter) + number) % len(letters)]
        return letter
    return "".join(turned(letter) for letter in word.lower())


# What is no word: macros, escapes, classes, the marks of groups, repetitions. Then words.
TOKENS = re.compile(r"\{\{\w+\}\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?\w*:|\{\d+(?:,\d*)?\}|[^\W\d_]+|.", re.S)


def varied(fragment, vocabulary, number):
    """A fragment with other words and the same build."""
    pieces = TOKENS.findall(fragment)
    out = []
    for i, piece in enumerate(pieces):
        following = pieces[i + 1] if i + 1 < len(pieces) else ""
        before = pieces[i - 1] if i else ""
        if not piece[0].isalpha() or len(piece) < 4 or before.startswith("\\"):
            out.append(piece)
            continue
        optional = following.startswith(("?", "*", "{0"))  # its last letter may be missing: that one stays
        stem = piece[:-1] if optional else piece
        part = optional or following.startswith(("\\w", "[", "(", "'")) or before.startswith(("\\w", "]", ")"))
        out.append((vocabulary.other(stem.lower(), part, number) if len(stem) >= 3 else stem) + (piece[-1] if optional else ""))
    return "".join(out)


def ten_times(rules, folder, compiler, vocabularies):
    """Each rule and nine variants of it. A variant has the logic and texts of its rule; its fragments have other words, of the same frequency in contracts, but for
    macros ("{{customer}}", "{{percent}}") and the 150 most frequent words. Numbers of the policy stay with the first."""
    shutil.rmtree(folder, ignore_errors=True)
    count = 0
    for path in sorted(rules.rglob("*.yaml")):
        to = folder / path.relative_to(rules)
        if path.parent.name == "schema":
            continue
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to)
        if not is_rule(path):
            continue
        rule = read(path)
        count += 1
        rule.pop("policy", None)
        for number in range(1, 10):
            variant = dict(rule, rule="%s-v%d" % (path.stem, number))
            variant["text"] = {language: dict(words, **({"slots": {slot: [varied(f, vocabularies[language], number) for f in fragments] for slot, fragments in words["slots"].items()}}
                                                        if "slots" in words else {})) for language, words in rule["text"].items()}
            write(to.with_name("%s-v%d.yaml" % (path.stem, number)), variant)
            count += 1
    compile_pack(compiler, folder)
    return count
