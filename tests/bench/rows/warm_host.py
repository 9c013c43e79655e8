"""A scan of 24 KB in a host that stays (tests/bench/warm_host.c, through the C ABI, to JSON), beside the cold process on the same text. One core."""
import statistics

from measuring import Command, Goal, check, compared, timed
from table import Row

ROWS = [Row("warm", "warm host, 24 KB text through the C ABI", "the cold process on the same text", Goal(1 / 5, 1 / 10))]
FIRST = 3  # scans that are not counted: they compile the expressions that the text needs


def measure(bench):
    contract = bench.material.contract()
    cold = bench.scan(contract, "--jobs", 1, "--format", "jsonl")
    scans = 6 if bench.quick else 43
    host = Command(bench.program("warm-host"), bench.rules, contract, scans)
    check(cold), check(host)
    ours, other, first = [], [], []
    for _ in range(bench.pairs):
        seconds = [float(line.split()[0]) for line in check(host).splitlines()]
        first.append(seconds[0])
        ours.append((statistics.median(seconds[FIRST:]), 0))
        other += [(timed([cold], 1 if bench.quick else 5)[0][0], 0)]
    return {"warm": dict(compared(ours, other), notes="median of %d scans a process, after %d; the first scan of a host takes %.1f ms" % (scans - FIRST, FIRST, 1000 * statistics.median(first)))}
