"""A contract of 10 pages in Word (LibreOffice Writer's DOCX), cold, to the HTML report, beside docx2txt, which gives its words alone. One core."""
from measuring import Command, Goal, pairs, tool
from table import Row

ROWS = [Row("docx", "a 10-page DOCX, cold, to HTML report", "`docx2txt`", Goal(3, 1))]


def measure(bench):
    docx2txt = tool("docx2txt")
    document = bench.material.docx(1 if bench.quick else 10)
    return {"docx": pairs(bench.scan(document, "--format", "html", "--out", "-"), Command(docx2txt, document, "-"), bench.pairs, 1 if bench.quick else 5)}
