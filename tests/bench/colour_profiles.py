"""ICC colour profiles on every page of a PDF, four of its own, with the page's text painted in them, as printers' and scanners' software and many word processors
write them. A reader of words has no use for the colours; one that works them out (pdftotext) turns round the tone curves of each profile: 3.3 ms each, and with four
a page about the 14 ms a page that real PDFs of that kind were measured to take (../shared/design/performance.md).

The profile is made here: sRGB as the IEC defines it, with the usual 1,024 points of its tone curve (those of HP and Microsoft, in most files, have as many).
Tested by tests/bench/harness_test.py.
"""
import base64
import itertools
import json
import re
import struct
import subprocess

from measuring import tool

POINTS = 1024
A_PAGE = 4


def tone(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def srgb():
    """An ICC profile, version 2.1: matrix and tone curves. D50-adapted primaries of sRGB."""
    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(x, y, z):
        return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)

    curve = b"curv\0\0\0\0" + struct.pack(">I", POINTS) + b"".join(struct.pack(">H", round(65535 * tone(i / (POINTS - 1)))) for i in range(POINTS))
    name = b"sRGB, made for a benchmark\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * (4 + 4 + 2 + 1 + 67)
    parts = [(b"desc", description), (b"cprt", b"text\0\0\0\0No rights reserved\0"), (b"wtpt", xyz(0.9642, 1, 0.8249)), (b"rXYZ", xyz(0.4361, 0.2225, 0.0139)),
             (b"gXYZ", xyz(0.3851, 0.7169, 0.0971)), (b"bXYZ", xyz(0.1431, 0.0606, 0.7141)), (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    table, body, at = b"", b"", 128 + 4 + 12 * len(parts)
    places = {}
    for tag, data in parts:
        if data not in places:  # the three curves are one
            places[data] = at + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += tag + struct.pack(">II", places[data], len(data))
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ") + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += fixed(0.9642) + fixed(1) + fixed(0.8249)
    head += b"\0" * (128 - len(head))
    return head + struct.pack(">I", len(parts)) + table + body


# Painting in a colour of the device, in what LibreOffice and Chromium write: "0 0 0 rg", "0 g".
PAINT = re.compile(rb"(?<![\w.])(?:([\d.]+) ([\d.]+) ([\d.]+) rg|([\d.]+) g)(?=\s)")


def in_profiles(content, names):
    """A page's drawing with its colours said in the profiles, in turn. All are named at its begin, in case it paints but once."""
    turn = itertools.cycle(names)

    def said(m):
        return b"/%s cs %s %s %s sc" % ((next(turn),) + (m.group(1, 2, 3) if m.group(1) else (m.group(4),) * 3))
    return b"".join(b"/%s cs 0 0 0 sc\n" % name for name in names) + PAINT.sub(said, content)


def embed(source, target):
    """Writes `target`: `source` with profiles of its own on each page. By qpdf's JSON, which holds all objects of a file."""
    whole = subprocess.run([tool("qpdf"), "--json=2", "--json-key=qpdf", "--json-key=pages", "--json-stream-data=inline", "--decode-level=generalized", str(source)],
                           stdout=subprocess.PIPE, check=True).stdout
    pdf = json.loads(whole)
    objects = pdf["qpdf"][1]
    profile = srgb()
    free = pdf["qpdf"][0]["maxobjectid"]

    def add(entry):
        nonlocal free
        free += 1
        objects["obj:%d 0 R" % free] = entry
        return "%d 0 R" % free

    def value(thing):
        return objects["obj:" + thing]["value"] if isinstance(thing, str) and re.fullmatch(r"\d+ \d+ R", thing) else thing
    for number, page in enumerate(pdf["pages"]):
        spaces = {}
        for part in range(A_PAGE):
            # The text of each differs, so that no two are the same bytes.
            own = profile.replace(b"No rights reserved\0", b"No rights in %04d%d\0" % (number, part))
            stream = add({"stream": {"data": base64.b64encode(own).decode(), "dict": {"/N": 3, "/Alternate": "/DeviceRGB"}}})
            spaces["/Icc%d-%d" % (number, part)] = add({"value": ["/ICCBased", stream]})
        node = value(page["object"])
        # Resources may be inherited and shared by all pages: each page gets its own copy.
        holder = node
        while "/Resources" not in holder:
            holder = value(holder["/Parent"])
        resources = dict(value(holder["/Resources"]))
        resources["/ColorSpace"] = dict(value(resources.get("/ColorSpace", {})), **spaces)
        node["/Resources"] = resources
        drawing = b"\n".join(base64.b64decode(objects["obj:" + reference]["stream"]["data"]) for reference in page["contents"])
        node["/Contents"] = add({"stream": {"data": base64.b64encode(in_profiles(drawing, [name[1:].encode() for name in spaces])).decode(), "dict": {}}})
    pdf["qpdf"][0]["maxobjectid"] = free
    edited = json.dumps({"version": 2, "parameters": {"decodelevel": "generalized"}, "qpdf": pdf["qpdf"]})
    written = target.with_suffix(".json")
    written.write_text(edited)
    subprocess.run([tool("qpdf"), "--json-input", "--compress-streams=y", str(written), str(target)], check=True)
    written.unlink()
