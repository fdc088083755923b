#!/usr/bin/env bash
# Pins run.in and dev.in for every Python and machine we promise (3.11 to 3.13, x86_64 and aarch64).
# Needs `uv` in PATH. No address of a package registry is written: where packages come from is the
# business of the machine that installs them; the hashes say what they must be.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
options=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url
         --no-emit-find-links --no-header --no-annotate --quiet)

# PySide6-Fluent-Widgets declares the whole of PySide6, so it is resolved without its dependencies.
uv pip compile "${options[@]}" --no-deps widgets.in -o "$work/widgets.txt" >/dev/null
uv pip compile "${options[@]}" run.in -o "$work/run.txt" >/dev/null
uv pip compile "${options[@]}" dev.in -c "$work/run.txt" -o "$work/dev.txt" >/dev/null
for name in run dev; do
    {
        echo "# Pinned by requirements/pin.sh from $name.in and widgets.in; not edited by hand."
        echo "# Installed with --require-hashes --no-deps: every package needed is named here."
        cat "$work/$name.txt" "$work/widgets.txt"
    } >"$name.txt"
done
