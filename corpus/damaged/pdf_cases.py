"""Damaged and hostile PDF files. Used by make.py; what is expected of each stands in expected.tsv."""
import encrypted
from writers import Entry, Pdf, docx, document, pdf, shown, words, zip_file, zlib_stream

OLD = shown("1. Fees.", "The fees stay the same during the term.")
NEW = shown("1. Fees.", "The Supplier may increase the fees at any time", "by written notice to the Customer.")


def replaced(data, old, new):
    assert old in data, old
    return data.replace(old, new)


def unicode_map(*pairs):
    rows = "\n".join(f"<{a}> <{b}>" for a, b in pairs)
    return ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{len(pairs)} beginbfchar\n{rows}\nendbfchar endcmap end end")


def with_update(first, number, text):
    """An incremental update that replaces the content stream `number`."""
    base = first.bytes()
    old = base.rindex(b"startxref\n") + 10
    old = int(base[old:base.index(b"\n", old)])
    body = f"{number} 0 obj\n<< /Length {len(text)} >>\nstream\n{text}\nendstream\nendobj\n".encode()
    at = len(base) + len(body)
    size = max(first.objects) + 1
    return (base + body + f"xref\n{number} 1\n{len(base):010d} 00000 n \ntrailer\n<< /Size {size} /Root 1 0 R /Prev {old} >>\n"
            f"startxref\n{at}\n%%EOF\n".encode())


def xref_stream(p, rows, entries=""):
    """The PDF with a cross-reference stream in the place of its table. rows(places, own place) gives (type, field, field)."""
    data = p.bytes(xref=False)
    cut = data.rindex(b"startxref")
    data = data[:cut]
    places = {n: data.index(f"{n} 0 obj".encode()) for n in p.objects}
    table = b"".join(bytes([t]) + a.to_bytes(4, "big") + b.to_bytes(2, "big") for t, a, b in rows(places, len(data)))
    number = max(p.objects) + 1
    size = len(table) // 7
    return (data + f"{number} 0 obj\n<< /Type /XRef /Size {size} /W [1 4 2] /Root 1 0 R /Length {len(table)} {entries} >>\nstream\n".encode() +
            table + f"\nendstream\nendobj\nstartxref\n{len(data)}\n%%EOF\n".encode())


def object_stream_loop():
    p = pdf()
    inner = b"3 0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    del p.objects[3]
    p.stream(6, inner, "/Type /ObjStm /N 1 /First 4 /Extends 6 0 R")

    def rows(places, own):
        out = [(0, 0, 65535)]
        for n in range(1, 7):
            out.append((2, 6, 0) if n == 3 else (1, places[n], 0))
        return out + [(1, own, 0)]
    return xref_stream(p, rows)


def object_stream_in_itself():
    p = pdf()
    del p.objects[2]

    def rows(places, own):
        return [(0, 0, 65535), (1, places[1], 0), (2, 2, 0)] + [(1, places[n], 0) for n in (3, 4, 5)] + [(1, own, 0)]
    return xref_stream(p, rows)


def deep_page_tree(depth):
    p = pdf()
    p.add(2, "<< /Type /Pages /Count 1 /Kids [10 0 R] >>")
    for i in range(depth):
        p.add(10 + i, f"<< /Type /Pages /Count 1 /Parent {9 + i if i else 2} 0 R /Kids [{11 + i if i + 1 < depth else 4} 0 R] >>")
    return p.bytes()


def cases():
    out = {}

    def add(name, data):
        assert name not in out
        out["pdf/" + name + ".pdf"] = data.bytes() if isinstance(data, Pdf) else data

    two = pdf(pages=2).bytes()
    add("good", two)
    # ---- cut off on the way ----
    for part in (1, 10, 25, 50, 75, 90, 99):
        add(f"cut-{part:02d}-percent", two[:max(8, len(two) * part // 100)])
    add("cut-in-the-middle", two[:len(two) // 3] + two[len(two) * 2 // 3:])
    add("zeros-in-the-middle", two[:300] + b"\0" * 300 + two[600:])
    add("first-page-lost", replaced(two, b"4 0 obj", b"4 0 xxx"))
    add("line-ends-converted", two.replace(b"\n", b"\r\n"))
    add("only-the-head", b"%PDF-1.7\n")
    add("head-and-garbage", b"%PDF-1.7\n" + bytes(i * 2654435761 >> 13 & 0xFF for i in range(20000)))
    add("all-zeros", b"%PDF-1.7\n" + b"\0" * 10000)
    # ---- cross-references ----
    good = pdf()
    add("no-startxref", replaced(good.bytes(), b"startxref", b"nostarted"))
    add("no-xref", good.bytes(xref=False))
    for name, value in (("zero", 0), ("negative", -5), ("past-the-end", 10 ** 6), ("huge", 10 ** 30), ("in-a-stream", 300)):
        add("startxref-" + name, good.bytes(startxref=value))
    add("xref-off-by-9", good.bytes(wrong_by=9))
    add("xref-size-huge", good.bytes(size=2 ** 31 - 1))
    add("xref-size-negative", good.bytes(size=-1))
    data = good.bytes()
    at = data.rindex(b"xref\n0")
    good.trailer = f"/Prev {at}"
    add("xref-loop", good.bytes())
    good.trailer = "/Prev 99999999999999999999"
    add("xref-prev-huge", good.bytes())
    good.trailer = f"/XRefStm {at}"
    add("xref-stream-is-a-table", good.bytes())
    good.trailer = ""
    add("xref-stream-of-itself", xref_stream(pdf(), lambda places, own: [(0, 0, 0)] + [(2, 6, n) for n in range(1, 6)] + [(2, 6, 5)]))
    add("object-stream-loop", object_stream_loop())
    add("object-stream-in-itself", object_stream_in_itself())
    add("root-missing", replaced(data, b"/Root 1 0 R", b"/Root 9 0 R"))
    add("root-is-a-page", replaced(data, b"/Root 1 0 R", b"/Root 4 0 R"))
    add("object-twice", data[:at] + b"5 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n" + data[at:])
    add("object-number-huge", replaced(data, b"5 0 obj", b"2147483647 0 obj"))
    # ---- the tree of pages ----
    p = pdf()
    add("page-tree-loop", p.add(2, "<< /Type /Pages /Count 2 /Kids [4 0 R 2 0 R] >>"))
    add("page-tree-parent-loop", pdf().add(2, "<< /Type /Pages /Count 1 /Kids [4 0 R] /Parent 2 0 R >>"))
    add("page-twice", pdf().add(2, "<< /Type /Pages /Count 2 /Kids [4 0 R 4 0 R] >>"))
    add("page-tree-300-deep", deep_page_tree(300))
    add("page-count-too-large", pdf().add(2, "<< /Type /Pages /Count 999999999 /Kids [4 0 R] >>"))
    add("page-count-too-small", pdf(pages=3).add(2, "<< /Type /Pages /Count 1 /Kids [4 0 R 6 0 R 8 0 R] >>"))
    add("page-count-negative", pdf().add(2, "<< /Type /Pages /Count -1 /Kids [4 0 R] >>"))
    add("page-missing", pdf(pages=2).add(2, "<< /Type /Pages /Count 3 /Kids [4 0 R 99 0 R 6 0 R] >>"))
    add("pages-are-no-list", pdf().add(2, "<< /Type /Pages /Count 1 /Kids 4 0 R >>"))
    add("no-pages", pdf().add(2, "<< /Type /Pages /Count 0 /Kids [] >>"))
    add("page-is-a-number", pdf().add(4, "42"))
    # ---- streams and their filters ----
    for name, value in (("short", 10), ("long", 10 ** 5), ("negative", -7), ("huge", 2 ** 63)):
        add("length-" + name, pdf(length=value))
    p = pdf()
    p.add(5, p.objects[5].replace(b"/Length " + str(len(NEW)).encode(), b"/Length 5 0 R"))
    add("length-of-itself", p)
    add("no-endstream", replaced(pdf().bytes(), b"\nendstream", b"\n"))
    add("flate-good", pdf(zlib_stream(NEW.encode()), stream_entries="/Filter /FlateDecode"))
    add("flate-garbage", pdf(bytes(i * 2654435761 >> 11 & 0xFF for i in range(400)), stream_entries="/Filter /FlateDecode"))
    packed = zlib_stream(NEW.encode())
    add("flate-cut", pdf(packed[:len(packed) // 2], stream_entries="/Filter /FlateDecode"))
    add("flate-wrong-checksum", pdf(packed[:-4] + b"\0\0\0\0", stream_entries="/Filter /FlateDecode"))
    add("flate-of-one-page-of-two", (lambda p: p.stream(7, b"\x00\x01\x02garbage", "/Filter /FlateDecode"))(pdf(pages=2)))
    add("filter-unknown", pdf(stream_entries="/Filter /PaperDecode"))
    add("filter-is-a-number", pdf(stream_entries="/Filter 17"))
    add("filters-chained", pdf(zlib_stream(NEW.encode()).hex() + ">", stream_entries="/Filter [/ASCIIHexDecode /FlateDecode]"))
    add("filters-2000", pdf(NEW.encode().hex() + ">", stream_entries="/Filter [" + "/ASCIIHexDecode " * 2000 + "]"))
    add("filter-lzw-garbage", pdf(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 9, stream_entries="/Filter /LZWDecode"))
    add("filter-run-length-cut", pdf(b"\x7fBT /F1 12 Tf", stream_entries="/Filter /RunLengthDecode"))
    add("filter-85-garbage", pdf("<~zzzz~\x7f!!!!uuuuuu~>", stream_entries="/Filter /ASCII85Decode"))
    add("predictor-insane", pdf(packed, stream_entries="/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 99999 /BitsPerComponent 32 >>"))
    add("filter-jbig2", pdf(b"\x97JB2\r\n\x1a\n\xff\xff\xff\xff", stream_entries="/Filter /JBIG2Decode"))
    add("filter-jpx", pdf(b"\x00\x00\x00\x0cjP  \r\n\x87\n\xff\xff", stream_entries="/Filter /JPXDecode"))
    add("filter-dct", pdf(b"\xff\xd8\xff\xe0\x00\x10JFIF\xff\xd9", stream_entries="/Filter /DCTDecode"))
    # ---- fonts ----
    add("font-missing", pdf(font="null"))
    add("font-not-a-font", pdf(font="<< /Type /Page >>"))
    add("font-size-0", pdf(shown("The Supplier may increase the fees", size=0)))
    add("font-size-huge", pdf(shown("The Supplier may increase the fees", size=10 ** 9)))
    add("font-program-garbage", pdf(font="<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 33 /Widths [500 500] /FontDescriptor 6 0 R >>")
        .add(6, "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>").stream(7, bytes(range(256)) * 4))
    no_letters = ("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X "
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>] {} >>")
    glyphs = "BT /F1 12 Tf 72 720 Td <" + "".join(f"{i % 60 + 3:04X}" for i in range(300)) + "> Tj ET"
    add("font-without-letters", pdf(glyphs, font=no_letters.format("")))
    add("font-map-garbage", pdf(glyphs, font=no_letters.format("/ToUnicode 6 0 R")).stream(6, bytes(range(256))))
    add("font-map-of-itself", pdf(glyphs, font=no_letters.format("/ToUnicode 3 0 R")))
    add("font-map-lies", pdf(font="<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>")
        .stream(6, unicode_map(*[(f"{c:02X}", "FFFD") for c in range(0x41, 0x7B)])))
    add("font-map-to-surrogates", pdf(font="<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>")
        .stream(6, unicode_map(("65", "D800"), ("61", "DC00"), ("69", "0000"))))
    add("font-names-unknown", pdf(font="<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Type /Encoding /Differences [97 " +
                                  " ".join(f"/q{i}z" for i in range(26)) + "] >> >>"))
    add("font-type3-of-itself", pdf(font="<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 5 0 R >> "
                                    "/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1] /Resources << /Font << /F1 3 0 R >> >> >>"))
    add("font-widths-insane", pdf(font="<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 2147483647 /Widths [1e308 -1e308] >>"))
    # ---- geometry ----
    for name, box in (("negative", "[0 0 -612 -792]"), ("turned-round", "[612 792 0 0]"), ("empty", "[0 0 0 0]"), ("huge", "[0 0 1e30 1e30]"),
                      ("far-away", "[1000000 1000000 1000612 1000792]"), ("of-words", "[/a /b /c /d]"), ("short", "[0 0]")):
        add("box-" + name, pdf(box=box))
    add("box-missing", pdf(box=""))
    add("place-1e308", pdf("BT /F1 12 Tf 1e308 1e308 Td (The Supplier may increase the fees) Tj ET"))
    add("matrix-overflow", pdf("BT /F1 12 Tf 1e300 0 0 1e300 1e300 1e300 Tm 1e300 0 0 1e300 0 0 Tm (The Supplier may increase the fees) Tj ET"))
    add("matrix-nan", pdf("q 1e200 0 0 1e200 0 0 cm 1e200 0 0 1e200 0 0 cm 0 0 0 0 0 0 cm BT /F1 12 Tf 1 0 0 1 72 720 Tm (The Supplier may increase the fees) Tj ET Q"))
    add("matrix-zero", pdf("BT /F1 12 Tf 0 0 0 0 72 720 Tm (The Supplier may increase the fees) Tj ET"))
    add("user-unit-huge", pdf(page="/UserUnit 1e30"))
    add("rotated-by-45", pdf(page="/Rotate 45"))
    add("rotated-by-huge", pdf(page="/Rotate 2147483647"))
    add("spacing-insane", pdf("BT /F1 12 Tf 1e30 Tc -1e30 Tw 1e10 Tz 72 720 Td (The Supplier may increase the fees) Tj ET"))
    # ---- what the page shows, and what it does not ----
    add("hidden-mode-3", pdf(NEW + "\nBT /F1 12 Tf 3 Tr 72 500 Td (The Customer waives all claims forever) Tj ET"))
    add("outside-the-page", pdf(NEW + "\nBT /F1 12 Tf 72 5000 Td (The Customer waives all claims forever) Tj ET"))
    add("white-on-white", pdf(NEW + "\nBT 1 g /F1 12 Tf 72 500 Td (The Customer waives all claims forever) Tj ET"))
    add("layer-off", pdf(NEW + "\n/OC /L BDC BT /F1 12 Tf 72 500 Td (The Customer waives all claims forever) Tj ET EMC", resources="/Properties << /L 6 0 R >>",
                         catalog="/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>").add(6, "<< /Type /OCG /Name (Hidden) >>"))
    add("update-swaps-text", with_update(pdf(OLD), 5, NEW))
    add("empty-page", pdf(""))
    add("only-lines", pdf("72 72 m 500 700 l S"))
    add("only-a-picture", pdf("q 600 0 0 780 0 0 cm /I Do Q", resources="/XObject << /I 6 0 R >>")
        .stream(6, b"\xF0\x0F" * 8, "/Type /XObject /Subtype /Image /Width 16 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray"))
    add("second-page-empty", (lambda p: p.stream(7, ""))(pdf(pages=2)))
    add("contents-missing", replaced(pdf().bytes(), b"/Contents 5 0 R", b"/Contents 8 0 R"))
    add("operators-garbage", pdf("BT /F1 12 Tf 72 720 Td ((((( Tj ] ] >> << BI ID \xff\xfe EI Tj [ ( TJ ET"))
    add("string-without-end", pdf("BT /F1 12 Tf 72 720 Td (The Supplier may increase the fees Tj ET"))
    add("inline-picture-without-end", pdf(NEW + " BI /W 10 /H 10 /BPC 8 /CS /G ID " + "x" * 50))
    add("unbalanced-q", pdf("q " * 20000 + NEW))
    add("unbalanced-Q", pdf("Q " * 20000 + NEW))
    add("arrays-20000-deep", pdf(NEW + "[" * 20000))
    add("dictionaries-20000-deep", pdf().add(6, "<< /A " * 20000))
    add("form-in-itself", pdf(NEW + " /X Do", resources="/XObject << /X 6 0 R >>")
        .stream(6, "/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X 6 0 R >> >>"))
    p = pdf(NEW + " /X0 Do", resources="/XObject << /X0 10 0 R >>")
    for i in range(30):  # each draws the next ten times: 10^30 times the last
        p.stream(10 + i, f"/X{i + 1} Do " * 10, f"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X{i + 1} {11 + i} 0 R >> >>")
    p.stream(40, "BT ET", "/Type /XObject /Subtype /Form /BBox [0 0 612 792]")
    add("forms-10-to-the-30", p)
    add("content-300-times", pdf().add(4, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [" + "5 0 R " * 300 +
                                        "] /Resources << /Font << /F1 3 0 R >> >> >>"))
    add("pattern-in-itself", pdf(NEW + " /Pattern cs /P scn 0 0 600 700 re f", resources="/Pattern << /P 6 0 R >>")
        .stream(6, "/Pattern cs /P scn 0 0 9 9 re f", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0 /YStep 0 /Resources << /Pattern << /P 6 0 R >> >>"))
    # ---- what it would do in a viewer ----
    add("javascript", pdf(catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (while\\(1\\);) >>] >> >>"))
    add("launch", pdf(catalog="/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>"))
    add("submit-form", pdf(catalog="/OpenAction << /S /SubmitForm /F << /FS /URL /F (http://127.0.0.1:9/) >> >>"))
    add("goto-remote", pdf(page="/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /GoToR /F (\\\\\\\\127.0.0.1\\\\share\\\\x.pdf) /D [0 /Fit] >> >>]"))
    add("content-in-another-file", pdf().stream(5, NEW, "/F (/etc/passwd) /FFilter /ASCIIHexDecode"))
    add("attached-file", pdf(catalog="/Names << /EmbeddedFiles << /Names [(annex.txt) << /Type /Filespec /F (annex.txt) /EF << /F 6 0 R >> >>] >> >>")
        .stream(6, "The Customer waives all claims.", "/Type /EmbeddedFile"))
    add("names-loop", pdf(catalog="/Names << /EmbeddedFiles 6 0 R >>").add(6, "<< /Kids [6 0 R 6 0 R] >>"))
    add("words-that-say-to-be-others", pdf("/Span << /ActualText (The fees stay as they are for the whole term.) >> BDC " + NEW + " EMC"))
    add("bookmarks-loop", pdf(catalog="/Outlines 6 0 R").add(6, "<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>")
        .add(7, "<< /Title (Fees) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [4 0 R /Fit] >>"))
    add("annotations-loop", pdf(page="/Annots [6 0 R 6 0 R]").add(6, "<< /Type /Annot /Subtype /Popup /Rect [0 0 9 9] /Parent 6 0 R /Popup 6 0 R /AP << /N 7 0 R >> >>")
        .stream(7, "/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 7 0 R >> >>"))
    add("fields-loop", pdf(catalog="/AcroForm << /Fields [6 0 R] >>", page="/Annots [6 0 R]")
        .add(6, "<< /FT /Tx /T (a) /V (b) /Kids [6 0 R] /Parent 6 0 R /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>"))
    add("dynamic-form", pdf(catalog="/AcroForm << /Fields [] /XFA 6 0 R >>").stream(6, "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template>The Customer waives</template></xdp:xdp>"))
    add("structure-loop", pdf(catalog="/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R").add(6, "<< /Type /StructTreeRoot /K 7 0 R >>")
        .add(7, "<< /Type /StructElem /S /P /P 7 0 R /K [7 0 R 6 0 R] >>"))
    # ---- two formats in one ----
    archive = zip_file([Entry("contract.txt", "The Customer waives all claims.")])
    add("polyglot-zip-behind", pdf().bytes() + archive)
    add("polyglot-html-before", replaced(pdf().bytes(), b"%PDF-1.7", b"<html><p>The fees stay the same.</p><!--\n%PDF-1.7") + b"-->")
    add("polyglot-docx-before", docx(document(words("The fees stay the same."))) + pdf().bytes())
    add("garbage-before-900", b"x" * 900 + pdf().bytes())
    add("garbage-before-2000", b"x" * 2000 + pdf().bytes())
    add("mail-banner-before", b"-- checked by a gateway --\r\n\r\n" + pdf().bytes())
    add("two-behind-each-other", pdf(OLD).bytes() + pdf(NEW).bytes())
    # ---- encrypted ----
    add("locked-rc4-40", encrypted.RC4_40)
    add("locked-rc4-128", encrypted.RC4_128)
    add("locked-aes-128", encrypted.AES_128)
    add("locked-aes-256", encrypted.AES_256)
    add("locked-for-the-owner-only", encrypted.OWNER_ONLY)
    p = pdf()
    p.trailer = "/Encrypt 6 0 R /ID [<00> <00>]"
    add("locked-garbage", p.add(6, "<< /Filter /Standard /V 5 /R 6 /Length 256 /O () /U () /P -1 >>"))
    p = pdf()
    p.trailer = "/Encrypt << /Filter /Rights.Management /V 4 >> /ID [<00> <00>]"
    add("locked-by-rights-management", p)
    p = pdf()
    p.trailer = "/Encrypt 6 0 R"
    add("locked-loop", p.add(6, "6 0 R"))
    return out


def bombs():
    """Small files that unpack, or lead, to something large; and large ones."""
    out = {}
    inner = zlib_stream(b" " * (1 << 20))
    many = Pdf()
    many.objects = dict(pdf().objects)
    many.add(4, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [" + "6 0 R " * 2000 + "5 0 R] /Resources << /Font << /F1 3 0 R >> >> >>")
    many.stream(6, inner, "/Filter /FlateDecode")
    out["bombs/content-2-gb.pdf"] = many.bytes()
    p = pdf()
    p.add(4, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [" + "5 0 R " * 60000 + "] /Resources << /Font << /F1 3 0 R >> >> >>")
    out["bombs/content-60000-times.pdf"] = p.bytes()
    p = pdf()
    p.add(2, "<< /Type /Pages /Count 200000 /Kids [" + "4 0 R " * 200000 + "] >>")
    out["bombs/pages-200000.pdf"] = p.bytes()
    out["bombs/page-tree-20000-deep.pdf"] = deep_page_tree(20000)
    p = pdf(font="<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>")
    rows = "\n".join("<00> <FF> <" + "0041" * 500 + ">" for _ in range(100))
    p.stream(6, "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 100 beginbfrange\n" + rows + "\nendbfrange endcmap")
    out["bombs/font-map-expands.pdf"] = p.bytes()
    p = pdf()
    p.stream(6, zlib_stream(b"7 0 " + b"[" * (1 << 20)), "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    out["bombs/object-stream-deep.pdf"] = p.bytes()
    return out
