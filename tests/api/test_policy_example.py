"""The committed example and schema are those of this code, and the example leaves nothing out."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from app.api.policy_doc import parse, schema_json
from app.api.policy_example import example
from app.api.policy_tables import WeekTable
from app.api.policy_text import to_toml

DOCS = Path(__file__).parents[2] / "docs"
TODAY = date(2026, 11, 24)
AGAIN = (
    "make it again: python -c 'from app.api.policy_example import example; "
    "from app.api.policy_doc import schema_json; from pathlib import Path; "
    'Path("docs/policy-example.toml").write_text(example()); '
    'Path("docs/policy.schema.json").write_text(schema_json())\''
)


def test_the_committed_files_are_current() -> None:
    """Example and schema say what the code says."""
    assert (DOCS / "policy-example.toml").read_text(encoding="utf-8") == example(), AGAIN
    assert (DOCS / "policy.schema.json").read_text(encoding="utf-8") == schema_json(), AGAIN


def test_the_example_is_a_document() -> None:
    """A parent may begin with it: it is read, and written again it is itself."""
    text = (DOCS / "policy-example.toml").read_text(encoding="utf-8")
    policy = parse(text, today=TODAY)
    assert [one.subject.id for one in policy.subjects] == ["minh", "lan", "lab-01"]
    assert to_toml(policy) == text


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every key of every table, with its description."""
    for name, table in schema["$defs"].items():
        for key, field in table.get("properties", {}).items():
            yield f"{name}.{key}", field.get("description", "")


def test_the_example_shows_every_key() -> None:
    """No key is without its sentence, and none but the other days is missing from the example."""
    text = example()
    schema = json.loads(schema_json())
    days = {f"WeekTable.{one.name}" for one in msgspec.structs.fields(WeekTable)}
    for place, meaning in fields(schema):
        key = place.partition(".")[2]
        assert meaning, place
        written = f"\n{key} = " in text or f".{key}]" in text or f"[{key}]" in text
        inline = f"{{ {key} = " in text or f", {key} = " in text
        assert written or f".{key}." in text or inline or place in days, place


def test_the_schema_is_the_decoders() -> None:
    """The schema that editors use refuses what the decoder refuses: unknown keys, everywhere."""
    schema = json.loads(schema_json())
    tables = [one for one in schema["$defs"].values() if one.get("type") == "object"]
    assert len(tables) == 14
    assert all(table["additionalProperties"] is False for table in tables)
