# What ./run and ./check share: which Debian packages are missing, which Python there is, and .venv/
# built from it. Sourced, never run; the current folder is the top of the sources.
# shellcheck shell=bash

names_in() { sed 's/#.*//' "$@" | tr -s ' \t\n' '\n' | sed '/^$/d'; }

# Prints the packages of the given lists that are not installed. A package that another one provides
# counts as there: libglib2.0-0 is called libglib2.0-0t64 since Debian 13 and Ubuntu 24.04.
missing_packages() {
    command -v dpkg-query >/dev/null || return 0
    dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' |
        awk 'FNR == NR { if ($1 == "installed") { gsub(/\([^)]*\)|,/, " "); for (i = 2; i <= NF; i++) there[$i] } next }
             !($1 in there)' - <(names_in "$@")
}

# Root's programs run on the system's Python (what root runs may be writable by nobody else), so
# everything else uses it too whenever it is new enough.
find_python() {
    local candidate
    for candidate in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }

# Builds .venv/ or brings it up to date, once for each content of the files it depends on. Two builders
# at once take turns. Calls `die` (the caller's) when it cannot.
#   build_environment WHO STAMP REQUIREMENTS AFTER [FILE…]
# AFTER is a command run at the end; FILEs are what else the environment depends on.
build_environment() {
    local who=$1 stamp=.venv/$2 requirements=$3 after=$4 python wanted
    shift 4
    python=$(find_python) || die "Python 3.11 or newer is needed, and none was found"
    exec 9>>.venv.lock || die "cannot write here: $(pwd)"
    flock 9
    wanted=$({ "$python" -c 'import sys; print(sys.version)'; echo "${LUYTRE_PLACE:-$PWD}"; cat "$requirements" "$@"; } | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "$who: $python cannot build an environment; this installs what it lacks:" >&2
            echo "       sudo apt-get install python3-venv" >&2
            exit 2
        fi
        echo "$who: building .venv with $python ($("$python" -V)); the first time downloads about 125 MB"
        # A half-built or moved environment is thrown away; a sound one of the same Python is brought up to date.
        if [ "$(.venv/bin/python -c 'import sys; print(sys.base_prefix, sys.version)' 2>/dev/null)" != \
             "$("$python" -c 'import sys; print(sys.base_prefix, sys.version)')" ]; then
            "$python" -m venv --clear .venv || die ".venv could not be created"
        fi
        pip install --require-hashes --no-deps -r "$requirements" || die "$requirements could not be installed"
        $after
        printf '%s\n' "$wanted" >"$stamp"
    fi
    flock -u 9
    exec 9>&-
}
