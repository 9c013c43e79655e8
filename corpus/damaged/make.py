#!/usr/bin/env python3
"""Writes the damaged and hostile files of corpus/damaged. Same bytes on every run, with python3 alone.

  make.py                 writes them beside itself, and removes those that it no longer makes
  make.py --check         fails if one is missing, different or too many (ctest damaged_files)
  make.py --bombs FOLDER  writes those that unpack to too much to be kept, for tests/corpus/damaged_test.cpp

What is expected of each stands in expected.tsv.
"""
import pathlib
import sys

sys.dont_write_bytecode = True  # the folder of the sources may not be ours to write to
import office_cases
import pdf_cases
import picture_cases
import text_cases

HERE = pathlib.Path(__file__).parent
MODULES = (pdf_cases, office_cases, text_cases, picture_cases)
OURS = {"make.py", "writers.py", "encrypted.py", "expected.tsv", "README.md", ".gitattributes"} | {f"{m.__name__}.py" for m in MODULES}


def committed():
    return {str(p.relative_to(HERE)) for p in HERE.rglob("*") if p.is_file() and p.name not in OURS and "__pycache__" not in p.parts}


def write(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--bombs":
        for module in MODULES:
            write(pathlib.Path(arguments[1]), module.bombs())
        return 0
    files = {name: data for module in MODULES for name, data in module.cases().items()}
    if not arguments:
        write(HERE, files)
        for name in committed() - files.keys():
            (HERE / name).unlink()
        return 0
    if arguments != ["--check"]:
        print(__doc__, file=sys.stderr)
        return 2
    wrong = [f"missing: {n}" for n in files.keys() - committed()] + [f"not made by make.py: {n}" for n in committed() - files.keys()]
    wrong += [f"differs from what make.py writes: {n}" for n in files.keys() & committed() if (HERE / n).read_bytes() != files[n]]
    wrong += [f"over 1 MB: {n}" for n, data in files.items() if len(data) > 1 << 20]
    if sum(map(len, files.values())) > 3 << 20:
        wrong.append("together over 3 MB: make the large ones bombs")
    print("\n".join(sorted(wrong)), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
