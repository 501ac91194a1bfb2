"""Works on the files of a workspace from inside a sandbox of its own: whatever links or devices the
code of the workspace's owner left there lead nowhere but into this sandbox. One request as JSON on
standard input, one answer on standard output."""

import base64
import hashlib
import json
import os
import shutil
import stat
import sys

WORK = "/work"

# Bytes of a file's earlier content that travel back with the answer.
MAX_KEPT = 256 * 1024


class Refused(Exception):
    def __init__(self, code, message):
        self.code, self.message = code, message


def inside(path):
    full = os.path.realpath(os.path.join(WORK, path))
    if full != WORK and not full.startswith(WORK + "/"):
        raise Refused("path-outside-workspace", f"'{path}' leads out of the workspace")
    return full


def existing(path):
    full = inside(path)
    if not os.path.exists(full):
        raise Refused("no-such-file", f"there is no '{path}' in the workspace")
    return full


def list_files(path, limit):
    top, found, truncated = existing(path), [], False
    for directory, directories, files in os.walk(top):
        directories.sort()
        for name in sorted(files):
            if len(found) == limit:
                return {"files": found, "truncated": True}
            full = os.path.join(directory, name)
            state = os.lstat(full)
            found.append({
                "path": os.path.relpath(full, WORK),
                "bytes": state.st_size,
                "modified": int(state.st_mtime),
                "link": stat.S_ISLNK(state.st_mode),
            })
    return {"files": found, "truncated": truncated}


def read_file(path, offset, limit):
    full = existing(path)
    descriptor = os.open(full, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise Refused("not-a-file", f"'{path}' is not a regular file")
        file.seek(offset)
        data = file.read(limit)
    return {"bytes": state.st_size, "content": base64.b64encode(data).decode()}


def write_file(path, content, append):
    full = inside(path)
    if os.path.exists(full) and not os.path.isfile(full):
        raise Refused("not-a-file", f"'{path}' is not a regular file")
    os.makedirs(os.path.dirname(full), exist_ok=True)
    earlier = kept(full)
    with open(full, "ab" if append else "wb") as file:
        file.write(base64.b64decode(content))
    return {"bytes": os.path.getsize(full), "sha256": digest(full), **earlier}


def kept(full):
    """What undo needs: whether the file was there, and its content unless that is long."""
    if not os.path.lexists(full):
        return {"existed": False}
    if not os.path.isfile(full) or os.path.getsize(full) > MAX_KEPT:
        return {"existed": True}
    with open(full, "rb") as file:
        return {"existed": True, "earlier": base64.b64encode(file.read()).decode()}


def digest(full):
    with open(full, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore_file(path, sha256, earlier):
    """Puts back what was there, while the file is as the change left it: sha256, or absent."""
    full = inside(path)
    wanted = base64.b64decode(earlier) if earlier is not None else None
    if os.path.isfile(full) and wanted is not None and hashlib.sha256(wanted).hexdigest() == digest(full):
        return {}
    if wanted is None and not os.path.lexists(full):
        return {}
    if os.path.lexists(full) and not os.path.isfile(full):
        raise Refused("content-changed", f"'{path}' is no regular file any more")
    present = digest(full) if os.path.exists(full) else None
    if present != sha256:
        raise Refused("content-changed", f"'{path}' was changed since; nothing was restored")
    if wanted is None:
        os.unlink(full)
    else:
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(wanted)
    return {}


def delete_file(path):
    full = os.path.join(inside(os.path.dirname(path)), os.path.basename(path))
    if full.rstrip("/") == WORK or os.path.basename(path) in ("", ".", ".."):
        raise Refused("not-a-file", "the workspace itself cannot be deleted")
    if not os.path.lexists(full):
        raise Refused("no-such-file", f"there is no '{path}' in the workspace")
    if os.path.isdir(full) and not os.path.islink(full):
        shutil.rmtree(full)
        return {"existed": True}
    earlier = {"existed": True} if os.path.islink(full) else kept(full)
    os.unlink(full)
    return earlier


OPERATIONS = {
    "list": list_files,
    "read": read_file,
    "write": write_file,
    "delete": delete_file,
    "restore": restore_file,
}

request = json.load(sys.stdin)
try:
    answer = OPERATIONS[request.pop("op")](**request)
except Refused as e:
    answer = {"refused": e.code, "message": e.message}
except OSError as e:
    answer = {"refused": "file-error", "message": f"{e.strerror}: '{request.get('path')}'"}
print(json.dumps(answer))
