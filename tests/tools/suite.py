"""What the test programs in Python share: counting, running, comparing.

A suite ends with « NAME: N passed, N failed » (tests/tools/test-all adds these
lines up). Nothing here can pass without a comparison made.
"""
import difflib
import os
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SCEAU = (TOP / os.environ.get("SCEAU", "build/release/sceau")).resolve()
OUT = Path(os.environ.get("TEST_OUT", TOP / "build/tests-out"))


class Suite:
    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def check(self, what, ok, detail=""):
        self.passed += bool(ok)
        self.failed += not ok
        if not ok:
            print(f"{self.name}: FAILED: {what}")
            if detail:
                print("    " + str(detail).rstrip().replace("\n", "\n    "))
        return bool(ok)

    def equal(self, what, got, want):
        if got == want:
            return self.check(what, True)
        if isinstance(got, str) and isinstance(want, str):
            lines = difflib.unified_diff(
                want.splitlines(), got.splitlines(), "expected", "got",
                lineterm="", n=2)
            return self.check(what, False, "\n".join(list(lines)[:60]))
        return self.check(what, False, f"got {got!r}, expected {want!r}")

    def end(self):
        print(f"{self.name}: {self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


class Run:
    """A finished program: status, out and err as text."""

    def __init__(self, args, cwd=None, env=None, timeout=120, data=TOP,
                 text=True):
        e = {k: v for k, v in os.environ.items()
             if not k.startswith(("LC_", "LANG", "SCEAU_"))}
        e["LSAN_OPTIONS"] = ("print_suppressions=0:suppressions="
                             f"{TOP}/tests/tools/lsan.supp")
        if data is not None:
            e["SCEAU_DONNEES"] = str(data)
        e.update(env or {})
        p = subprocess.run([str(a) for a in args], cwd=cwd, env=e,
                           capture_output=True, timeout=timeout)
        self.status = p.returncode
        self.bytes = p.stdout
        self.out = p.stdout.decode("utf-8", "replace") if text else ""
        self.err = p.stderr.decode("utf-8", "replace")

    def __str__(self):
        return f"status {self.status}\n{self.out[-1500:]}\n{self.err[-3000:]}"


def sceau(*args, **kw):
    return Run([SCEAU, *args], **kw)


def fresh(name):
    """An empty folder for a test."""
    p = OUT / name
    shutil.rmtree(p, ignore_errors=True)
    p.mkdir(parents=True)
    return p


def snapshot(folder):
    """Every path below a folder, with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None
            for p in sorted(Path(folder).rglob("*"))}
