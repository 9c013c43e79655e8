"""27 MB of contracts, a file each, to one stream of JSONL, beside `wc -w` on the same files. One core."""
from measuring import Command, Goal, pairs, tool
from table import Row

ROWS = [Row("text", "27 MB of contract text to JSONL", "`LC_ALL=C.UTF-8 wc -w` on the same files", Goal(4, 2))]


def measure(bench):
    megabytes = 0.2 if bench.quick else 27
    folder = bench.material.contracts(megabytes)
    files = bench.work / ("files-%g" % megabytes)
    files.write_bytes(b"".join(str(f).encode() + b"\0" for f in sorted(folder.iterdir())))
    measured = pairs(bench.scan(folder, "--jobs", 1, "--format", "jsonl"), Command(tool("wc"), "-w", "--files0-from=%s" % files), bench.pairs)
    return {"text": dict(measured, notes="%g MB in %d contracts; %.2f s a MB" % (megabytes, len(list(folder.iterdir())), measured["ours"]["median"] / megabytes))}
