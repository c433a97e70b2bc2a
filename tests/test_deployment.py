"""What the image, the compose file and the service's unit promise, against the program that they run."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from engines import NEO4J

from api.serve import GRACE_SECONDS
from api.web import create_app
from graph_builder.settings import Settings, variable

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "api" / "deploy" / "policygraph.service"
VARIABLES = {variable(name) for name in Settings.model_fields}
SECRETS = {"policygraph_token", "policygraph_password"}


def instructions() -> list[tuple[str, str]]:
    """The instructions of Containerfile, in their order."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / "Containerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def runtime() -> dict[str, list[str]]:
    """The instructions of the last stage by their names."""
    stage: dict[str, list[str]] = {}
    for name, rest in instructions():
        stage = {} if name == "FROM" else stage
        stage.setdefault(name, []).append(rest)
    return stage


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def unit() -> list[tuple[str, str]]:
    """The settings of the unit; a name may stand there several times."""
    lines = UNIT.read_text("utf-8").splitlines()
    return [(name, value) for name, sign, value in (line.partition("=") for line in lines) if sign and name[0] != "#"]


def environment_of_image() -> dict[str, str]:
    return dict(part.split("=", 1) for line in runtime()["ENV"] for part in shlex.split(line))


def environment_of_unit() -> dict[str, str]:
    return dict(value.split("=", 1) for name, value in unit() if name == "Environment")


def test_every_variable_is_a_setting(compose: Any) -> None:
    named = [
        *environment_of_image(),
        *environment_of_unit(),
        *compose["services"]["policygraph"]["environment"],
    ]
    ours = [name for name in named if name.startswith("POLICYGRAPH_")]
    assert len(ours) > 8
    assert set(ours) <= VARIABLES


def test_secrets_are_files_that_the_settings_find(compose: Any) -> None:
    service = compose["services"]["policygraph"]
    assert set(service["secrets"]) == SECRETS
    assert {name.upper() for name in SECRETS} <= VARIABLES
    assert service["environment"]["POLICYGRAPH_SECRETS"] == "/run/secrets"
    assert not {name.upper() for name in SECRETS} & set(service["environment"])
    for each in compose["services"].values():
        assert set(each["secrets"]) <= set(compose["secrets"])
    (credential,) = [value for name, value in unit() if name == "LoadCredential"]
    assert credential.split(":")[0] in SECRETS
    assert environment_of_unit()["POLICYGRAPH_SECRETS"] == "%d"
    assert "/secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_settings_of_the_compose_file_can_be_used(compose: Any) -> None:
    given = {
        name.removeprefix("POLICYGRAPH_").lower(): value
        for name, value in (environment_of_image() | compose["services"]["policygraph"]["environment"]).items()
        if name.startswith("POLICYGRAPH_")
    }
    settings = Settings.model_validate(given | {"token": "from a file"}).checked()
    assert not settings.reading_is_open
    assert settings.store.uri == "bolt://neo4j:7687"
    assert settings.home == Path("/data")


@pytest.mark.parametrize("place", ["image", "compose"])
def test_the_health_check_asks_what_there_is(place: str, compose: Any) -> None:
    if place == "image":
        (check,) = runtime()["HEALTHCHECK"]
        command = json.loads(check[check.index("[") :])
    else:
        command = compose["services"]["policygraph"]["healthcheck"]["test"][1:]
    compile(command[-1], "health check", "exec")
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/[\w/]+)'", command[-1])
    assert found
    assert int(found[1]) == Settings().port == int(runtime()["EXPOSE"][0])
    # by its address, without a token, where others can reach it and it has a name of its own
    away = Settings(home=Path("unused"), host="0.0.0.0", public_read=False, hosts=("graph.example",))
    answer = create_app(away).test_client().get(found[2], headers={"Host": f"127.0.0.1:{found[1]}"})
    assert answer.status_code == 200


def test_the_image_is_built_from_what_git_knows() -> None:
    stages = [rest.split()[-1] for name, rest in instructions() if name == "FROM" and " AS " in rest]
    for name, rest in instructions():
        if name == "COPY" and not rest.startswith("--from"):
            *sources, _ = shlex.split(rest)
            assert all((ROOT / source).exists() for source in sources), rest
        if name == "COPY" and rest.startswith("--from"):
            assert rest.removeprefix("--from=").split()[0] in stages
    assert not [rest for name, rest in instructions() if name == "FROM" and ":" not in rest.split()[0]]
    python = [
        re.search(r"python:(\d+)\.(\d+)", rest) for name, rest in instructions() if name == "FROM" and "python" in rest
    ]
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    lowest = tuple(map(int, needed.removeprefix(">=").split(".")))
    assert all(found and (int(found[1]), int(found[2])) >= lowest for found in python)


def test_nothing_runs_as_root(compose: Any) -> None:
    user = runtime()["USER"][-1]
    assert all(int(part) > 0 for part in user.split(":"))
    services = compose["services"]
    assert services["policygraph"]["user"] == user
    assert [int(each["user"].split(":")[0]) > 0 for each in services.values()] == [True, True]
    assert ("User", "policygraph") in unit()


def test_the_root_is_read_only_and_no_right_is_left(compose: Any) -> None:
    for each in compose["services"].values():
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert "cap_add" not in each
        assert "privileged" not in each
        assert each["security_opt"] == ["no-new-privileges:true"]
        assert any(place.startswith("/tmp") for place in each["tmpfs"])  # noqa: S108 - a place in a container
        named = [volume.split(":")[0] for volume in each["volumes"]]
        assert set(named) <= set(compose["volumes"])
    settings = dict(unit())
    assert (settings["NoNewPrivileges"], settings["ProtectSystem"], settings["CapabilityBoundingSet"]) == (
        "yes",
        "strict",
        "",
    )


def test_only_loopback_reaches_the_server_and_only_the_server_the_store(compose: Any) -> None:
    server, store = compose["services"]["policygraph"], compose["services"]["neo4j"]
    assert [port.split(":")[0] for port in server["ports"]] == ["127.0.0.1"]
    assert "ports" not in store
    assert all(compose["networks"][name].get("internal") for name in store["networks"])
    assert set(store["networks"]) < set(server["networks"])
    assert server["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_the_store_is_the_one_that_is_tested(compose: Any) -> None:
    image = compose["services"]["neo4j"]["image"]
    assert image.rsplit(":", 1)[1] == f"{NEO4J}-community"


def test_there_is_time_to_end_in_order(compose: Any) -> None:
    assert int(compose["services"]["policygraph"]["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS
    settings = dict(unit())
    assert int(settings["TimeoutStopSec"]) > GRACE_SECONDS
    assert settings["KillMode"] == "mixed"
    assert settings["ExecStart"].endswith("/policygraph serve")
