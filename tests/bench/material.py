"""What is measured on: real contracts beside the repository (CAVEAT_DATA, else ../shared/data), else the corpus, repeated. Everything is made in a folder of the
build tree and made once; nothing of it enters the repository. Tested by tests/bench/harness_test.py.

Contracts are files of plain text: CUAD's, in its order, then the English documents that are text, until there is enough. Where there are not enough of them the
same ones come again under other names.
"""
import gzip
import html
import json
import pathlib
import re
import shutil
import subprocess
import tarfile

import colour_profiles
from measuring import Missing, tool

ROOT = pathlib.Path(__file__).resolve().parents[2]
MB = 1_000_000


class Material:
    def __init__(self, work, data, quick):
        self.quick = quick
        self.data = pathlib.Path(data) if data and (pathlib.Path(data) / "cuad.jsonl.gz").exists() else None
        self.work = pathlib.Path(work) / ("shared" if self.data else "corpus")
        self.work.mkdir(parents=True, exist_ok=True)

    def source(self):
        return "CUAD and English documents of ../shared/data" if self.data else "the corpus, repeated"

    # ---- texts ----
    def texts(self):
        """(name, text) of contract after contract, without end."""
        again = 0
        while True:
            for name, text in self._shared() if self.data else self._corpus():
                yield ("%s-%d" % (name, again) if again else name), text
            again += 1

    def _corpus(self):
        for path in sorted(p for p in (ROOT / "corpus/contracts/en").iterdir() if p.suffix in (".txt", ".md")):
            yield path.stem, path.read_text(encoding="utf-8")

    def _shared(self):
        with gzip.open(self.data / "cuad.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                yield "cuad-%03d" % number, json.loads(line)["text"]
        with tarfile.open(self.data / "docs.tar.gz") as archive:
            for member in archive:
                if member.name.startswith("docs/en/") and member.name.endswith((".md", ".txt")):
                    yield pathlib.Path(member.name).stem, archive.extractfile(member).read().decode("utf-8", "replace")

    def _made(self, name, make):
        """A file or folder of the work folder: made under another name first, so that what is there is whole."""
        path = self.work / name
        if not path.exists():
            half = self.work / ("half-" + name)
            shutil.rmtree(half, ignore_errors=True) if half.is_dir() else half.unlink(missing_ok=True)
            make(half)
            half.rename(path)
        return path

    def contracts(self, megabytes):
        """A folder of contracts, so many megabytes in all; the last one is cut."""
        def make(folder):
            folder.mkdir()
            left = int(megabytes * MB)
            for name, text in self.texts():
                data = text.encode()[:left]
                (folder / (name + ".txt")).write_bytes(data.decode("utf-8", "ignore").encode())
                left -= len(data)
                if left <= 0:
                    return
        return self._made("contracts-%g" % megabytes, make)

    def one_text(self, megabytes):
        """The same as one document."""
        def make(path):
            with open(path, "wb") as out:
                for file in sorted(self.contracts(megabytes).iterdir()):
                    out.write(file.read_bytes() + b"\n\n")
        return self._made("text-%g.txt" % megabytes, make)

    def contract(self, size=24 * 1024):
        """A contract of about so many bytes: of the first 60 the one nearest to it, cut or filled up with the next ones where it has to be."""
        def make(path):
            texts = [text for _, (_, text) in zip(range(60), self.texts())]
            best = min(texts, key=lambda text: abs(len(text.encode()) - size))
            filled = best + "\n\n" + "\n\n".join(t for t in texts if t is not best)
            fits = abs(len(best.encode()) - size) < size / 20
            path.write_bytes(best.encode() if fits else filled.encode()[:size].decode("utf-8", "ignore").encode())
        return self._made("contract-%d.txt" % size, make)

    def documents(self, count, size):
        """A folder of so many small documents: contracts cut between paragraphs."""
        def make(folder):
            folder.mkdir()
            made = 0
            for name, text in self.texts():
                piece = ""
                for paragraph in re.split(r"\n\s*\n|\n(?=\d+\.)", text):
                    piece += paragraph + "\n\n"
                    if len(piece) < size:
                        continue
                    (folder / ("%05d.txt" % made)).write_text(piece, encoding="utf-8")
                    made, piece = made + 1, ""
                    if made == count:
                        return
        return self._made("documents-%d-%d" % (count, size), make)

    def first_documents(self, count, of, size):
        """The first ones of these, as a folder of links."""
        def make(folder):
            folder.mkdir()
            for path in sorted(self.documents(of, size).iterdir())[:count]:
                (folder / path.name).symlink_to(path)
        return self._made("documents-%d-of-%d-%d" % (count, of, size), make)

    # ---- Word and PDF ----
    def _office(self, source, kind, folder, *options):
        """`kind` as --convert-to takes it: "pdf", "odt:writer8"."""
        done = subprocess.run([tool("soffice"), "-env:UserInstallation=file://%s" % (self.work / "libreoffice").resolve(), "--headless", *options, "--convert-to", kind,
                               "--outdir", str(folder), str(source)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        made = folder / (source.stem + "." + kind.split(":")[0])
        if not made.exists():
            raise Missing("LibreOffice made no %s: %s" % (kind, done.stdout.decode(errors="replace")[-300:]))
        return made

    def _writer(self, source, folder):
        """A page of HTML as a document of LibreOffice Writer, not of Writer/Web, which makes no DOCX."""
        return self._office(source, "odt:writer8", folder, "--infilter=HTML (StarWriter)")

    def _page(self, size):
        """Contract text as a page of HTML, with headings where lines look so: LibreOffice and Chromium both read it."""
        text = ""
        for _, more in self.texts():
            text += more + "\n\n"
            if len(text) > size:
                break
        out = ["<!doctype html><html><head><meta charset=utf-8><title>Contract</title><style>body{font:11pt 'Liberation Serif'}</style></head><body>"]
        for paragraph in re.split(r"\n\s*\n", text[:size]):
            words = html.escape(" ".join(paragraph.split()))
            if words:
                out.append(("<h2>%s</h2>" if len(words) < 60 and re.match(r"\d+\.? |[A-Z ]+$", words) else "<p>%s</p>") % words)
        return "\n".join(out + ["</body></html>"])

    def _with_pages(self, pages, path, make):
        """`make(page of HTML, folder)` gives a file and its PDF: tried with more or less text until it has exactly so many pages."""
        size, folder = pages * 3_200, path.with_suffix(".tries")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for _ in range(12):
            source = folder / "contract.html"
            source.write_text(self._page(size), encoding="utf-8")
            made, pdf = make(source, folder)
            there = pages_of(pdf)
            if there == pages:
                made.rename(path)
                shutil.rmtree(folder)
                return
            size = int(size * (pages - 0.5) / max(1, there - 0.5))
        raise RuntimeError("no text of %d pages was found" % pages)

    def docx(self, pages):
        def make(source, folder):
            # The PDF that LibreOffice makes of the DOCX says how many pages it has.
            made = self._office(self._writer(source, folder), "docx", folder)
            return made, self._office(made, "pdf", folder)
        return self._made("contract-%d-pages.docx" % pages, lambda path: self._with_pages(pages, path, make))

    def pdf(self, pages, maker):
        """A contract of so many pages, by "LibreOffice" or "Chromium", with colour profiles of its own on every page."""
        def office(source, folder):
            made = self._office(self._writer(source, folder), "pdf", folder)
            return made, made

        def chromium(source, folder):
            made = folder / "contract.pdf"
            subprocess.run([tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=%s" % (self.work / "chromium").resolve(),
                            "--print-to-pdf=%s" % made.resolve(), source.resolve().as_uri()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
            if not made.exists():
                raise Missing("Chromium made no PDF")
            return made, made

        def make(path):
            plain = self._made("plain-%d-pages-%s.pdf" % (pages, maker), lambda p: self._with_pages(pages, p, office if maker == "LibreOffice" else chromium))
            colour_profiles.embed(plain, path)
        return self._made("colours-%d-pages-%s.pdf" % (pages, maker), make)


def pages_of(pdf):
    told = subprocess.run([tool("pdfinfo"), str(pdf)], stdout=subprocess.PIPE, check=True).stdout.decode()
    return int(re.search(r"^Pages:\s+(\d+)", told, re.M).group(1))
