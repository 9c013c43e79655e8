"""Two commands side by side: pairs A B A B ..., the ratio of each pair, the middle of the ratios and their spread. Clock: hyperfine.

A pair is two programs run one right after the other, so that what else the machine does weighs on both; where a program takes milliseconds a pair runs each
several times and takes the middle. Tested by tests/bench/harness_test.py.
"""
import json
import os
import pathlib
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

PAIRS = 7


class Missing(Exception):
    """A tool or data that a row needs is not there: the row says so instead of a figure."""


class Goal:
    """What the bar asks of a ratio: at most so much, or at least."""
    def __init__(self, goal, stretch, at_least=False, words=None):
        self.goal, self.stretch, self.at_least, self.words = goal, stretch, at_least, words

    def reached(self, ratio):
        def fits(bound):
            return ratio >= bound if self.at_least else ratio <= bound
        return "stretch" if fits(self.stretch) else "goal" if fits(self.goal) else "no"


class Command:
    """A program with its arguments; `codes`: the exit codes that are no failure (1 of `caveat scan`: there are findings)."""
    def __init__(self, *argv, codes=(0,), cores=1):
        self.argv, self.codes, self.cores = [str(a) for a in argv], codes, cores


def tool(name):
    found = shutil.which(name)
    if not found:
        raise Missing("%s is not installed" % name)
    return found


def core():
    return os.environ.get("CAVEAT_BENCH_CORE", "0")


def pinned(cores):
    """One core: the one that CAVEAT_BENCH_CORE names. More: as the machine has them."""
    return ["taskset", "-c", core()] if cores == 1 else []


def environment():
    return dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC")


def check(command):
    """One run that is not counted: it warms the caches of the disk, and shows that the command does what it is to be timed for."""
    done = subprocess.run(pinned(command.cores) + command.argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    if done.returncode not in command.codes:
        raise RuntimeError("%s: exit code %d\n%s" % (shlex.join(command.argv)[:300], done.returncode, done.stderr.decode(errors="replace")[-800:]))
    return done.stdout


def timed(commands, runs):
    """Each command `runs` times, one command after the other: seconds by the wall, and of processor, a run."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "times.json"
        subprocess.run(pinned(commands[0].cores) + [tool("hyperfine"), "-N", "-i", "--style", "none", "--runs", str(runs), "--export-json", str(out)]
                       + [shlex.join(c.argv) for c in commands], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
        results = json.loads(out.read_text())["results"]
    for command, result in zip(commands, results):
        if any(code not in command.codes for code in result["exit_codes"]):
            raise RuntimeError("%s: exit codes %s" % (shlex.join(command.argv)[:300], sorted(set(result["exit_codes"]), key=str)))
    return [(statistics.median(r["times"]), r["user"] + r["system"]) for r in results]


def spread(values):
    values = sorted(values)
    quarters = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    return {"median": statistics.median(values), "min": values[0], "max": values[-1], "q1": quarters[0], "q3": quarters[2]}


def compared(ours, other, **more):
    """The figures of a row from pairs of (wall, processor) seconds."""
    ratios = [a[0] / b[0] for a, b in zip(ours, other)]
    cpu = [a[1] / b[1] for a, b in zip(ours, other) if b[1] > 0]
    return dict(pairs=len(ratios), ours=spread([a[0] for a in ours]), other=spread([b[0] for b in other]), ratio=spread(ratios),
                cpu_ratio=spread(cpu) if cpu else None, **more)


def largest(sizes, command_of, seconds):
    """The largest of the sizes of which all pairs fit into so many seconds, judged by the processor time of the smallest: a row must not take the evening."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    check(command_of(sizes[0]))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return max([size for size in sizes if took * size / sizes[0] * PAIRS <= seconds], default=sizes[0])


def pairs(ours, other, count=PAIRS, runs=1):
    check(ours), check(other)
    first, second = [], []
    for number in range(count):
        # Who goes first changes: neither always finds the caches as the other left them.
        if ours.cores == other.cores and number % 2 == 0:
            (a, b) = timed([ours, other], runs)
        elif ours.cores == other.cores:
            (b, a) = timed([other, ours], runs)
        else:
            (a,), (b,) = timed([ours], runs), timed([other], runs)
        first.append(a), second.append(b)
    return compared(first, second)


def peak_megabytes(command):
    """The most memory that the program, or a child of it, held at once; with its output thrown away."""
    # What the kernel counts begins with the process that starts the program: this one has to be small.
    starter = [sys.executable, "-S", "-c", "import os, sys; code = os.spawnv(os.P_WAIT, sys.argv[1], sys.argv[1:])\n"
               "import resource; print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"]
    argv = pinned(command.cores) + command.argv
    done = subprocess.run(starter + [tool(argv[0])] + argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
    code, kilobytes = done.stderr.decode(errors="replace").strip().splitlines()[-1].split()
    if int(code) not in command.codes:
        raise RuntimeError("%s: exit code %s\n%s" % (shlex.join(command.argv)[:300], code, done.stderr.decode(errors="replace")[-800:]))
    return int(kilobytes) / 1000
