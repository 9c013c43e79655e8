"""A PDF of 60 pages with four ICC colour profiles on each (tests/bench/colour_profiles.py), cold, to findings, beside pdftotext. One core."""
from measuring import Command, Goal, Missing, pairs, tool
from table import Row

MAKERS = ("LibreOffice", "Chromium")
ROWS = [Row("pdf-" + maker.lower(), "60-page PDF with ICC profiles (%s), cold, to findings" % maker, "`pdftotext`", Goal(1 / 5, 1 / 8)) for maker in MAKERS]


def measure(bench):
    pdftotext = tool("pdftotext")
    out = {}
    for maker in MAKERS:
        try:
            document = bench.material.pdf(2 if bench.quick else 60, maker)
        except Missing as missing:
            out["pdf-" + maker.lower()] = {"missing": str(missing)}
            continue
        out["pdf-" + maker.lower()] = pairs(bench.scan(document, "--format", "jsonl"), Command(pdftotext, document, "-"), bench.pairs)
    return out
