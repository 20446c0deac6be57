#!/bin/sh
# Make .venv and install what is missing: `tools/setup.sh build` for building, `tools/setup.sh quick`
# for the tests that need Python alone as well, `tools/setup.sh test` for all of them. PYTHON names
# the Python to use.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

# One need a line: how to look for it, then the Debian package that brings it.
BUILD_NEEDS='
module:ensurepip                    python3-venv
library:pango-1.0                   libpango-1.0-0
library:pangoft2-1.0                libpangoft2-1.0-0
library:harfbuzz-subset             libharfbuzz-subset0
'
TEST_NEEDS='
program:javac                       default-jdk-headless
file:/usr/share/java/jaxb-impl.jar  libjaxb-java
program:chromium                    chromium
program:pdftotext                   poppler-utils
program:msgfmt                      gettext
program:qpdf                        qpdf
file:/usr/sbin/lpadmin              cups-client
program:ipptool                     cups-ipp-utils
program:dbus-daemon                 dbus-daemon
file:/usr/sbin/cupsd                cups-daemon
'

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

has() {
    name=${1#*:}
    case $1 in
        file:*) test -e "$name" ;;
        program:*) command -v "$name" ;;
        module:*) "$PYTHON" -c "import $name" ;;
        library:*) "$PYTHON" -c "from ctypes.util import find_library as f; assert f('$name')" ;;
        *) false ;;
    esac >/dev/null 2>&1
}

missing_packages() {
    echo "$needs" | while read -r need package; do
        if [ -n "$need" ] && ! has "$need"; then echo "$package"; fi
    done | xargs
}

check_python() {
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "Handouts needs Python 3.11 or newer; '$PYTHON' is $("$PYTHON" --version 2>&1)." \
            "Name a newer one: make install PYTHON=python3.12"
}

install_packages() {
    command -v apt-get >/dev/null ||
        stop "Handouts needs what these Debian packages hold: $1" \
            "There is no apt-get here: install their like with your own package manager, then run make again."
    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root=sudo
        command -v sudo >/dev/null ||
            stop "Handouts needs Debian packages that only root can install. Ask root to run:" \
                "  apt-get update && apt-get install $1" "Then run make again."
    fi
    echo "Installing Debian packages: $1"
    # shellcheck disable=SC2086  # the packages are words
    $as_root apt-get -qq update &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq install --yes --no-install-recommends $1 >/dev/null ||
        stop "apt-get could not install them. Have root run:" \
            "  apt-get update && apt-get install $1" "Then run make again."
}

dev_pins='-c requirements.txt -c requirements-dev.txt'
case ${1:-} in
    build) needs=$BUILD_NEEDS project=. pins='-c requirements.txt' ready='ready-to-build' ;;
    quick) needs=$BUILD_NEEDS project='.[dev]' pins=$dev_pins ready='ready-to-build ready-to-quick' ;;
    test)
        needs=$BUILD_NEEDS$TEST_NEEDS project='.[dev]' pins=$dev_pins
        ready='ready-to-build ready-to-quick ready-to-test'
        ;;
    *) stop "usage: tools/setup.sh build | quick | test" ;;
esac

if command -v "$PYTHON" >/dev/null; then
    check_python
elif [ "$PYTHON" != python3 ]; then
    stop "There is no '$PYTHON' here."
fi
packages=$(missing_packages)
if [ -n "$packages" ]; then
    install_packages "$packages"
    packages=$(missing_packages)
    [ -z "$packages" ] || stop "Still missing after its installation: what $packages should bring."
    check_python
fi

venv_is_sound='import pip, sys; sys.exit(sys.version_info < (3, 11))'
if ! .venv/bin/python -c "$venv_is_sound" 2>/dev/null; then "$PYTHON" -m venv --clear .venv; fi
echo "Installing Python packages into .venv"
# shellcheck disable=SC2086  # the pins are words
.venv/bin/python -m pip -qq install $pins -e "$project" ||
    stop "pip could not install them: see above, mend it, then run make again."
for stamp in $ready; do touch ".venv/$stamp"; done
