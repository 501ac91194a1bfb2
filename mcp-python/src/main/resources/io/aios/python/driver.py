"""Runs cells of Python for its parent: requests as JSON lines on standard input, events on standard
output. Everything here runs inside the sandbox, at the mercy of the code it runs: the parent trusts
no event further than it trusts that code."""

import ast
import base64
import io
import json
import linecache
import os
import resource
import select
import signal
import sys
import threading
import traceback
import types

WORK = "/work"
DRIVER = "<driver>"
MAX_ENTRIES = 2000
DPIS = (100, 72, 50, 36, 25)

requests = os.fdopen(os.dup(0), "rb")
events = os.dup(1)
owner = os.getpid()
lock = threading.RLock()


def emit(event):
    data = json.dumps(event).encode() + b"\n"
    with lock:
        while data:
            data = data[os.write(events, data):]


class Channel(io.RawIOBase):
    """Standard output or error: what Python code writes comes here directly, what other processes
    and native code write comes through a pipe."""

    def __init__(self, name, fd):
        self.name, self.fd = name, fd
        self.room, self.dropped = 0, 0
        self.pending = b""
        self.source, sink = os.pipe()
        os.set_blocking(self.source, False)
        os.dup2(sink, fd)
        os.close(sink)

    def writable(self):
        return True

    def fileno(self):
        return self.fd

    def write(self, data):
        data = bytes(data)
        with lock:
            kept = data[: self.room]
            self.room -= len(kept)
            self.dropped += len(data) - len(kept)
            if kept:
                emit({"event": "output", "channel": self.name, "text": self.decode(kept)})
        return len(data)

    def decode(self, data):
        data = self.pending + data
        end = len(data)
        for back in range(1, min(4, end + 1)):
            if data[end - back] >= 0xC0:
                if back < (2 if data[end - back] < 0xE0 else 3 if data[end - back] < 0xF0 else 4):
                    end -= back
                break
            if data[end - back] < 0x80:
                break
        self.pending = data[end:]
        return data[:end].decode("utf-8", "replace")

    def drain(self):
        with lock:
            try:
                while data := os.read(self.source, 65536):
                    self.write(data)
            except BlockingIOError:
                pass

    def text(self):
        return io.TextIOWrapper(
            io.BufferedWriter(self, 8192), "utf-8", "backslashreplace", line_buffering=True)


os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
channels = [Channel("stdout", 1), Channel("stderr", 2)]
sys.stdout, sys.stderr = (channel.text() for channel in channels)
sys.stdin = open(0, closefd=False)


def pump():
    while True:
        select.select([channel.source for channel in channels], [], [])
        for channel in channels:
            channel.drain()


running = False


def on_interrupt(signum, frame):
    if running and os.getpid() == owner:
        raise KeyboardInterrupt


def shorten(text, limit):
    return text if len(text) <= limit else text[:limit] + f"… ({len(text)} characters)"


def safe_repr(value, limit):
    try:
        return shorten(repr(value), limit)
    except Exception as e:
        return f"<{type(value).__name__}: repr failed with {type(e).__name__}>"


def snapshot():
    """Size and time of the files in the workspace; the first ones if there are very many."""
    seen, directories = {}, [WORK]
    while directories and len(seen) < MAX_ENTRIES:
        try:
            with os.scandir(directories.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        directories.append(entry.path)
                    else:
                        stat = entry.stat(follow_symlinks=False)
                        seen[os.path.relpath(entry.path, WORK)] = (stat.st_size, stat.st_mtime_ns)
        except OSError:
            continue
    return seen


def figures(budget, limit):
    """Emits open matplotlib figures as PNG, each at the best resolution that fits the budget."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return 0
    left_out = 0
    for count, number in enumerate(pyplot.get_fignums()):
        figure = pyplot.figure(number)
        for dpi in DPIS if count < limit else ():
            png = io.BytesIO()
            figure.savefig(png, format="png", dpi=dpi)
            if png.tell() <= budget:
                emit({"event": "figure", "png": base64.b64encode(png.getvalue()).decode()})
                break
        else:
            left_out += 1
        pyplot.close(number)
    return left_out


def describe(error, limit):
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename == DRIVER:
        frames = frames.tb_next
    error.__traceback__ = frames
    text = "".join(traceback.format_exception(type(error), error, frames, limit=-20))
    return {
        "type": type(error).__name__,
        "message": shorten(str(error), 2000),
        "traceback": shorten(text, limit),
    }


class Interpreter:
    def __init__(self):
        self.cells = 0
        self.module = types.ModuleType("__main__")
        sys.modules["__main__"] = self.module
        self.hidden = set(vars(self.module))

    def run(self, code, limit):
        """The last expression's repr, and the error if there was one."""
        global running
        self.cells += 1
        filename = f"<cell {self.cells}>"
        linecache.cache[filename] = (len(code), None, code.splitlines(True), filename)
        names = vars(self.module)
        try:
            try:
                running = True
                tree = ast.parse(code, filename)
                last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
                exec(compile(tree, filename, "exec"), names)
                if last is None:
                    return None, None
                value = eval(compile(ast.Expression(last.value), filename, "eval"), names)
                if value is None:
                    return None, None
                names["_"] = value
                return safe_repr(value, limit), None
            finally:
                running = False
        except SystemExit as e:
            return None, None if e.code in (None, 0) else describe(e, limit)
        except BaseException as e:
            return None, describe(e, limit)

    def variables(self):
        found = []
        for name, value in list(vars(self.module).items()):
            if name.startswith("_") or name in self.hidden or isinstance(value, types.ModuleType):
                continue
            found.append({
                "name": name,
                "type": type(value).__name__,
                "size": size_of(value),
                "preview": safe_repr(value, 80),
            })
        return sorted(found, key=lambda variable: variable["name"])[:500]


def size_of(value):
    try:
        shape = getattr(value, "shape", None)
        if isinstance(shape, tuple):
            return "x".join(map(str, shape))
        return str(len(value)) if hasattr(value, "__len__") else None
    except Exception:
        return None


def execute(interpreter, request):
    for channel in channels:
        channel.room, channel.dropped = request["outputBytes"], 0
    for path, content in request.get("files", {}).items():
        target = os.path.join(WORK, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(content)
    before = snapshot()
    signal.signal(signal.SIGINT, on_interrupt)
    result, error = interpreter.run(request["code"], request["textLimit"])
    if os.getpid() != owner:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    signal.signal(signal.SIGINT, on_interrupt)
    left_out = 0
    try:
        left_out = figures(request["figureBytes"], request["figures"])
    except Exception as e:
        error = error or describe(e, request["textLimit"])
    finish_output()
    changed = sorted(path for path, state in snapshot().items() if before.get(path) != state)
    return {
        "result": result,
        "error": error,
        "files": changed[:100],
        "figuresLeftOut": left_out,
        "stdoutDropped": channels[0].dropped,
        "stderrDropped": channels[1].dropped,
    }


def finish_output():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass
    for channel in channels:
        channel.drain()


def inspect(interpreter, request):
    names = vars(interpreter.module)
    if request["name"] not in names:
        return {"found": False}
    value = names[request["name"]]
    doc = getattr(type(value), "__doc__", None)
    return {
        "found": True,
        "type": type(value).__name__,
        "size": size_of(value),
        "repr": safe_repr(value, request["textLimit"]),
        "attributes": [name for name in dir(value) if not name.startswith("_")][:200],
        "doc": shorten(doc, 500) if isinstance(doc, str) else None,
    }


def check(request):
    """Compiles without running."""
    try:
        compile(request["code"], "<code>", "exec")
        return {"valid": True}
    except SyntaxError as e:
        return {"valid": False, "message": e.msg, "line": e.lineno, "column": e.offset,
                "source": (e.text or "").rstrip("\n")[:200]}
    except (ValueError, RecursionError, MemoryError) as e:
        return {"valid": False, "message": str(e) or type(e).__name__}


def packages():
    from importlib import metadata
    found = {d.metadata["Name"]: d.version for d in metadata.distributions() if d.metadata["Name"]}
    return {"python": sys.version.split()[0],
            "packages": [{"name": n, "version": v} for n, v in sorted(found.items())]}


def preload():
    """What most code imports; 0.1 s for numpy and about 1 s for matplotlib, paid before use."""
    try:
        import numpy
        import matplotlib.pyplot
    except ImportError:
        pass


def answer(interpreter, request):
    operation = request["op"]
    if operation == "execute":
        return execute(interpreter, request)
    if operation == "variables":
        return {"variables": interpreter.variables()}
    if operation == "inspect":
        return inspect(interpreter, request)
    if operation == "check":
        return check(request)
    return packages()


def main():
    reservable = int(sys.argv[1])
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    # A kindness, not a boundary: MemoryError for one huge object leaves the interpreter alive.
    resource.setrlimit(resource.RLIMIT_DATA, (reservable, hard))
    signal.signal(signal.SIGINT, on_interrupt)
    import warnings
    warnings.filterwarnings("ignore", message=".*non-(interactive|GUI).*")
    os.chdir(WORK)
    sys.path.insert(0, WORK)
    if "preload" in sys.argv:
        preload()
    threading.Thread(target=pump, daemon=True).start()
    interpreter = Interpreter()
    sys.argv = [""]
    emit({"event": "ready"})
    for line in requests:
        request = json.loads(line)
        emit({"event": "done", "id": request["id"], **answer(interpreter, request)})


main()
