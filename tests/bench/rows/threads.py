"""10,000 documents of 2 KB on one thread, beside four (two where there are two cores)."""
import os

from measuring import Goal, largest, pairs
from table import Row

CORES = 4 if (os.cpu_count() or 1) >= 4 else 2
ROWS = [Row("threads", "10,000 documents, 1 thread", "%d threads" % CORES, Goal(3.2, 3.7, at_least=True) if CORES == 4 else Goal(1.8, 1.95, at_least=True))]


def measure(bench):
    def scan(count, jobs=1):
        return bench.scan(bench.material.first_documents(count, 40 if bench.quick else 10_000, 2_000), "--jobs", jobs, "--format", "jsonl", cores=CORES)
    count = 40 if bench.quick else largest([1_000, 2_500, 5_000, 10_000], scan, 100)
    folder = bench.material.first_documents(count, 40 if bench.quick else 10_000, 2_000)
    notes = "%d documents%s, %.1f MB" % (count, "" if count in (40, 10_000) else " of the 10,000, for time", sum(f.stat().st_size for f in folder.iterdir()) / 1e6)
    return {"threads": dict(pairs(scan(count), scan(count, CORES), bench.pairs), cpu_ratio=None, notes=notes)}
