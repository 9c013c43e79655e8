"""The engine beside one RE2 loop an expression over the same folded text: the same rules, fold and RE2, without an index (tests/bench/naive_loops.cpp). One core.

Of the language's expressions each pair loops over a share, another one each time, and their time is multiplied: they are independent of one another, and all of
them take an hour for 27 MB. Only English ones are counted, as the text is English: a naive scanner that does not ask for the language would loop over four times as many.
"""
import json
import subprocess

from measuring import Goal, check, compared, environment, pinned, timed
from table import Row

ROWS = [Row("naive", "the same", "one RE2 loop per expression over the same folded text, same matches", Goal(1 / 40, 1 / 80))]


def measure(bench):
    megabytes, share = (0.05, 400) if bench.quick else (2, 40)
    folder = bench.material.contracts(megabytes)
    files = [str(f) for f in sorted(folder.iterdir())]
    scan = bench.scan(folder, "--jobs", 1, "--format", "jsonl")
    check(scan)
    ours, naive, told = [], [], {}
    for number in range(bench.pairs):
        ours += timed([scan], 1)
        done = subprocess.run(pinned(1) + [bench.program("naive-loops"), "run", str(bench.rules), "en", str(share), str(number * share // bench.pairs)] + files,
                              stdout=subprocess.PIPE, check=True, env=environment())
        told = json.loads(done.stdout)
        times = told["expressions"] / told["looped"]
        naive.append((told["before"] + (told["compiling"] + told["searching"]) * times, told["processor_before"] + told["processor"] * times))
    measured = compared(ours, naive)
    same = check_same(bench)
    return {"naive": dict(measured, notes="%g MB, %d English expressions, 1/%d of them a pair (each pair others), multiplied; %s" % (megabytes, told["expressions"], share, same))}


def check_same(bench):
    """Every slot in every paragraph: what the loops find and what the engine finds. Fails where they differ."""
    sample = bench.material.contracts(0.02 if bench.quick else 0.3)
    done = subprocess.run([bench.program("naive-loops"), "compare", str(bench.rules)] + [str(f) for f in sorted(sample.iterdir())], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError("naive-loops compare: %s" % done.stderr.decode(errors="replace")[-500:])
    told = json.loads(done.stdout)
    if done.returncode:
        raise RuntimeError("the engine and the loops differ: %s\n%s" % (told, done.stderr.decode(errors="replace")[-1500:]))
    return "same matches: all %d places of all slots in %d paragraphs" % (told["places"], told["paragraphs"])
