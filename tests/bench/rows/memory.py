"""Peak memory: of one text of 27 MB, and of 1,000, 5,000 and 10,000 documents, one thread. The bar: 6 times the largest document and 40 MB; and flat: so many
documents more need no more memory."""
from measuring import Goal, peak_megabytes, spread
from table import Row

ROWS = [Row("memory-text", "peak memory, one text of 27 MB", "6 times the document + 40 MB", Goal(1, 1)),
        Row("memory-many", "peak memory, 10,000 documents", "6 times the largest document + 40 MB", Goal(1, 1)),
        Row("memory-flat", "peak memory, 10,000 documents", "1,000 of them", Goal(1.05, 1.02))]


def against(megabytes, bound, notes):
    return dict(pairs=1, ours=spread([megabytes]), other=spread([bound]), ratio=spread([megabytes / bound]), cpu_ratio=None, unit="MB", notes=notes)


def measure(bench):
    text = bench.material.one_text(0.2 if bench.quick else 27)
    size = text.stat().st_size / 1e6
    out = {"memory-text": against(peak_megabytes(bench.scan(text, "--jobs", 1, "--format", "jsonl")), 6 * size + 40, "%.1f MB of text" % size)}
    counts = (10, 20, 40) if bench.quick else (1_000, 5_000, 10_000)
    peaks = []
    for count in counts:
        folder = bench.material.first_documents(count, counts[-1], 2_000)
        peaks.append(peak_megabytes(bench.scan(folder, "--jobs", 1, "--format", "jsonl")))
    largest = max(f.stat().st_size for f in bench.material.documents(counts[-1], 2_000).iterdir()) / 1e6
    said = ", ".join("%d documents: %.1f MB" % at for at in zip(counts, peaks))
    out["memory-many"] = against(peaks[-1], 6 * largest + 40, "largest document %.3f MB" % largest)
    out["memory-flat"] = against(peaks[-1], peaks[0], said)
    return out
