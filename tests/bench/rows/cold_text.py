"""A contract of 24 KB in a process of its own, beside an empty C++ program that is linked to all libraries that `caveat` and its library name. One core."""
import re
import subprocess

from measuring import Command, Goal, pairs, tool
from table import Row

ROWS = [Row("cold", "a 24 KB text, cold process, to JSONL", "an empty C++ program linked to the same libraries", Goal(10, 5))]


def libraries(*binaries):
    """The files of all libraries that they name themselves (ldd knows where those are), but for ours."""
    named, files = [], {}
    for binary in binaries:
        told = subprocess.run([tool("readelf"), "-d", str(binary)], stdout=subprocess.PIPE, check=True).stdout.decode()
        named += re.findall(r"\(NEEDED\).*\[(.+)\]", told)
        files.update(re.findall(r"^\s*(\S+) => (\S+)", subprocess.run([tool("ldd"), str(binary)], stdout=subprocess.PIPE, check=True).stdout.decode(), re.M))
    return sorted({files[name] for name in named if name in files and "caveat" not in name})


def measure(bench):
    linked = libraries(bench.program("caveat"), bench.library)
    source, empty = bench.work / "empty.cpp", bench.work / "empty"
    source.write_text("int main() {}\n")
    subprocess.run([tool("g++"), "-O2", str(source), "-o", str(empty), "-Wl,--no-as-needed"] + linked, check=True)
    measured = pairs(bench.scan(bench.material.contract(), "--jobs", 1, "--format", "jsonl"), Command(empty), bench.pairs, 1 if bench.quick else 9)
    return {"cold": dict(measured, notes="%d libraries" % len(linked))}
