"""What the documents promise: every example runs, and every word of the format is there."""

import re
from pathlib import Path

import pytest

from app.programs.cli import main
from app.programs.cli.play.expect import READERS as EXPECTED
from app.programs.cli.play.kinds import KINDS
from app.programs.cli.play.script import TOP

DOCS = Path(__file__).parents[3] / "docs"
SIMULATE = (DOCS / "simulate.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", SIMULATE, re.DOTALL)


def run(folder: Path, source: str, *options: str) -> int:
    """Play one example as a parent would."""
    story = folder / "story.toml"
    story.write_text(source, encoding="utf-8")
    return main(["simulate", *options, str(story)])


@pytest.mark.parametrize("source", EXAMPLES, ids=re.findall('title = "(.*)"', SIMULATE))
def test_every_example_comes_to_what_it_says(
    source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each worked example is run with --check."""
    assert run(tmp_path, source, "--check", "--lang", "en") == 0, capsys.readouterr().out


def test_there_are_worked_examples() -> None:
    """At least six."""
    assert len(EXAMPLES) >= 6


def test_the_printed_output_is_what_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The output shown for the first example is that of the first example, to the letter."""
    shown = re.search(r"```text\n(.*?)```", SIMULATE, re.DOTALL)
    assert shown is not None
    run(tmp_path, EXAMPLES[0], "--check", "--lang", "en")
    assert capsys.readouterr().out == shown[1]


def rows(heading: str) -> dict[str, str]:
    """The table under a heading: first column -> second column, without the marks."""
    section = SIMULATE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| `")]
    return {first.strip(" `"): second.strip() for first, second in lines if first != " `do` "}


def test_every_happening_is_described_with_its_keys() -> None:
    """The table of events is that of the reader, key by key."""
    told = {do: set(re.findall(r"`(\w+)`", keys)) for do, keys in rows("What can happen").items()}
    for do, facts in KINDS.items():
        assert facts.keys() <= told[do], do
    assert told.keys() == KINDS.keys()


def test_every_key_of_the_file_and_of_expectations_is_described() -> None:
    """Nothing can be written that the document does not name."""
    file = " ".join(rows("The file"))
    assert {key for key in TOP if key not in file} == set()
    wanted = " ".join(rows("What it should come to"))
    assert {key for key in EXPECTED if key not in wanted} == set()


# --- docs/commands.md -------------------------------------------------------------------------

COMMANDS = (DOCS / "commands.md").read_text(encoding="utf-8")
EVERYWHERE = {"-h", "--help", "--json", "--lang", "--socket", "--password-fd"}


def options_of(verb: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The flags of a verb, as its own help names them."""
    with pytest.raises(SystemExit):
        main([*verb.split(), "--help"])
    return set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - EVERYWHERE


def described() -> dict[str, str]:
    """The tables of commands.md: verb -> its options."""
    found: dict[str, str] = {}
    last = ""
    for line in COMMANDS.splitlines():
        cells = [cell.strip() for cell in line.replace("\\|", "/").split("|")]
        if len(cells) == 5 and not cells[1].startswith("-"):
            last = cells[1].strip("`") or last
            found[last] = found.get(last, "") + cells[2]
    found.pop("verb", None)
    return found


def test_every_verb_is_described_with_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    """What the help knows and what the document says are the same."""
    with pytest.raises(SystemExit):
        main(["--help"])
    known = set(re.findall(r"^    ([a-z-]+)\b", capsys.readouterr().out, re.MULTILINE))
    known = (known - {"policy"}) | {"policy get", "policy check", "policy set"}
    told = described()
    assert told.keys() == known
    for verb, options in told.items():
        assert set(re.findall(r"--[a-z][a-z-]+", options)) == options_of(verb, capsys), verb
