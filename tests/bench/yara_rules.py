"""The engine's expressions, as rules of YARA: the same expressions over the same folded text. What YARA cannot say is left out of YARA's share, and counted.
Tested by tests/bench/harness_test.py.

    \\bindemnif\\w* (?:us|the supplier)\\b   ->   rule f17 { strings: $f = /\\bindemnif\\w* (us|the supplier)\\b/ condition: $f }
"""
import re

TOKENS = re.compile(r"\\x\{?[0-9a-fA-F]+\}?|\\.|\(\?[^:)]*[:)]|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.S)


class Untranslatable(Exception):
    pass


def translated(expression):
    """An RE2 expression as YARA writes it; Untranslatable for what it has no words for."""
    out = []
    for token in TOKENS.findall(expression):
        if token.startswith("(?"):
            if token != "(?:":
                raise Untranslatable(token)
            out.append("(")
        elif token.startswith("\\"):
            if token[1].isalnum() and token[1] not in "wWsSdDbB":
                raise Untranslatable(token)
            out.append(token)
        elif token.startswith("[") and len(token) > 1:
            if not token.isascii():
                raise Untranslatable("a letter that is no ASCII in a class")
            token = re.sub(r"(?<!\\)/", r"\\/", token)
            # A match stays inside its paragraph, as with RE2's never_nl.
            out.append("[^\\n" + token[2:] if token.startswith("[^") else token)
        elif token == "/":
            out.append("\\/")
        elif not token.isascii():
            out.append("(%s)" % "".join("\\x%02x" % byte for byte in token.encode()))
        else:
            out.append(token)
    return "".join(out)


def rules(expressions):
    """(a YARA rule each, how many were left out)."""
    out, left = [], 0
    for number, expression in enumerate(expressions):
        try:
            out.append("rule f%d { strings: $f = /%s/ condition: $f }" % (number, translated(expression)))
        except Untranslatable:
            left += 1
    return out, left
