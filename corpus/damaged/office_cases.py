"""Damaged and hostile DOCX files, and the other office and mail formats. Used by make.py; what is expected of each stands in expected.tsv."""
import struct
import zlib

from writers import (DECLARED, PACKAGE, R, TYPES, W, Entry, deflate, document, docx, ole2, pdf, relationships, words, zip_file)

SAFE = "The fees stay the same during the term."
RISK = "The Supplier may increase the fees at any time by written notice to the Customer."
GOOD = document(words("1. Fees.") + words(RISK))


def raw(body, name="word/document.xml", **lies):
    return docx(Entry(name, body, **lies))


def cases():
    out = {}

    def add(name, data):
        assert "docx/" + name + ".docx" not in out
        out["docx/" + name + ".docx"] = data

    good = docx(GOOD)
    add("good", good)
    for part in (5, 25, 50, 75, 98):
        add(f"cut-{part:02d}-percent", good[:len(good) * part // 100])
    add("cut-in-the-middle", good[:300] + good[500:])
    add("zeros-in-the-middle", good[:700] + b"\0" * 60 + good[760:])
    add("begins-with-a-banner", docx(GOOD, before=b"-- checked by a gateway --\r\n"))
    add("begins-with-a-banner-counted", docx(GOOD, before=b"-- checked by a gateway --\r\n", count_before=True))
    add("ends-with-garbage", docx(GOOD, after=b"x" * 500))
    add("comment-with-an-end", docx(GOOD, comment=b"PK\5\6" + b"\0" * 18))
    # ---- parts ----
    add("no-document", docx(None))
    add("no-content-types", docx(GOOD, types=None))
    add("no-relationships", docx(GOOD, package=None))
    add("empty-document", docx(""))
    add("document-is-text", docx("The Supplier may increase the fees."))
    add("document-is-html", docx("<html><body><p>The Supplier</p><br></body></html>"))
    add("document-is-a-picture", docx(b"\x89PNG\r\n\x1a\n" + b"\0" * 100))
    add("document-cut", docx(GOOD[:len(GOOD) * 3 // 4]))
    add("document-ends-in-a-tag", docx(GOOD[:GOOD.index("may increase")] + "<w:t"))
    add("document-is-a-folder", docx(Entry("word/document.xml/", "", method=0)))
    add("no-paragraph", docx(document("")))
    add("types-cut", docx(GOOD, types=TYPES[:len(TYPES) // 2]))
    add("types-of-a-sheet", docx(GOOD, types=TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")))
    add("types-empty", docx(GOOD, types=""))
    add("package-leads-outside", docx(GOOD, package=relationships(("rId1", "officeDocument", "../../../etc/passwd", ""))))
    add("package-leads-to-the-web", docx(GOOD, package=relationships(("rId1", "officeDocument", "http://127.0.0.1:9/x.xml", ' TargetMode="External"'))))
    add("package-leads-to-itself", docx(GOOD, package=relationships(("rId1", "officeDocument", "_rels/.rels", ""))))
    add("package-leads-to-another-document", docx(document(words(SAFE)), {"word/other.xml": GOOD},
                                                  package=relationships(("rId1", "officeDocument", "word/other.xml", ""))))
    add("relationships-cut", docx(GOOD, {"word/_rels/document.xml.rels": DECLARED + "<Relationships"}))
    add("header-is-the-document", docx(document(words(RISK) + '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>'),
                                       rels=[("rId9", "header", "document.xml", "")]))
    add("template-on-the-web", docx(GOOD, rels=[("rId9", "attachedTemplate", "http://127.0.0.1:9/t.dotm", ' TargetMode="External"')]))
    add("styles-cut", docx(GOOD, {"word/styles.xml": f'{DECLARED}<w:styles xmlns:w="{W}"><w:style'}))
    def clause(style, words):
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
    add("clauses-in-heading-style", docx(document(clause("Heading1", "Fees") + clause("Heading2", "1.1 " + RISK) + clause("Heading2", "1.2 The agreement renews automatically for a further year unless terminated six months before its end.")), {
        "word/styles.xml": f'{DECLARED}<w:styles xmlns:w="{W}">' + "".join(
            f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>' for n in (1, 2))
        + "</w:styles>"}))
    add("style-based-on-itself", docx(document('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>' + RISK + "</w:t></w:r></w:p>"), {
        "word/styles.xml": f'{DECLARED}<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
                           f'<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'}))
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>' + RISK + "</w:t></w:r></w:p>"

    def numbering(inside):
        return {"word/numbering.xml": f'{DECLARED}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{inside}</w:abstractNum>'
                                      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'}
    add("numbering-of-itself", docx(document(numbered.format(0)), numbering('<w:numStyleLink w:val="S"/><w:styleLink w:val="S"/>')))
    add("numbering-level-999", docx(document(numbered.format(999)), numbering('<w:lvl w:ilvl="999"><w:start w:val="1"/></w:lvl>')))
    add("numbering-starts-at-2-billion", docx(document(numbered.format(0) * 2),
                                              numbering('<w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl>')))
    add("numbering-text-of-holes", docx(document(numbered.format(0)),
                                        numbering('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%%1%0%9%%"/></w:lvl>')))
    add("numbering-missing", docx(document(numbered.format(0))))
    add("footnote-in-itself", docx(document("<w:p><w:r><w:t>" + RISK + '</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'), {
        "word/footnotes.xml": f'{DECLARED}<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>Indexed.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote></w:footnotes>'}))
    add("comment-without-end", docx(document('<w:commentRangeStart w:id="7"/>' + words(RISK)), {
        "word/comments.xml": f'{DECLARED}<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="A"><w:p/></w:comment></w:comments>'}))
    add("other-document-inside", docx(document(words(SAFE) + '<w:altChunk r:id="rId9"/>'), {"word/part.html": "<p>" + RISK + "</p>"},
                                      rels=[("rId9", "aFChunk", "part.html", "")]))
    add("sub-document", docx(document(words(SAFE) + '<w:subDoc r:id="rId9"/>'), rels=[("rId9", "subDocument", "annex.docx", ' TargetMode="External"')]))
    add("object-inside", docx(document(words(SAFE) + '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rId9"/></w:object></w:r></w:p>'),
                              {"word/embeddings/oleObject1.bin": ole2({"Package": b"x"})}, rels=[("rId9", "oleObject", "embeddings/oleObject1.bin", "")]))
    # ---- XML ----
    doctype = '<?xml version="1.0"?><!DOCTYPE w:document [{}]>' + document("<w:p><w:r><w:t>{}</w:t></w:r></w:p>").replace(DECLARED, "")
    add("external-entity", docx(doctype.format('<!ENTITY x SYSTEM "file:///etc/passwd">', "&amp;&x;").replace("&amp;", "")))
    add("external-dtd", docx('<?xml version="1.0"?><!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">' + document(words(RISK)).replace(DECLARED, "")))
    laughs = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    add("billion-laughs", docx(doctype.format('<!ENTITY l0 "ha">' + laughs, "&l9;")))
    add("quadratic-entities", docx(doctype.format(f'<!ENTITY a "{"a" * 20000}">', "&a;" * 5000)))
    add("parameter-entities", docx(doctype.format('<!ENTITY % p "<!ENTITY q \'x\'>"> %p;', "&q;")))
    add("entity-of-itself", docx(doctype.format('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;")))
    add("entity-unknown", docx(document(words("The Supplier&nbsp;may increase the fees."))))
    add("entities-in-the-types", docx(GOOD, types='<!DOCTYPE x [<!ENTITY a "b">]>' + TYPES.replace(DECLARED, "")))
    add("entities-in-the-relationships", docx(GOOD, package='<!DOCTYPE x [<!ENTITY a "word/document.xml">]>' + PACKAGE.replace(DECLARED, "")))
    add("utf16", docx(b"\xff\xfe" + GOOD.replace("UTF-8", "UTF-16").encode("utf-16-le")))
    add("utf16-said-not-done", docx(GOOD.replace("UTF-8", "UTF-16")))
    add("utf8-said-utf16-done", docx(b"\xfe\xff" + GOOD.encode("utf-16-be")))
    add("encoding-unknown", docx(GOOD.replace("UTF-8", "x-paper-tape")))
    add("encoding-windows-1252", docx(document(words("Résiliation à l’initiative du Client")).replace("UTF-8", "windows-1252").encode("cp1252")))
    add("encoding-latin-1", docx(document(words("Résiliation par le Client")).replace("UTF-8", "ISO-8859-1").encode("latin-1")))
    add("invalid-utf8", docx(GOOD.encode().replace(b"Supplier", b"Suppl\xc3\xb0\xffer")))
    add("overlong-utf8", docx(GOOD.encode().replace(b"Supplier", b"Suppl\xc1\xa9er")))
    add("nul-in-xml", docx(GOOD.encode().replace(b"Supplier", b"Supp\0lier")))
    add("reference-to-nul", docx(document(words("The Supp&#0;lier may"))))
    add("reference-to-surrogate", docx(document(words("The Supp&#xD800;lier may"))))
    add("prefix-without-namespace", docx(document("<x:y/>" + words(RISK))))
    add("namespace-unknown", docx(GOOD.replace(W, "http://example.com/paper")))
    add("namespace-strict", docx(GOOD.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")))
    add("tags-crossed", docx(document("<w:p><w:r><w:t>The Supplier</w:r></w:t></w:p>")))
    add("two-roots", docx(GOOD + GOOD.replace(DECLARED, "")))
    add("attribute-twice", docx(document('<w:p w:a="1" w:a="2"/>' + words(RISK))))
    add("attributes-3000", docx(document("<w:p " + " ".join(f'w:a{i}="1"' for i in range(3000)) + "/>" + words(RISK))))
    add("attribute-of-200-kb", docx(document('<w:p w:a="' + "x" * 200000 + '"/>' + words(RISK))))
    add("instruction-and-comments", docx(document("<?php system('id') ?><!-- x -->" + words(RISK))))
    add("cdata", docx(document("<w:p><w:r><w:t><![CDATA[" + RISK + "]]></w:t></w:r></w:p>")))
    add("tables-60-deep", docx(document("<w:tbl><w:tr><w:tc>" * 60 + words(RISK) + "</w:tc></w:tr></w:tbl>" * 60)))
    add("tables-300-deep", docx(document("<w:tbl><w:tr><w:tc>" * 300 + words(RISK) + "</w:tc></w:tr></w:tbl>" * 300)))
    add("paragraph-in-paragraph", docx(document("<w:p>" * 50 + "<w:r><w:t>" + RISK + "</w:t></w:r>" + "</w:p>" * 50)))
    add("table-without-rows", docx(document("<w:tbl/><w:tbl><w:tr/></w:tbl>" + words(RISK))))
    add("cell-spans-2-billion", docx(document('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/><w:vMerge/></w:tcPr>' + words(RISK) + "</w:tc></w:tr></w:tbl>")))
    add("hidden-words", docx(document(words(SAFE) + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>The Customer waives all claims forever.</w:t></w:r></w:p>")))
    add("deleted-words", docx(document(words(SAFE) + '<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>The Customer waives all claims forever.</w:delText></w:r></w:del></w:p>')))
    add("field-without-end", docx(document('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>' + words(RISK))))
    add("fields-3000-deep", docx(document('<w:p>' + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 3000 + "</w:p>" + words(RISK))))
    # ---- ZIP ----
    add("wrong-checksum", raw(GOOD, crc=12345))
    add("wrong-checksum-stored", raw(GOOD, method=0, crc=12345))
    add("said-smaller", raw(GOOD, unpacked=100))
    add("said-larger", raw(GOOD, unpacked=10 ** 9))
    add("packed-past-the-end", raw(GOOD, packed=10 ** 8))
    add("packed-cut", raw(GOOD, packed=len(deflate(GOOD.encode())) // 2))
    add("packed-garbage", raw(GOOD, packed_bytes=bytes(i * 2654435761 >> 9 & 0xFF for i in range(300))))
    add("header-elsewhere", raw(GOOD, header=7))
    add("header-past-the-end", raw(GOOD, header=10 ** 8))
    add("entries-overlap", docx(GOOD, {"word/styles.xml": Entry("word/styles.xml", GOOD, header="word/document.xml", table_only=True)}))
    add("streamed", raw(GOOD, flags=8))
    add("locked-entry", raw(GOOD, flags=1))
    add("method-99", raw(GOOD, packed_bytes=b"\0" * 20, method=99))
    add("method-12", raw(GOOD, packed_bytes=b"BZh9", method=12))
    add("zip64-honest", raw(GOOD, packed=0xFFFFFFFF, unpacked=0xFFFFFFFF,
                            extra=struct.pack("<HHQQ", 1, 16, len(GOOD), len(deflate(GOOD.encode())))))
    add("zip64-lies", raw(GOOD, packed=0xFFFFFFFF, unpacked=0xFFFFFFFF, extra=struct.pack("<HHQQ", 1, 16, 2 ** 63, 2 ** 64 - 1)))
    add("zip64-missing", raw(GOOD, packed=0xFFFFFFFF, unpacked=0xFFFFFFFF))
    add("extra-field-cut", raw(GOOD, extra=b"\x01\x00\xff\xff\x00"))
    add("count-too-large", docx(GOOD, count=60000))
    add("count-4", docx(GOOD, count=4))
    add("count-too-small", docx(GOOD, count=2))
    add("table-too-large", docx(GOOD, table_size=10 ** 8))
    add("table-elsewhere", docx(GOOD, table_at=3))
    add("table-far", docx(GOOD, table_at=10 ** 9))
    add("several-disks", docx(GOOD, disk=3))
    add("document-twice", docx(document(words(SAFE)), {"again": Entry("word/document.xml", GOOD)}))
    add("document-twice-in-case", docx(document(words(SAFE)), {"again": Entry("Word/Document.XML", GOOD)}))
    add("document-twice-in-strokes", docx(document(words(SAFE)), {"again": Entry("word\\document.xml", GOOD)}))
    add("document-unlisted", docx(document(words(SAFE)), {"again": Entry("word/document.xml", GOOD, local_only=True)}))
    add("name-differs-before-the-bytes", raw(GOOD, local_name=b"word/styles.xml"))
    add("name-leads-outside", docx(GOOD, {"../../../../tmp/evil": "x", "/etc/passwd": "x"}))
    add("name-with-nul", docx(GOOD, {"x": Entry(b"word/a\0.xml", "x")}))
    add("name-not-utf8", docx(GOOD, {"x": Entry(b"word/\xff\xfe.xml", "x")}))
    add("name-with-backslashes", docx(Entry("word\\document.xml", GOOD)))
    add("link", docx(GOOD, {"x": Entry("word/styles.xml", "/etc/passwd", mode=0o120777 << 16)}))

    # ---- other formats ----
    def other(name, data):
        out["other/" + name] = data if isinstance(data, bytes) else data.encode()

    office = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0" '
               f'xmlns:table="{office}table:1.0" office:version="1.2"><office:body><office:text>{{}}</office:text></office:body></office:document-content>')
    odt_good = content.format(f"<text:p>{RISK}</text:p>")
    manifest = (f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{office}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
                'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
                "{}</manifest:file-entry></manifest:manifest>")

    def odt(body, coded=""):
        return zip_file([Entry("mimetype", "application/vnd.oasis.opendocument.text", method=0), Entry("content.xml", body),
                         Entry("META-INF/manifest.xml", manifest.format(coded))])
    other("good.odt", odt(odt_good))
    other("cut.odt", odt(odt_good)[:400])
    other("content-cut.odt", odt(odt_good[:300]))
    other("no-content.odt", zip_file([Entry("mimetype", "application/vnd.oasis.opendocument.text", method=0)]))
    other("entities.odt", odt('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + odt_good[odt_good.index("?>") + 2:].replace("fees", "&b;")))
    other("nested.odt", odt(content.format("<text:section>" * 400 + f"<text:p>{RISK}</text:p>" + "</text:section>" * 400)))
    other("spaces-2-billion.odt", odt(content.format(f'<text:p>{RISK}<text:s text:c="2147483647"/></text:p>')))
    other("repeated-cells.odt", odt(content.format(f'<text:p>{RISK}</text:p><table:table><table:table-row table:number-rows-repeated="1000000">'
                                                   '<table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>')))
    other("locked.odt", odt(bytes(range(256)) * 3, '<manifest:encryption-data manifest:checksum="x"/>'))
    rtf = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\pard " + RISK + r"\par "
    other("good.rtf", rtf + "}")
    other("cut.rtf", rtf[:60])
    other("unclosed.rtf", rtf)
    other("groups-5000-deep.rtf", rtf + "{" * 5000 + "x" + "}" * 5001)
    other("binary-lie.rtf", rtf + "\\bin2147483647 abc}")
    other("negative-unicode.rtf", rtf + "\\u-65536? \\u99999999? \\uc-5 \\u233? \\'zz \\'e9}")
    other("object.rtf", rtf + r"{\object\objocx{\*\objdata 0105000002000000" + "00" * 200 + "}}}")
    other("hidden.rtf", rtf + r"{\v The Customer waives all claims forever.}}")
    mail = ("From: a@example.com\r\nTo: b@example.com\r\nSubject: Contract\r\nMIME-Version: 1.0\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n")
    other("good.eml", mail + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + RISK + "\r\n")
    other("boundary-without-end.eml", mail + 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n' + RISK + "\r\n")
    other("boundary-missing.eml", mail + "Content-Type: multipart/mixed\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" + RISK + "\r\n--b--\r\n")
    other("boundary-is-empty.eml", mail + 'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\n' + RISK + "\r\n----\r\n")
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(200))
    other("nested-200.eml", mail + nested + "Content-Type: text/plain\r\n\r\n" + RISK + "\r\n")
    other("base64-garbage.eml", mail + "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!====\r\nVGhl\r\n====VGhl\r\n")
    other("header-of-100-kb.eml", mail + "X-Long: " + "x" * 100000 + "\r\nContent-Type: text/plain\r\n\r\n" + RISK + "\r\n")
    other("name-leads-outside.eml", mail + 'Content-Type: application/pdf; name="../../etc/passwd"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n')
    other("only-headers.eml", mail)
    other("good.msg", ole2({"__properties_version1.0": b"\0" * 32, "__substg1.0_1000001F": RISK.encode("utf-16-le"), "__substg1.0_0037001F": "Contract".encode("utf-16-le")}))
    other("cut.msg", ole2({"__properties_version1.0": b"\0" * 32, "__substg1.0_1000001F": RISK.encode("utf-16-le")})[:1500])
    loop = {"__substg1.0_1000001F": RISK.encode("utf-16-le")}
    other("chain-loop.msg", ole2(loop, fat_lie=lambda chain: chain.__setitem__(2, 1)))
    other("folder-loop.msg", ole2(loop, directory_lie=lambda d: d.__setitem__(slice(128 + 72, 128 + 76), struct.pack("<I", 1))))
    other("size-lie.msg", ole2(loop, directory_lie=lambda d: d.__setitem__(slice(128 + 120, 128 + 128), b"\xff" * 8)))
    other("good.doc", ole2({"WordDocument": b"\xec\xa5\xc1\x00" + b"\0" * 600, "1Table": b"\0" * 100}))
    other("head-only.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
    other("locked.docx", ole2({"EncryptedPackage": b"\0" * 5000, "EncryptionInfo": b"\4\0\4\0"}))
    other("locked.xlsx", ole2({"EncryptedPackage": b"\0" * 5000, "EncryptionInfo": b"\4\0\4\0"}))
    other("good.xls", ole2({"Workbook": b"\x09\x08\x10\0" + b"\0" * 100}))
    other("good.ppt", ole2({"PowerPoint Document": b"\0" * 100}))
    other("unknown.ole", ole2({"Something": b"\0" * 100}))
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def xlsx(cells, rels=None):
        return zip_file([Entry("[Content_Types].xml", DECLARED + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                               'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
                               'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
                               'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
                         Entry("_rels/.rels", relationships(("rId1", "officeDocument", "xl/workbook.xml", ""))),
                         Entry("xl/workbook.xml", f'{DECLARED}<workbook xmlns="{sheet}" xmlns:r="{R}"><sheets><sheet name="Prices" sheetId="1" r:id="rId1"/></sheets></workbook>'),
                         Entry("xl/_rels/workbook.xml.rels", rels or relationships(("rId1", "worksheet", "worksheets/sheet1.xml", ""))),
                         Entry("xl/worksheets/sheet1.xml", f'{DECLARED}<worksheet xmlns="{sheet}"><sheetData>{cells}</sheetData></worksheet>')])
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + RISK + "</t></is></c></row>"
    other("good.xlsx", xlsx(cell))
    other("cell-far-away.xlsx", xlsx(cell + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row><row r="4294967295"><c r="ZZZZZZ99999999999" t="s"><v>-1</v></c></row>'))
    other("string-missing.xlsx", xlsx(cell + '<row r="2"><c r="A2" t="s"><v>99999</v></c></row>'))
    other("sheet-is-the-workbook.xlsx", xlsx(cell, relationships(("rId1", "worksheet", "workbook.xml", ""))))
    other("good.pptx", zip_file([Entry("[Content_Types].xml", TYPES.replace("wordprocessingml.document", "presentationml.presentation").replace("word/document", "ppt/presentation")),
                                 Entry("ppt/presentation.xml", "<p/>")]))
    other("set.zip", zip_file([Entry("agreement.txt", RISK), Entry("annexes/annex.txt", SAFE)]))
    other("set-cut.zip", zip_file([Entry("agreement.txt", RISK), Entry("annexes/annex.txt", SAFE)])[:120])
    other("set-of-nothing.zip", zip_file([]))
    other("set-of-broken.zip", zip_file([Entry("agreement.txt", RISK), Entry("annex.pdf", b"%PDF-1.7\n")]))
    other("set-leads-outside.zip", zip_file([Entry("../../agreement.txt", RISK), Entry("/etc/annex.txt", SAFE), Entry("C:\\windows\\annex.txt", SAFE)]))
    other("set-of-programs.zip", zip_file([Entry("setup.exe", b"MZ\x90\0" + b"\0" * 100)]))
    other("set-locked.zip", zip_file([Entry("agreement.txt", RISK, flags=1)]))
    inside = zip_file([Entry("agreement.txt", RISK)])
    for _ in range(12):
        inside = zip_file([Entry("inside.zip", inside, method=0)])
    other("set-in-set-12.zip", inside)
    other("book.epub", zip_file([Entry("mimetype", "application/epub+zip", method=0), Entry("a.xhtml", "<p>x</p>")]))
    other("message.mht", mail + 'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>' + RISK + "</p>\r\n--b--\r\n")
    other("data.xml", "<?xml version=\"1.0\"?><contract><clause>" + RISK + "</clause></contract>")
    other("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 50)
    other("picture.pdf", b"\xFF\xD8\xFF\xE0\0\x10JFIF" + b"\0" * 50)
    other("packed.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + deflate(RISK.encode()))
    other("program.docx", b"\x7fELF\x02\x01\x01" + b"\0" * 60)
    other("postscript.pdf", "%!PS-Adobe-3.0\n(The Supplier) show\n")
    other("text.pdf", RISK)
    other("text.docx", RISK)
    other("pdf.docx", pdf().bytes())
    other("docx.pdf", docx(GOOD))
    other("pdf.txt", pdf().bytes())
    other("html.doc", "<html><body><p>" + RISK + "</p></body></html>")
    other("rtf.doc", rtf + "}")
    return out


def deflate_fast(*parts):
    """As deflate, by zlib; its bytes may differ between versions: for bombs only."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(packer.compress(p) for p in parts) + packer.flush()


def bombs():
    out = {}

    def add(name, *parts, **lies):
        parts = [p if isinstance(p, bytes) else p.encode() for p in parts]
        crc = 0
        for p in parts:
            crc = zlib.crc32(p, crc)
        out["bombs/" + name + ".docx"] = docx(
            Entry("word/document.xml", b"", packed_bytes=deflate_fast(*parts), crc=crc, unpacked=sum(map(len, parts))), **lies)

    head, tail = document(words(RISK) + "|").split("|")
    add("unpacks-to-300-mb", head, b" " * (300 << 20), tail)
    add("entries-20000", GOOD, parts={f"x{i}": Entry(f"x{i}", b"", method=0) for i in range(20000)})
    add("tables-10000-deep", document("<w:tbl><w:tr><w:tc>" * 10000 + words(RISK) + "</w:tc></w:tr></w:tbl>" * 10000))
    add("tables-3000", document(("<w:tbl><w:tr><w:tc>" + words(RISK) + "</w:tc></w:tr></w:tbl>") * 3000))
    add("runs-200000-in-one-paragraph", document("<w:p>" + "<w:r><w:t>fee </w:t></w:r>" * 200000 + "</w:p>"))
    add("attributes-100000", document("<w:p " + " ".join(f'w:a{i}="1"' for i in range(100000)) + "/>" + words(RISK)))
    return out
