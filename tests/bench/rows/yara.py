"""The engine beside YARA with the same expressions over the same folded text: a rule an expression, compiled beforehand by yarac, all matches (tests/bench/yara_rules.py).
Expressions that YARA cannot say are left out of YARA's share, not of ours. One core."""
import re
import subprocess

import yara_rules
from measuring import Command, Goal, check, pairs, tool
from table import Row

ROWS = [Row("yara", "the same", "YARA with the same expressions", Goal(1 / 4, 1 / 8))]


def compiled(bench):
    """(compiled rules, how many, how many were left out). yarac names the first rule that it refuses, and its line: that one goes, and again."""
    expressions = subprocess.run([bench.program("naive-loops"), "list", str(bench.rules), "en"], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    texts, left = yara_rules.rules(expressions)
    source, target = bench.work / "rules.yar", bench.work / "rules.yarc"
    while True:
        source.write_text("\n".join(texts) + "\n")
        done = subprocess.run([tool("yarac"), "-w", str(source), str(target)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        refused = {int(line.split("(")[1].split(")")[0]) for line in done.stdout.decode(errors="replace").splitlines() if "error:" in line and "(" in line}
        if done.returncode == 0:
            return target, len(texts), left
        if not refused:
            raise RuntimeError("yarac: %s" % done.stdout.decode(errors="replace")[:500])
        texts = [text for number, text in enumerate(texts, 1) if number not in refused]
        left += len(refused)


def measure(bench):
    tool("yara"), tool("yarac")
    megabytes = 0.05 if bench.quick else 1
    folder = bench.material.contracts(megabytes)
    target, count, left = compiled(bench)
    folded = bench.work / "folded.txt"
    folded.write_bytes(check(Command(bench.program("naive-loops"), "fold", bench.rules, "en", *sorted(folder.iterdir()))))
    measured = pairs(bench.scan(folder, "--jobs", 1, "--format", "jsonl"), Command(tool("yara"), "-w", "-C", target, folded), bench.pairs)
    return {"yara": dict(measured, notes="%g MB; %d English expressions, %d that YARA cannot say left out of its share; %s" % (megabytes, count, left, agreement(bench, target)))}


def agreement(bench, target):
    """Do both see the same? Which expressions occur in a sample, by loops of RE2 and by YARA: a wrong translation shows. YARA counts hits within words, too."""
    sample = [str(f) for f in sorted(bench.material.contracts(0.02 if bench.quick else 0.1).iterdir())]
    folded = bench.work / "folded-sample.txt"
    folded.write_bytes(check(Command(bench.program("naive-loops"), "fold", bench.rules, "en", *sample)))
    loops = {int(number) for number in check(Command(bench.program("naive-loops"), "occur", bench.rules, "en", *sample)).split()}
    fired = {int(line.split()[0][1:]) for line in check(Command(tool("yara"), "-w", "-C", target, folded)).splitlines()}
    said = {int(number) for number in re.findall(r"^rule f(\d+) ", (bench.work / "rules.yar").read_text(), re.M)}
    return "in a sample %d of them occur by RE2 and by YARA, %d by RE2 alone, %d by YARA alone" % (len(loops & fired), len(loops & said - fired), len(fired - loops))
