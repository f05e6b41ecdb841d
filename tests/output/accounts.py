"""What an accountant does with the workbook of a budget: types a line in an
empty row, and looks whether totals, cross tables and checks follow. Typed by
openpyxl, computed by LibreOffice."""
import re
import tempfile

import openpyxl

import recalc_diff
from suite import TOP, fresh, sceau

BAD, GOOD = "✘ écart", "✔ conforme"
FUNCTIONS = {"SUM", "SUMIFS", "COUNTIFS", "ABS", "IF", "ROUND"}


def check_functions(suite, path):
    """Six functions, bare totals, amounts that are numbers."""
    book = openpyxl.load_workbook(path)
    used, sums, texts = set(), 0, []
    for ws in book:
        for row in ws.iter_rows():
            for c in row:
                if c.data_type == "f":
                    used |= set(re.findall(r"([A-Z]+)\(", re.sub(
                        r'"[^"]*"|\'[^\']*\'', "", c.value)))
                    sums += bool(re.fullmatch(r"=SUM\([A-Z0-9:,$]+\)",
                                              c.value))
                elif ('"–"' in c.number_format and c.value is not None
                      and c.data_type != "n"):
                    texts.append(f"{ws.title}!{c.coordinate}")
    name = path.name
    suite.equal(f"{name}: only functions that accounts are read with",
                sorted(used - FUNCTIONS), [])
    suite.check(f"{name}: totals are bare sums", sums >= 30, sums)
    suite.equal(f"{name}: amounts are numbers", texts, [])
    hidden = [f"{ws.title}!{k}" for ws in book
              for dims in (ws.column_dimensions, ws.row_dimensions)
              for k, d in dims.items() if d.hidden]
    suite.equal(f"{name}: no row or column is hidden", hidden, [])
    rated = [f"{ws.title}!{c.coordinate}" for ws in book
             if ws.title != "Rapprochement PDF"  # rounds as the page does
             for row in ws.iter_rows() for c in row
             if c.data_type == "f" and "ROUND" in c.value
             and not re.search(r"\*|/", c.value)]
    suite.equal(f"{name}: only shares and rates are rounded", rated, [])


def check_print(suite, path):
    """Wide sheets on A3; no head over the columns of another list."""
    book = openpyxl.load_workbook(path)
    suite.equal(f"{path.name}: paper", [
        book[name].page_setup.paperSize for name in (
            "Emplois", "Ressources", "Financement", "Personnel")],
        [9, 8, 8, 8])
    ws = book["Conventions et versements"]
    suite.equal(f"{path.name}: no head of agreements over payments",
                (ws.print_title_rows, len(ws.row_breaks.brk)), (None, 1))
    suite.equal(f"{path.name}: heads of accounts are repeated",
                book["Emplois"].print_title_rows, "$4:$4")


def column_of(ws, head):
    """Letter of the column under a head that starts so."""
    return next(c.column_letter for c in ws[4]
                if str(c.value or "").startswith(head))


def row_of(ws, column, text, after=4):
    return next(c.row for c in ws[column][after:] if c.value == text)


def free_row(ws, section):
    """The first row to be filled in the block of a section."""
    where = column_of(ws, "Section")
    return next(c.row for c in ws[where][4:] if c.value == section
                and ws.cell(c.row, 3).value is None
                and not ws.cell(c.row, 3).protection.locked)


def computed(path):
    with tempfile.TemporaryDirectory() as work:
        return openpyxl.load_workbook(recalc_diff.recalculate(path, work),
                                      data_only=True)


def verdicts(book):
    ws = book["Contrôles"]
    column = column_of(ws, "Verdict")
    return [c.value for c in ws[column][5:] if c.value in (BAD, GOOD)]


def type_lines(path, out, lines):
    """The workbook again with `lines`: sheet, section, {head: value}."""
    book = openpyxl.load_workbook(path)
    for sheet, section, values in lines:
        ws = book[sheet]
        row = free_row(ws, section)
        for head, value in values.items():
            ws[f"{column_of(ws, head)}{row}"] = value
    book.save(out)
    return out


def follows(suite, path):
    """An expense of 1 000 € typed in a framed row."""
    before = openpyxl.load_workbook(path, data_only=True)
    suite.equal("accounts: all checks hold at first",
                sorted(set(verdicts(before))), [GOOD])
    ws = before["Emplois"]
    nature, action = ws["B6"].value, ws[f"{column_of(ws, 'Action')}6"].value
    year = next(str(c.value) for c in ws[4]
                if re.match(r"\d{4}", str(c.value or "")))
    line = {"Compte": nature, "Libellé": "Ligne ajoutée", "Action": action,
            year: 1000}
    after = computed(type_lines(path, path.parent / "ajout.xlsx",
                                [("Emplois", "Fonctionnement", line)]))

    def grows(sheet, column, row, what, by=1000):
        old, new = (b[sheet][f"{column}{row}"].value for b in (before, after))
        suite.equal(f"accounts: {what}", new - old, by)

    for text in ("Total Fonctionnement", "Total des emplois"):
        row = row_of(ws, "B", text)
        for head in (year, "Total (€)"):
            grows("Emplois", column_of(ws, head), row, f"{text}, {head}")
    plan = before["Plan"]
    grows("Plan", column_of(plan, year), row_of(plan, "B", nature),
          f"the plan's line {nature}")
    cross = before["Financement"]
    row = row_of(cross, "B", action)
    grows("Financement", column_of(cross, "Coût"), row, "the action's cost")
    grows("Financement", column_of(cross, "Écart"), row, "its gap", -1000)
    suite.equal("accounts: its verdict",
                after["Financement"][
                    f"{column_of(cross, 'Verdict')}{row}"].value, BAD)
    # year, year's total, term, term's total, and the action; two civil years
    # and their totals
    suite.equal("accounts: nine checks tell it", verdicts(after).count(BAD), 9)
    suite.equal("accounts: the summary tells it",
                after["Contrôles"]["I5"].value, BAD)
    civil = before["Exercices civils"]
    first = row_of(civil, "B", "Lignes ajoutées")
    grows("Exercices civils", column_of(civil, "Total"), first,
          "the civil years take it in")
    return year, nature, action


def heals(suite, path, found):
    """The same with the resource that pays it: every check holds again."""
    year, nature, action = found
    before = openpyxl.load_workbook(path, data_only=True)
    ws = before["Ressources"]
    funder = ws["B6"].value
    lines = [
        ("Emplois", "Fonctionnement",
         {"Compte": nature, "Libellé": "Ligne ajoutée", "Action": action,
          year: 1000}),
        ("Ressources", "Fonctionnement",
         {"Financeur": funder, "Dispositif": "Ajout", "Statut": "Notifié",
          year: 1000})]
    out = path.parent / "ajouts.xlsx"
    type_lines(path, out, lines)
    book = openpyxl.load_workbook(out)
    shares = book["Affectations"]
    row = next(c.row for c in shares["F"][4:] if c.value is None)
    for column, value in zip("CDEF", (funder, "Fonctionnement", action, 1000)):
        shares[f"{column}{row}"] = value
    book.save(out)
    after = computed(out)
    suite.equal("accounts: the resource mends every check",
                sorted(set(verdicts(after))), [GOOD])
    row = row_of(ws, "B", "dont ressources certaines")
    column = column_of(ws, year)
    suite.equal("accounts: money notified is certain",
                after["Ressources"][f"{column}{row}"].value
                - ws[f"{column}{row}"].value, 1000)


def changed(suite, path):
    """An amount of the dossier typed over is counted, its old value kept."""
    book = openpyxl.load_workbook(path)
    ws = book["Emplois"]
    cell = ws["G6"]
    old, cell.value = cell.value, cell.value + 5
    out = path.parent / "correction.xlsx"
    book.save(out)
    after = computed(out)
    checks = after["Contrôles"]
    row = row_of(checks, "B", "Cellules qui diffèrent du dossier")
    suite.equal("accounts: one changed cell", checks[f"E{row}"].value, 1)
    kept = after["Corrections"]
    suite.equal("accounts: the dossier's value is kept",
                kept[f"C{row_of(kept, 'A', ws['A6'].value)}"].value, old)


def test_witness(suite):
    """A budget that is wrong on purpose: its checks must not hold."""
    case = fresh("output/temoin")
    for base in ("_base", "finances"):
        for p in (TOP / "tests/golden" / base).rglob("*"):
            if p.is_file() and not p.name.startswith("expected."):
                to = case / p.relative_to(TOP / "tests/golden" / base)
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(p.read_bytes())
    head = case / "dossier.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("indicateurs.xlsx }", "indicateurs.xlsx }\n"
                                 "  - { modele: classeur-budget, fichier: "
                                 "budget.xlsx }"), encoding="utf-8")
    run = sceau("compiler", "-o", case / "sortie", case)
    if not suite.check("witness: compiles", run.status == 0, run):
        return
    path = case / "sortie/budget.xlsx"
    said = verdicts(openpyxl.load_workbook(path, data_only=True))
    suite.check("witness: checks that do not hold say so",
                said.count(BAD) >= 6 and GOOD in said,
                (said.count(BAD), said.count(GOOD)))
    suite.equal("witness: LibreOffice finds the same", verdicts(computed(path)),
                said)


def test_small(suite):
    """Every state of a resource, names that look like formulas, execution."""
    out = fresh("output/comptes")
    run = sceau("compiler", "-o", out, TOP / "tests/golden/classeur-budget")
    if not suite.check("accounts: the small budget compiles",
                       run.status == 0, run):
        return None
    path = out / "budget.xlsx"
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in ("Conventions et versements", "Exécution", "Trésorerie"):
        suite.check(f"accounts: sheet {sheet}", sheet in book.sheetnames)
    ws = book["Ressources"]
    sure = row_of(ws, "B", "dont ressources certaines")
    years = [c.column_letter for c in ws[4]
             if re.match(r"\d{4}", str(c.value or ""))]
    # received 21 001, voted by the payer 100 000; then agreed 10 000
    suite.equal("accounts: certain money by year",
                [ws[f"{c}{sure}"].value for c in years], [121001, 10000])
    suite.equal("accounts: a refusal stays, at zero",
                [ws[f"{column_of(ws, 'Total')}{c.row}"].value
                 for c in ws[column_of(ws, "Statut")] if c.value == "Refusé"],
                [0])
    civil = book["Exercices civils"]
    row = row_of(civil, "A", "d3")
    suite.equal("accounts: a line's own dates decide of its civil year",
                [civil[f"{c}{row}"].value for c in "EFGH"],
                [0, 140000, 0, 140000])
    row = row_of(civil, "A", "d1")
    suite.equal("accounts: 4/12 and the rest, the sum kept",
                [civil[f"{c}{row}"].value for c in "EFGH"],
                [334, 1334, 1333, 3001])
    return path


def test_accounts(suite, path):
    check_functions(suite, path)
    check_print(suite, path)
    found = follows(suite, path)
    heals(suite, path, found)
    changed(suite, path)
