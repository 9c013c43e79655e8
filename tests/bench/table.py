"""docs/performance.md and the JSON beside it, from what was measured. The words around the table stand in performance.head.md and performance.tail.md.
Tested by tests/bench/harness_test.py."""
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent


class Row:
    def __init__(self, name, what, beside, goal):
        self.name, self.what, self.beside, self.goal = name, what, beside, goal


def ratio(value):
    """3.2, or 1/48 for what is far below one."""
    return "%.2f" % value if 0.5 < value < 10 else "%.1f" % value if value >= 10 else "1/%.1f" % (1 / value)


def bound(value, goal):
    return ("≥ " if goal.at_least else "≤ ") + ("1/%d" % round(1 / value) if value < 0.5 else "%g" % value)


def amount(value, unit):
    if unit == "MB":
        return "%.0f MB" % value
    return "%.2f s" % value if value >= 1 else "%.1f ms" % (1000 * value)


def line(row, entry):
    goal = row.goal
    head = "| %s | %s | %s | %s | " % (row.what, row.beside, bound(goal.goal, goal), bound(goal.stretch, goal))
    if entry is None:
        return head + "not measured yet | | | |"
    if "missing" in entry:
        return head + "not measured: %s | | | |" % entry["missing"]
    r, unit = entry["ratio"], entry.get("unit", "s")
    reached = goal.reached(r["median"])
    return head + "**%s** (%s to %s) | %s | %s, %s | %s |" % (
        ratio(r["median"]), ratio(r["min"]), ratio(r["max"]), ratio(entry["cpu_ratio"]["median"]) if entry.get("cpu_ratio") else "", amount(entry["ours"]["median"], unit),
        amount(entry["other"]["median"], unit), {"stretch": "yes, stretch", "goal": "yes", "no": "**no**"}[reached])


def shortened(name):
    """A function's name without the arguments of its templates."""
    while True:
        shorter = re.sub(r"<[^<>]*>", "", name)
        if shorter == name:
            return name.replace("|", "/")[:120].strip()
        name = shorter


def page(report, rows):
    machine = report["machine"]
    out = [(HERE / "performance.head.md").read_text(encoding="utf-8").rstrip(), "",
           "Measured on %s with %s. %s. Texts: %s.%s" % (report["date"], report["commit"], machine, report["source"],
                                                         " **A quick run: it shows that the harness works, and no speed.**" if report["quick"] else ""), "",
           "| what | beside | goal | stretch | ratio, median (min to max) | of processor time | ours, beside | reached |",
           "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    out += [line(row, report["rows"].get(row.name)) for row in rows]
    notes = [(row, report["rows"][row.name]) for row in rows if report["rows"].get(row.name)]
    busy = [row.name for row, entry in notes if entry.get("load", 0) > report["cores"] / 2 and "ratio" in entry and entry.get("unit") != "MB"]
    if busy:
        out += ["", "**The machine was busy with other work** while these rows were measured: %s. Wall times of programs that wait for one another's cores say little; processor time says more."
                % ", ".join("`%s` (load %s)" % (name, report["rows"][name]["load"]) for name in busy)]
    out += ["", "Of each row:", ""]
    out += ["- `%s`, %s%s" % (row.name, "%d pairs" % entry["pairs"] if entry.get("pairs", 1) > 1 else "once" if "pairs" in entry else "not measured",
                              (": " + entry["notes"] if entry.get("notes") else "") + ("" if entry.get("commit") == report["commit"] else " (measured at %s)" % entry.get("commit")))
            for row, entry in notes]
    stages = report.get("stages")
    if stages:
        out += ["", "## Stages", "", "Milliseconds per megabyte of text, %s. `match` holds `literals` and `confirm`." % stages["of"], "", "| stage | ms per MB |", "| --- | --- |"]
        out += ["| %s | %.2f |" % (name, value) for name, value in stages["ms_per_mb"].items()]
    profile = report.get("profile")
    if profile:
        out += ["", "## Where the time goes", "", "By perf, %s: functions with a hundredth or more of the time, without what they call." % profile["of"], "", "| % | function |", "| --- | --- |"]
        out += ["| %.1f | `%s` |" % (share, name) for share, name in profile["percent"]]
    out += ["", "Versions: %s." % ", ".join("%s %s" % at for at in sorted(report["versions"].items())), "", (HERE / "performance.tail.md").read_text(encoding="utf-8").rstrip(), ""]
    return "\n".join(out)
