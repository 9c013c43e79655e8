"""Damaged and hostile text, Markdown and HTML files. Used by make.py; what is expected of each stands in expected.tsv."""

RISK = "The Supplier may increase the fees at any time by written notice to the Customer."
SECRET = "The Customer waives all claims forever."
FRENCH = ("Article 7. Résiliation. Le Prestataire peut résilier le contrat à tout moment, sans préavis ; une pénalité de 500 € reste due même en cas de "
          "manœuvre du Client.\n\nArticle 8. La durée est de trois années, reconduite à l’échéance sauf dénonciation expresse.\n")
GERMAN = ("§ 7 Kündigung. Der Auftraggeber kann „fristlos“ kündigen; die Vergütung beträgt 1.000 € und ist gemäß § 9 fällig.\n\n"
          "§ 8 Der Anbieter darf die Preise jederzeit ändern; über Änderungen wird der Kunde nicht benachrichtigt.\n")
SPANISH = ("Cláusula 7. Duración. El Cliente pagará en un plazo de 30 días; la indemnización máxima será de 1.000 € por año.\n\n"
           "Cláusula 8. ¿Quién asume los daños? El Proveedor podrá modificar los precios según su criterio, sin previa notificación.\n")
# As old programs wrote them: without what the encoding lacks.
OLD = {"french": FRENCH.replace("€", "EUR").replace("œ", "oe").replace("’", "'"), "german": GERMAN.replace("€", "EUR").replace("„", '"').replace("“", '"'),
       "spanish": SPANISH.replace("€", "EUR")}
TEXTS = {"french": FRENCH, "german": GERMAN, "spanish": SPANISH}


def misread(text, times=1):
    """UTF-8 that somebody read as Windows-1252 and saved."""
    for _ in range(times):
        text = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())
    return text


HEADINGS = {
    "en": ("Agreement", "The Supplier may increase the fees at any time by written notice to the Customer.",
           "The agreement renews automatically for a further year unless terminated six months before its end."),
    "fr": ("Contrat", "Le Prestataire peut augmenter ses tarifs à tout moment, sans l’accord du Client.",
           "Le contrat est renouvelé par tacite reconduction pour des périodes d’un an, sauf dénonciation six mois avant son terme."),
    "de": ("Vertrag", "Der Anbieter kann die Preise jederzeit ohne Zustimmung des Kunden erhöhen.",
           "Der Vertrag verlängert sich automatisch um jeweils ein Jahr, wenn er nicht sechs Monate vor seinem Ende gekündigt wird."),
    "es": ("Contrato", "El Proveedor podrá aumentar los precios en cualquier momento sin el consentimiento del Cliente.",
           "El contrato se renovará automáticamente por periodos de un año, salvo denuncia seis meses antes de su vencimiento."),
}


def cases():
    out = {}

    def add(name, data):
        assert name not in out, name
        out[name] = data.encode() if isinstance(data, str) else data

    def text(name, data):
        add(f"text/{name}.txt", data)

    # ---- encodings ----
    for language, words in TEXTS.items():
        text(f"utf8-{language}", words)
        text(f"windows-1252-{language}", words.encode("cp1252"))
        text(f"utf16le-{language}", words.encode("utf-16-le"))
        text(f"iso-8859-15-{language}", OLD[language].encode("iso-8859-15"))
        text(f"mac-roman-{language}", words.encode("mac_roman"))
        text(f"cp850-{language}", OLD[language].replace("\n", "\r\n").encode("cp850"))
        text(f"mojibake-{language}", misread(words))
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        text(f"{name}-marked", ("\ufeff" + FRENCH).encode(name))
    text("utf-16-be-unmarked", FRENCH.encode("utf-16-be"))
    text("utf-32-le-unmarked", FRENCH.encode("utf-32-le"))
    text("utf-32-be-unmarked", FRENCH.encode("utf-32-be"))
    text("iso-8859-15-euro", (FRENCH.replace("’", "'")).encode("iso-8859-15"))
    text("mojibake-twice", misread(FRENCH, 2))
    text("mojibake-one-word", "The fees.\n\n" + RISK + "\n\nThe contract is made with Société " + misread("Générale") + " in Paris.\n")
    text("mojibake-lookalike", "The file names Ãlvar and “SÃO PAULO” are right: SÃO PAULO, MARANHÃO. " + RISK)
    text("utf8-with-windows-lines", (FRENCH + "\n").encode() * 3 + "Le délai de préavis s’élève à 30 jours.\n".encode("cp1252") + SPANISH.encode())
    text("windows-with-utf8-lines", FRENCH.encode("cp1252") * 2 + "Le délai de préavis est de 30 jours.\n".encode())
    text("ebcdic", (RISK * 3).encode("cp037"))
    text("russian-1251", ("Исполнитель обязуется оказать услуги в течение тридцати дней. " * 9).encode("cp1251"))
    text("russian-koi8", ("Исполнитель обязуется оказать услуги в течение тридцати дней. " * 9).encode("koi8-r"))
    text("greek-1253", ("Ο Προμηθευτής μπορεί να αυξήσει τις τιμές ανά πάσα στιγμή. " * 9).encode("cp1253"))
    text("polish-1250", ("Usługodawca może w każdej chwili podwyższyć opłaty bez zgody Klienta, który zobowiązuje się je zapłacić. " * 9).encode("cp1250"))
    text("chinese-gb18030", ("供应商可以随时书面通知客户提高费用。本协议受中华人民共和国法律管辖。" * 9).encode("gb18030"))
    text("japanese-shift-jis", ("供給者はいつでも書面による通知により料金を引き上げることができる。" * 9).encode("shift_jis"))
    text("one-accent", "pr\xe9avis\n".encode("latin-1"))
    text("one-accent-mac", b"pr\x8eavis\n")
    text("one-accent-dos", b"pr\x82avis\n")
    # ---- marks the wrong way round ----
    text("mark-only", b"\xef\xbb\xbf")
    text("mark-twice", b"\xef\xbb\xbf\xef\xbb\xbf" + RISK.encode())
    text("mark-of-utf8-on-windows-1252", b"\xef\xbb\xbf" + FRENCH.encode("cp1252"))
    text("mark-of-utf16le-on-be", b"\xff\xfe" + FRENCH.encode("utf-16-be"))
    text("mark-of-utf16be-on-utf8", b"\xfe\xff" + FRENCH.encode())
    text("mark-of-utf16le-on-utf8", b"\xff\xfe" + FRENCH.encode())
    text("mark-of-utf32-on-utf8", b"\xff\xfe\0\0" + FRENCH.encode())
    text("mark-of-utf7", b"+/v8-" + RISK.encode())
    text("utf16-odd", ("\ufeff" + RISK).encode("utf-16-le")[:-1])
    text("utf16-cut-in-a-pair", ("\ufeff" + RISK + "\U0001F44D").encode("utf-16-le")[:-2])
    # ---- bytes that are no characters ----
    text("empty", b"")
    text("one-letter", b"a")
    text("one-nul", b"\0")
    text("white-space", b" \t\r\n\x0b\x0c" * 500)
    text("white-space-of-unicode", "\u00a0\u2003\u3000\u2028" * 100)
    text("marks-only", "...---!!! \u2022 \u2014\n" * 20)
    text("invisible-only", "\u200b\u200d\u2060\ufeff\u00ad" * 100)
    text("control-characters", RISK.encode() + bytes(range(1, 32)) + b"\x7f")
    text("nul-between-words", RISK.replace(" ", "\0").encode())
    text("one-nul-inside", (RISK * 3).encode()[:100] + b"\0" + (RISK * 3).encode()[100:])
    text("nuls-at-the-end", RISK.encode() * 20 + b"\0" * 16)
    text("overlong", RISK.encode().replace(b"S", b"\xc1\x93"))
    text("surrogates-in-utf8", RISK.encode() + b" \xed\xa0\xbd\xed\xb8\x80 " + RISK.encode())
    text("beyond-unicode", RISK.encode() + b" \xf4\x90\x80\x80 \xf8\x88\x80\x80\x80 " + RISK.encode())
    text("ends-in-a-character", (RISK + " é").encode()[:-1])
    text("non-characters", RISK + " \ufffe \uffff \U0010ffff \ufdd0")
    text("replacement-characters", ("R\ufffdsiliation du contrat par le Client, qui renonce \ufffd toute indemnit\ufffd. " * 5))
    text("bytes-at-random", bytes(i * 2654435761 >> 13 & 0xFF for i in range(3000)))
    text("bytes-high", bytes(0x80 + i * 2654435761 % 128 for i in range(3000)))
    text("one-line-of-100-kb", (RISK + " ") * 1200)
    text("one-word-of-100-kb", "x" * 100000)
    text("lines-of-one-letter", "a\n" * 30000)
    text("only-cr", RISK + "\r\r" + SECRET + "\r")
    text("line-separators", RISK + "\u2028" + SECRET + "\u2029" + RISK + "\u0085" + SECRET)
    text("form-feeds", RISK + "\f" + SECRET + "\x0b" + RISK)
    text("terminal-escapes", "\x1b[31m" + RISK + "\x1b[0m\x1b]0;owned\x07 " + RISK * 3)
    # ---- letters that are not what they seem ----
    text("zero-width-in-words", "1. Fees. " + RISK.replace("increase", "in\u200bcrease").replace("fees", "fe\u200des").replace("Supplier", "Sup\u2060plier"))
    text("soft-hyphens-in-words", "1. Fees. " + RISK.replace("increase", "in\u00adcrease").replace("notice", "no\u00adtice"))
    text("tags-in-words", "1. Fees. " + RISK.replace("increase", "in\U000e0061crease").replace("notice", "no\ufe0ftice"))
    text("homoglyphs", "1. Fees. " + RISK.replace("increase", "incre\u0430se").replace("fees", "f\u0435\u0435s"))
    text("full-width", "1. Fees. " + RISK.replace("increase", "".join(chr(ord(c) + 0xFEE0) for c in "increase")))
    text("ligatures", "1. Fees. " + RISK.replace("fees", "\ufb01ees").replace("\ufb01ees", "fees") + " The o\ufb03ce con\ufb01rms.")
    text("bold-letters", "1. Fees. " + RISK.replace("increase", "".join(chr(0x1D41A + ord(c) - 97) for c in "increase")))
    text("right-to-left-override", "1. Fees. The fee is \u202e0001\u202c EUR. " + RISK)
    text("right-to-left-marks", "1. Fees. " + RISK.replace(" ", " \u200f\u200e"))
    text("bidi-never-closed", "\u202e\u2066\u202b" * 200 + RISK)
    text("marks-on-one-letter", "1. Fees. a" + "\u0301" * 5000 + " " + RISK)
    text("decomposed", "Re\u0301siliation a\u0300 l\u2019initiative du Client, sans pre\u0301avis. " * 3)
    # ---- what it is called ----
    add("text/binary.md", b"\x00\x01\x02\xff" * 500)
    add("text/no-ending", RISK)
    add("text/angle-brackets.txt", "<Supplier> agrees with <Customer>. " + RISK)

    # ---- Markdown ----
    def markdown(name, data):
        add(f"markdown/{name}.md", data)
    markdown("fence-without-end", f"# Contract\n\n```\n{RISK}\n\n## Fees\n\n{SECRET}\n")
    markdown("comment-without-end", f"# Contract\n\n{SECRET}\n\n<!-- {RISK}\n")
    markdown("comment", f"# Contract\n\n{RISK}\n\n<!-- {SECRET} -->\n")
    markdown("front-matter-without-end", f"---\ntitle: x\n\n{RISK}\n")
    markdown("front-matter-of-text", f"---\n{RISK}\n---\n\n{SECRET}\n")
    markdown("reference-comment", f"# Contract\n\n[//]: # ({RISK})\n\n{SECRET}\n")
    markdown("quotes-500-deep", "> " * 500 + RISK + "\n")
    markdown("lists-500-deep", "".join(" " * (2 * i) + "- a\n" for i in range(500)) + RISK + "\n")
    markdown("brackets-10000", "[" * 10000 + RISK + "](" * 10000)
    markdown("stars-10000", "*" * 10000 + RISK + "_" * 10000)
    markdown("table-5000-rows", "| a | b |\n|---|---|\n" + "| fee | 5 |\n" * 5000 + "\n" + RISK + "\n")
    markdown("table-2000-columns", "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n\n" + RISK + "\n")
    markdown("html-inside", f"# Contract\n\n<div hidden>{SECRET}</div>\n\n<script>alert(1)</script>\n\n{RISK}\n")
    markdown("heading-of-50-kb", "# " + (RISK + " ") * 600 + "\n")
    # A contract that is nothing but headings, as Word writes numbered clauses; and titles alone, which say nothing.
    for language, (title, fees, term) in HEADINGS.items():
        markdown(f"headings-only-{language}", f"# {title}\n\n## 1. {fees}\n\n## 2. {term}\n")
    markdown("titles-only", "# Agreement\n\n## 1. Price increases at any time\n\n## 2. Automatic renewal of the agreement\n\n## 3. Limitation of liability\n\n"
             "The parties sign below.\n")
    markdown("only-marks", "# \n\n---\n\n> \n\n- \n\n```\n```\n")

    # ---- HTML ----
    def html(name, data):
        add(f"html/{name}.html", data)
    page = f"<html><head><title>Contract</title></head><body><h1>1. Fees</h1><p>{RISK}</p>%s</body></html>"
    html("good", page % "")
    html("cut", (page % "")[:90])
    html("cut-in-a-tag", (page % "<p")[:-16])
    html("tags-unclosed", f"<p>{RISK}<p><b><i><div><table><tr><td>{RISK}<td><ul><li>{RISK}")
    html("tags-crossed", f"<b><p><i>{RISK}</b></i></p></table></div></body></html>{RISK}")
    html("title-unclosed", f"<html><title>{RISK}<body><p>{SECRET}</p>")
    html("comment-unclosed", f"<p>{RISK}</p><!-- {SECRET}")
    html("comment-conditional", f"<!--[if IE]><p>{SECRET}</p><![endif]--><![if !IE]><p>{RISK}</p><![endif]>")
    html("script-and-style", page % f"<script>{SECRET}</script><style>{SECRET}</style><noscript><p>Hint</p></noscript>")
    html("script-unclosed", page % f"<script>{SECRET}")
    html("script-writes-the-text", f"<html><body><script>document.write('{RISK}')</script></body></html>")
    html("template", page % f"<template><p>{SECRET}</p></template>")
    html("noscript-holds-all", f"<html><body><noscript><p>{RISK}</p></noscript></body></html>")
    html("frame", page % '<iframe src="http://127.0.0.1:9/"></iframe><object data="file:///etc/passwd"></object><embed src="x.pdf">')
    html("frame-with-its-text", page % f'<iframe srcdoc="<p>{SECRET}</p>"></iframe>')
    html("frameset", '<html><frameset cols="50%,50%"><frame src="a.html"><frame src="b.html"></frameset></html>')
    html("form", page % f'<form action="javascript:alert(1)"><input value="{SECRET}"><textarea>All other fees.</textarea><select><option>Term one</select><button>Buy</button></form>')
    html("details-closed", page % f"<details><summary>More</summary><p>{SECRET}</p></details>")
    html("plaintext", page % f"<plaintext>{SECRET}")
    html("svg-and-math", page % f"<svg><text>{SECRET}</text><foreignObject><p>All other fees.</p></foreignObject></svg><math><mi>x</mi></math>")
    html("entities", page % "<p>&lt;&amp;&nbsp;&eacute;&notanentity;&amp&copy caf&eacute &#233; &#xE9; &#x80;</p>")
    html("entities-outside-unicode", page % "<p>a&#0;b&#xD800;c&#x110000;d&#99999999999999999999;e</p>")
    html("nul-inside", (page % "").replace("Supplier", "Supp\0lier"))
    html("control-characters", (page % "").replace("Supplier", "Supp\x01\x02\x1blier"))
    html("divs-400-deep", "<div>" * 400 + RISK + "</div>" * 400)
    html("divs-5000-deep", "<div>" * 5000 + RISK)
    html("formatting-3000", "<b><i><font>" * 1000 + RISK)
    html("tables-100-deep", "<table><tr><td>" * 100 + RISK)
    html("attributes-900", "<p " + " ".join(f"a{i}=1" for i in range(900)) + ">" + RISK)
    html("attributes-3000", "<p " + " ".join(f"a{i}=1" for i in range(3000)) + ">" + RISK)
    html("attribute-of-100-kb", f'<p title="{"x" * 100000}">{RISK}')
    html("attribute-quote-open", f'<p title="{SECRET}>{RISK}</p>')
    html("tag-name-of-50-kb", "<" + "x" * 50000 + ">" + RISK)
    html("less-than-50000", "<p>" + RISK + "<" * 50000)
    html("end-tags-20000", "<p>" + RISK + "</p>" + "</div>" * 20000)
    html("spans-2-billion", f'<table><tr><td colspan="2147483647" rowspan="99999999999">{RISK}</td></tr></table>')
    html("list-starts-at-2-billion", f'<ol start="2147483647"><li>{RISK}<li>{RISK}</ol><ol start="-99999999999999999999"><li>{RISK}</ol>')
    for name, style in (("display", "display:none"), ("visibility", "visibility:hidden"), ("display-in-capitals", "DISPLAY : NONE !important")):
        html("hidden-by-" + name, page % f'<p style="{style}">{SECRET}</p>')
    html("hidden-by-attribute", page % f"<p hidden>{SECRET}</p>")
    for name, style in (("size", "font-size:0"), ("colour", "color:#fff;background:#ffffff"), ("place", "position:absolute;left:-9999px"), ("opacity", "opacity:0")):
        html("invisible-by-" + name, page % f'<p style="{style}">{SECRET}</p>')
    html("hidden-by-a-class", "<style>.x{display:none}</style>" + page % f'<p class="x">{SECRET}</p>')
    html("text-by-a-style", "<style>p::after{content:'" + SECRET + "'}</style>" + page % "")
    html("charset-lies", '<meta charset="utf-8">'.encode() + (page % f"<p>{FRENCH}</p>").encode("cp1252"))
    html("charset-lies-back", '<meta charset="iso-8859-1">'.encode() + (page % f"<p>{FRENCH}</p>").encode())
    html("charset-utf7", f'<meta charset="utf-7"><p>{RISK} +ADw-script+AD4-</p>')
    html("charset-unknown", '<meta charset="x-paper-tape">'.encode() + (page % f"<p>{FRENCH}</p>").encode("cp1252"))
    html("charset-late", ("<!--" + "x" * 5000 + "-->" + '<meta charset="macintosh">').encode() + (page % f"<p>{FRENCH}</p>").encode("mac_roman"))
    html("charset-mac", '<meta charset="macintosh">'.encode() + (page % f"<p>{FRENCH}</p>").encode("mac_roman"))
    html("charset-cp850-unsaid", (page % f"<p>{OLD['german']}</p>").encode("cp850"))
    html("charset-russian-unsaid", ("<html><body><p>" + "Исполнитель обязуется оказать услуги в течение тридцати дней. " * 9 + "</p></body></html>").encode("cp1251"))
    html("utf16-unmarked", (page % f"<p>{FRENCH}</p>").encode("utf-16-le"))
    html("utf16-marked", ("\ufeff" + page % f"<p>{FRENCH}</p>").encode("utf-16-be"))
    html("utf32-marked", ("\ufeff" + page % f"<p>{FRENCH}</p>").encode("utf-32-le"))
    html("utf8-with-windows-words", (page % f"<p>{FRENCH * 3}</p>").encode() + "<p>Le délai de préavis.</p>".encode("cp1252"))
    html("mojibake", page % f"<p>{misread(FRENCH)}</p>")
    html("empty-body", "<html><head><title></title></head><body></body></html>")
    html("only-a-picture", '<html><body><img src="scan.png"></body></html>')
    html("refresh", '<meta http-equiv="refresh" content="0;url=file:///etc/passwd"><base href="http://127.0.0.1:9/">' + page % "")
    html("cdata", page % f"<![CDATA[{SECRET}]]>")
    html("xml-entities", '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page % "<p>&x;</p>")
    return out


def bombs():
    return {
        "bombs/one-line-of-1-mb.txt": ((RISK + " ") * 12500).encode(),
        "bombs/one-word-of-3-mb.txt": b"x" * (3 << 20),
        "bombs/lines-1000000.txt": b"a\n" * 1000000,
        "bombs/paragraphs-300000.md": b"- a\n\n" * 300000,
        "bombs/table-cells-1000000.md": b"|a|b|\n|-|-|\n" + b"|fee|5|\n" * 200000,
        "bombs/marks-on-one-letter.txt": RISK.encode() + ("a" + "\u0301" * 500000).encode(),
        "bombs/bidi-1000000.txt": RISK.encode() + "\u202e\u2066".encode() * 300000,
        "bombs/entities-500000.html": ("<p>" + RISK + "&eacute;&amp;" * 250000).encode(),
        "bombs/divs-1000000-deep.html": b"<div>" * 1000000,
        "bombs/paragraphs-200000.html": b"<p>fee" * 200000,
        "bombs/attributes-200000.html": ("<p " + " ".join(f"a{i}=1" for i in range(200000)) + ">x").encode(),
        "bombs/mojibake-1-mb.txt": misread(FRENCH).encode() * 2000,
        "bombs/clauses-8000.txt": b"".join(b"%d.%d The Supplier may increase the fees by %d %%.\n\n" % (i, i, i) for i in range(8000)),
        "bombs/one-number-of-1-mb.txt": b"The fee is " + b"9" * (1 << 20) + b" EUR. " + RISK.encode(),
    }
