"""10,000 documents of 2 KB on one thread, beside four (two where there are two cores)."""
import os

from measuring import Command, Goal, pairs
from table import Row

CORES = 4 if (os.cpu_count() or 1) >= 4 else 2
ROWS = [Row("threads", "10,000 documents, 1 thread", "%d threads" % CORES, Goal(3.2, 3.7, at_least=True) if CORES == 4 else Goal(1.8, 1.95, at_least=True))]


def measure(bench):
    folder = bench.material.documents(40 if bench.quick else 10_000, 2_000)
    one, many = (bench.scan(folder, "--jobs", jobs, "--format", "jsonl", cores=CORES) for jobs in (1, CORES))
    return {"threads": dict(pairs(one, many, bench.pairs), notes="%d documents, %.1f MB" % (len(list(folder.iterdir())), sum(f.stat().st_size for f in folder.iterdir()) / 1e6))}
