"""27 MB of contracts, a file each, to one stream of JSONL, beside `wc -w` on the same files: fewer of them where 27 MB take too long for seven pairs. One core."""
from measuring import Command, Goal, largest, pairs, tool
from table import Row

ROWS = [Row("text", "27 MB of contract text to JSONL", "`LC_ALL=C.UTF-8 wc -w` on the same files", Goal(4, 2))]


def measure(bench):
    def scan(size):
        return bench.scan(bench.material.contracts(size), "--jobs", 1, "--format", "jsonl")
    megabytes = 0.2 if bench.quick else largest([3, 9, 27], scan, 100)
    folder = bench.material.contracts(megabytes)
    files = bench.work / ("files-%g" % megabytes)
    files.write_bytes(b"".join(str(f).encode() + b"\0" for f in sorted(folder.iterdir())))
    measured = pairs(scan(megabytes), Command(tool("wc"), "-w", "--files0-from=%s" % files), bench.pairs)
    return {"text": dict(measured, notes="%s in %d contracts; %.2f s a MB" % ("%g MB" % megabytes if megabytes in (0.2, 27) else "the first %g of the 27 MB, for time" % megabytes, len(list(folder.iterdir())), measured["ours"]["median"] / megabytes))}
