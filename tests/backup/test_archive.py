"""Archives that are damaged, forged or of another version: nothing of them is believed."""

from __future__ import annotations

import io
import json
import stat
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from graph_builder.atomic import draft_of
from graph_builder.backup import Archive, Manifest
from graph_builder.backup import archive as module
from graph_builder.backup.archive import ArchiveWriter
from graph_builder.backup.manifest import FORMAT, GRAPH, MANIFEST, Member
from graph_builder.backup.restoring import _graph, _refuse_too_large
from graph_builder.errors import BackupError
from graph_builder.store.migrations import newest

JUDGEMENTS = "judgements.jsonl"
TEXTS = "collections/%E7%94%B2/sources.jsonl"
WHOLE = {
    JUDGEMENTS: b'{"id": "1"}\n',
    **dict.fromkeys(GRAPH, b""),
    "graph/regions.jsonl": '{"at": 1, "name": "乙", "level": "county"}\n{"at": 0, "name": "甲", "level": "county"}\n'.encode(),
    TEXTS: Random(1).randbytes(3000),
}
Change = Callable[[Manifest], Manifest]


def written(path: Path, members: Mapping[str, bytes] = WHOLE, change: Change = lambda made: made) -> Path:
    """A backup of the given content, whose manifest is changed before it is written."""
    with path.open("w+b") as file, ArchiveWriter(file) as writer:
        for name, content in members.items():
            writer.add(name, [content])
        writer.finish(lambda made: change(Manifest(FORMAT, "0", 1, datetime.now(UTC), "none", "b", made)))
    return path


def refused(path: Path) -> str:
    """The one line that is said of a backup that is refused."""
    with pytest.raises(BackupError) as error, Archive.open(path) as archive:
        archive.verify()
    said = str(error.value)
    assert said.startswith(f"{path}: ")
    assert "\n" not in said
    return said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


def test_a_whole_one_is_read(path: Path) -> None:
    with Archive.open(written(path)) as archive:
        archive.verify()
        assert archive.manifest.collections == ("甲",)
        assert b"".join(archive.chunks(TEXTS)) == WHOLE[TEXTS]
        assert [region.name for region in _graph(archive).regions] == ["甲", "乙"]


def test_no_flipped_byte_and_no_lost_end_goes_unnoticed(path: Path) -> None:
    whole = written(path).read_bytes()
    random = Random(2)
    spoilt = [bytearray(whole) for _ in range(150)]
    for content in spoilt:
        content[random.randrange(len(whole))] ^= random.randrange(1, 256)
    spoilt += [bytearray(whole[: random.randrange(len(whole))]) for _ in range(30)]
    unharmed = 0
    for content in spoilt:
        path.write_bytes(content)
        try:
            with Archive.open(path) as archive:
                archive.verify()
                assert {name: b"".join(archive.chunks(name)) for name in WHOLE} == WHOLE
            unharmed += 1  # bytes that only the archive itself needs, such as a date
        except BackupError as error:
            assert str(error).startswith(f"{path}: ")
    assert unharmed < len(spoilt) / 4


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "backup" in refused(path)


def test_a_file_that_is_not_there(path: Path) -> None:
    with pytest.raises(FileNotFoundError), Archive.open(path):
        pass


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda made: replace(made, format=FORMAT + 1, program="9.9"), f"policygraph 9.9 in format {FORMAT + 1}"),
        (lambda made: replace(made, schema=newest() + 1), f"in schema {newest() + 1}, and this is"),
        (lambda made: replace(made, members=made.members[1:]), f"lacks {JUDGEMENTS}"),
        (lambda made: replace(made, members=made.members[:-1]), f"{TEXTS} is missing or not of the size"),
        (lambda made: replace(made, members=(*made.members, made.members[-1])), "is no file of a backup"),
        (lambda made: replace(made, members=(*made.members, Member("../evil", 1, 0, ""))), "is no file of a backup"),
        (lambda made: replace(made, members=(replace(made.members[0], size=1), *made.members[1:])), "not of the size"),
        (
            lambda made: replace(made, members=(replace(made.members[0], sha256="0" * 64), *made.members[1:])),
            f"{JUDGEMENTS} is damaged",
        ),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(path: Path, change: Change, says: str) -> None:
    assert says in refused(written(path, change=change))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"format": 1}', b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(path: Path, content: bytes) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(MANIFEST, content)
    assert f"{MANIFEST} is damaged" in refused(path)


@pytest.mark.parametrize(
    "name",
    [
        "../judgements.jsonl",
        "/etc/passwd",
        "collections/../../sources.jsonl",
        "collections/../sources.jsonl",
        "collections/./sources.jsonl",
        "collections//sources.jsonl",
        "collections/甲/sources.jsonl",
        "collections/a/b/sources.jsonl",
        "collections/a/evil.sh",
        "collections/a\\b/sources.jsonl",
        "collections/a/sources.jsonl/",
        "graph/evil.jsonl",
        "Judgements.jsonl",
        "store/engine.json",
    ],
)
def test_names_that_lead_elsewhere_are_refused(path: Path, name: str) -> None:
    assert "is no file of a backup" in refused(written(path, WHOLE | {name: b"x"}))


def test_links_secrets_and_doubles_are_refused(path: Path) -> None:
    def forged(**fields: int) -> Path:
        info = zipfile.ZipInfo(TEXTS)
        for name, value in fields.items():
            setattr(info, name, value)
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr(MANIFEST, b"{}")
            packed.writestr(info, b"/etc/passwd")
        return path

    assert "is no plain file" in refused(forged(external_attr=(stat.S_IFLNK | 0o777) << 16))
    assert "is no plain file" in refused(forged(compress_type=zipfile.ZIP_BZIP2))
    written(path)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as packed:
        warnings.simplefilter("ignore")
        packed.writestr(TEXTS, b"another")
    assert "is no file of a backup" in refused(path)


def test_an_archive_that_says_to_hold_more_than_itself_is_refused(path: Path) -> None:
    """Many entries that share the same packed bytes, as in the bombs that unpack to a thousandfold of a thousandfold."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr(zipfile.ZipInfo(TEXTS), Random(1).randbytes(5000))
        for number in range(3):
            again = packed.getinfo(TEXTS)
            packed.filelist.append(again)
            packed.NameToInfo[f"collections/{number}/sources.jsonl"] = again
    path.write_bytes(content.getvalue())
    assert "more than its own size" in refused(path)


def test_what_unpacks_to_more_than_is_declared_is_damaged(path: Path) -> None:
    with zipfile.ZipFile(written(path, WHOLE | {TEXTS: bytes(100_000)})) as packed:
        manifest = json.loads(packed.read(MANIFEST))
    with path.open("w+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in WHOLE.items():
            packed.writestr(name, bytes(100_000) if name == TEXTS else content)
        next(member for member in manifest["members"] if member["name"] == TEXTS)["size"] = 10
        packed.writestr(MANIFEST, json.dumps(manifest))
        packed.getinfo(TEXTS).file_size = 10
    assert "is damaged" in refused(path)


def test_what_this_machine_cannot_take_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(written(path)) as archive:
        monkeypatch.setattr("graph_builder.backup.restoring._memory", lambda: 10)
        with pytest.raises(BackupError, match="more than the 0 MB of memory"):
            _refuse_too_large(archive, path.parent)
        monkeypatch.undo()
        monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=100))
        with pytest.raises(BackupError, match="more than the 0 MB of disk space"):
            _refuse_too_large(archive, path.parent)


def test_a_line_that_no_graph_has_is_not_read_into_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_LINE", 1000)
    long = WHOLE | {"graph/issues.jsonl": b"{" + b" " * 5000 + b"}\n"}
    with Archive.open(written(path, long)) as archive, pytest.raises(BackupError, match="line of more than 1000 bytes"):
        _graph(archive)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"name": "a", "level": "county"}\n', "regions.jsonl:1: it lacks its place"),
        (b'{"at": 1, "name": "a"}\n', "regions.jsonl:1: level: Field required"),
        (b'{"at": 1, "name"\n', "regions.jsonl:1: Invalid JSON"),
    ],
)
def test_a_line_that_is_no_entity_is_named(path: Path, line: bytes, says: str) -> None:
    with (
        Archive.open(written(path, WHOLE | {"graph/regions.jsonl": line})) as archive,
        pytest.raises(BackupError, match=says),
    ):
        archive.verify()
        _graph(archive)


def test_a_draft_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"former")
    with pytest.raises(KeyError), draft_of(path) as file:
        file.write(b"half")
        raise KeyError
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    (tmp_path / ".file.new").write_bytes(b"what a killed process left, longer than the new")
    with draft_of(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"former"
        with pytest.raises(FileExistsError, match="another process"), draft_of(path):
            pass
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
