#!/bin/sh
# Tries packages in a clean Debian or Ubuntu, as root; it changes that system.
#   sh packaging/linux/try.sh PHOTO EXPECTED DEB [APPIMAGE]
# EXPECTED is what `colorizer colorize PHOTO -o EXPECTED --device cpu` gives from source. An
# unpacked AppImage, which is a folder, will do too.
set -eu

photo=$(readlink -f "$1")
expected=$(readlink -f "$2")
deb=$(readlink -f "$3")
work=$(mktemp -d)
export DEBIAN_FRONTEND=noninteractive QT_QPA_PLATFORM=xcb COLORIZER_LOG=info DISPLAY=:77
# An AppImage needs FUSE, which a clean system lacks, or this.
export APPIMAGE_EXTRACT_AND_RUN=1

try() { # COMMAND WINDOW
    echo "$1"
    "$1" colorize "$photo" -o "$work/result.png" --overwrite --device cpu
    cmp "$work/result.png" "$expected"
    "$1" doctor > "$work/doctor"
    grep '^notice  *none$' "$work/doctor"
    grep '^model check  *ok$' "$work/doctor"
    "$2" "$photo" 2> "$work/log" &
    window=$!
    for _ in $(seq 600); do
        grep -q '^photo shown' "$work/log" && break
        kill -0 "$window" || break
        sleep 0.5
    done
    cat "$work/log"
    grep -q '^photo shown' "$work/log"
    kill "$window"
    wait "$window"
    if grep -E 'Traceback|[Ee]rror|[Cc]ould not|[Cc]annot' "$work/log"; then exit 1; fi
}

apt-get update -qq
apt-get install --yes -qq --no-install-recommends xvfb fonts-dejavu-core "$deb" > /dev/null
Xvfb "$DISPLAY" -screen 0 1280x900x24 &
screen=$!
trap 'kill $screen' EXIT
while [ ! -S /tmp/.X11-unix/X77 ]; do sleep 0.2; done

try colorizer colorizer-gui
if [ $# -gt 3 ]; then
    image=$(readlink -f "$4")
    if [ -d "$image" ]; then image=$image/AppRun; fi
    # Called by the name `colorizer`, it is the command.
    ln -s "$image" "$work/colorizer"
    try "$work/colorizer" "$image"
fi
echo "All is well."
