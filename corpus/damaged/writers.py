"""Writers of PDF, ZIP and OLE2 files that may lie in any field. Used by the cases of make.py.

The compression is our own and simple, so that the bytes are the same with every version of zlib.
"""
import struct
import zlib  # checksums only


# ---- deflate: one block of fixed Huffman codes; runs of one byte are packed, nothing else ----

class _Bits:
    def __init__(self):
        self.out, self.value, self.count = bytearray(), 0, 0

    def put(self, value, count):  # lowest bit first
        self.value |= value << self.count
        self.count += count
        while self.count >= 8:
            self.out.append(self.value & 0xFF)
            self.value >>= 8
            self.count -= 8

    def code(self, code, count):  # Huffman codes: highest bit first
        self.put(int(format(code, f"0{count}b")[::-1], 2), count)

    def symbol(self, s):
        if s < 144:
            self.code(0x30 + s, 8)
        elif s < 256:
            self.code(0x190 + s - 144, 9)
        elif s < 280:
            self.code(s - 256, 7)
        else:
            self.code(0xC0 + s - 280, 8)

    def end(self):
        if self.count:
            self.put(0, 8 - self.count)
        return bytes(self.out)


def deflate(data):
    bits = _Bits()
    bits.put(1, 1)  # the last block
    bits.put(1, 2)  # fixed codes
    at = 0
    while at < len(data):
        run = 0
        while at > 0 and run < 258 and at + run < len(data) and data[at + run] == data[at - 1]:
            run += 1
        if run == 258:
            bits.symbol(285)
            bits.code(0, 5)  # one byte back
            at += 258
        else:
            bits.symbol(data[at])
            at += 1
    bits.symbol(256)
    return bits.end()


def zlib_stream(data, packed=None):
    return b"\x78\x01" + (deflate(data) if packed is None else packed) + struct.pack(">I", zlib.adler32(data))


# ---- ZIP ----

class Entry:
    """An entry as it should be; every keyword is a lie told in its place."""

    def __init__(self, name, data=b"", method=8, **lies):
        self.name = name if isinstance(name, bytes) else name.encode()
        self.data = data if isinstance(data, bytes) else data.encode()
        self.method = method
        self.lies = lies


def zip_file(entries, before=b"", after=b"", comment=b"", **lies):
    out, table, places = bytearray(before), bytearray(), {}
    base = 0 if lies.get("count_before", False) else len(before)
    for e in entries:
        l = e.lies
        packed = l.get("packed_bytes")
        if packed is None:
            packed = deflate(e.data) if e.method == 8 else e.data
        crc = l.get("crc", zlib.crc32(e.data))
        size, unpacked = l.get("packed", len(packed)), l.get("unpacked", len(e.data))
        flags, extra = l.get("flags", 0), l.get("extra", b"")
        local_name = l.get("local_name", e.name)
        header = l.get("header")
        if header is None:
            header = len(out) - base
        elif isinstance(header, str):
            header = places[header]
        places[e.name.decode("latin-1")] = header
        if not l.get("table_only"):
            streamed = flags & 8
            out += struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, flags, e.method, 0, 0x21,
                               0 if streamed else crc, 0 if streamed else size, 0 if streamed else unpacked,
                               len(local_name), 0) + local_name + packed
            if streamed:
                out += struct.pack("<IIII", 0x08074B50, crc, size, unpacked)
        if not l.get("local_only"):
            table += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, flags, e.method, 0, 0x21, crc,
                                 min(size, 0xFFFFFFFF), min(unpacked, 0xFFFFFFFF), len(e.name), len(extra), 0, 0, 0,
                                 l.get("mode", 0), min(header, 0xFFFFFFFF)) + e.name + extra
    begin = len(out) - base
    count = lies.get("count", sum(1 for e in entries if not e.lies.get("local_only")))
    out += table + lies.get("in_between", b"")
    out += struct.pack("<IHHHHIIH", 0x06054B50, lies.get("disk", 0), 0, count, count, lies.get("table_size", len(table)),
                       lies.get("table_at", begin), len(comment)) + comment + after
    return bytes(out)


# ---- DOCX ----

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def words(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def document(body, extra=""):
    return f'{DECLARED}<w:document xmlns:w="{W}" xmlns:r="{R}"{extra}><w:body>{body}</w:body></w:document>'


def relationships(*rows):
    return (f'{DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
            "".join(f'<Relationship Id="{i}" Type="{R}/{t}" Target="{target}"{more}/>' for i, t, target, more in rows) +
            '</Relationships>')


TYPES = (DECLARED + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/>'
         '<Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
PACKAGE = relationships(("rId1", "officeDocument", "word/document.xml", ""))


def docx(body, parts=None, rels=(), types=TYPES, package=PACKAGE, **lies):
    entries = []
    if types is not None:
        entries.append(Entry("[Content_Types].xml", types))
    if package is not None:
        entries.append(Entry("_rels/.rels", package))
    if body is not None:
        entries.append(body if isinstance(body, Entry) else Entry("word/document.xml", body))
    if rels:
        entries.append(Entry("word/_rels/document.xml.rels", relationships(*rels)))
    for name, data in (parts or {}).items():
        entries.append(data if isinstance(data, Entry) else Entry(name, data))
    return zip_file(entries, **lies)


# ---- PDF ----

class Pdf:
    """Objects by number; what is added as a str or bytes stands between "obj" and "endobj" as it is."""

    def __init__(self, version="1.7"):
        self.objects, self.version, self.trailer, self.root = {}, version, "", 1

    def add(self, number, body):
        self.objects[number] = body if isinstance(body, bytes) else body.encode("latin-1")
        return self

    def stream(self, number, data, entries="", length=None):
        data = data if isinstance(data, bytes) else data.encode("latin-1")
        size = len(data) if length is None else length
        return self.add(number, f"<< /Length {size} {entries} >>\nstream\n".encode("latin-1") + data + b"\nendstream")

    def bytes(self, wrong_by=0, xref=True, startxref=None, size=None, tail="%%EOF\n", head=None):
        out = bytearray((head if head is not None else f"%PDF-{self.version}\n%\xe2\xe3\xcf\xd3\n").encode("latin-1"))
        places = {}
        for number in sorted(self.objects):
            places[number] = len(out)
            out += f"{number} 0 obj\n".encode() + self.objects[number] + b"\nendobj\n"
        at = len(out)
        last = max(self.objects)
        if xref:
            out += f"xref\n0 {last + 1}\n0000000000 65535 f \n".encode()
            for number in range(1, last + 1):
                out += (f"{places[number] + wrong_by:010d} 00000 n \n" if number in places else "0000000000 65535 f \n").encode()
            out += f"trailer\n<< /Size {last + 1 if size is None else size} /Root {self.root} 0 R {self.trailer} >>\n".encode()
        out += f"startxref\n{at if startxref is None else startxref}\n{tail}".encode()
        return bytes(out)


def shown(*lines, font="F1", size=12, x=72, y=720):
    """A content stream of lines."""
    out = [f"BT /{font} {size} Tf {x} {y} Td 14 TL"]
    for line in lines:
        escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        out.append(f"({escaped}) Tj T*")
    return "\n".join(out + ["ET"])


def pdf(content=None, pages=1, font="<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", page="", box="[0 0 612 792]",
        catalog="", resources="", stream_entries="", length=None):
    """1 catalog, 2 page tree, 3 font, then page and content in turn from 4 on."""
    p = Pdf()
    numbers = [4 + 2 * i for i in range(pages)]
    p.add(1, f"<< /Type /Catalog /Pages 2 0 R {catalog} >>")
    p.add(2, f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>")
    p.add(3, font)
    for i, n in enumerate(numbers):
        media = f"/MediaBox {box}" if box else ""
        p.add(n, f"<< /Type /Page /Parent 2 0 R {media} /Contents {n + 1} 0 R /Resources << /Font << /F1 3 0 R >> {resources} >> {page} >>")
        text = content if content is not None else shown(
            f"{i + 1}. Fees.", "The Supplier may increase the fees at any time", "by written notice to the Customer.")
        p.stream(n + 1, text, stream_entries, length)
    return p


# ---- OLE2: sectors of 512 bytes, every stream in whole sectors (4096 bytes or more, so no mini stream) ----

def ole2(streams, fat_lie=None, directory_lie=None):
    """streams: {name: bytes}. fat_lie(list of next sectors) and directory_lie(bytearray) may change what is written."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    body, chain, entries = bytearray(), [fat_mark], []

    def add(data):
        first, count = len(chain), max(1, (len(data) + 511) // 512)
        chain.extend(list(range(first + 1, first + count)) + [end])
        body.extend(data.ljust(count * 512, b"\0"))
        return first

    def entry(name, kind, child, right, start, size):
        wide = name.encode("utf-16-le") + b"\0\0"
        return (wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, free, right, child) + b"\0" * 36 +
                struct.pack("<IQ", start, size))

    named = sorted(streams.items(), key=lambda s: (len(s[0]), s[0].upper()))
    for i, (name, data) in enumerate(named):
        data = data.ljust(4096, b"\0")
        right = i + 2 if i + 1 < len(named) else free
        entries.append(entry(name, 2, free, right, add(data), len(data)))
    root = entry("Root Entry", 5, 1 if named else free, free, end, 0)
    directory = bytearray(root + b"".join(entries))
    while len(directory) % 512:
        directory += entry("", 0, free, free, 0, 0)
    if directory_lie:
        directory_lie(directory)
    directory_at = add(bytes(directory))
    if fat_lie:
        fat_lie(chain)
    fat = b"".join(struct.pack("<I", n) for n in chain).ljust(512, b"\xFF")
    header = (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6 +
              struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + b"\xFF" * 432)
    return header + fat + bytes(body)
