#!/bin/sh
# Tries packages in a clean Debian or Ubuntu, as root; it changes that system.
#   sh packaging/linux/try.sh PHOTO EXPECTED DEB [APPIMAGE]
# EXPECTED is what `colorizer colorize PHOTO -o EXPECTED --device cpu` gives from source. An
# unpacked AppImage, which is a folder, will do too. Where the system lets FUSE mount (in Docker:
# --device /dev/fuse --cap-add SYS_ADMIN --security-opt apparmor=unconfined), an AppImage is tried
# mounted as well as unpacked.
set -eu

photo=$(readlink -f "$1")
expected=$(readlink -f "$2")
deb=$(readlink -f "$3")
work=$(mktemp -d)
export DEBIAN_FRONTEND=noninteractive QT_QPA_PLATFORM=xcb COLORIZER_LOG=info DISPLAY=:77

try() { # COMMAND WINDOW
    echo "$1"
    "$1" colorize "$photo" -o "$work/result.png" --overwrite --device cpu
    cmp "$work/result.png" "$expected"
    "$1" doctor > "$work/doctor"
    grep '^notice  *none$' "$work/doctor"
    grep '^model check  *ok$' "$work/doctor"
    : > "$work/log"
    "$2" "$photo" 2> "$work/log" &
    window=$!
    for _ in $(seq 600); do
        grep -q '^photo shown' "$work/log" && break
        kill -0 "$window" || break
        sleep 0.5
    done
    cat "$work/log"
    grep -q '^photo shown' "$work/log"
    program=$window
    # An AppImage that unpacks itself waits for the program, and passes no signal on to it.
    if [ -n "${APPIMAGE_EXTRACT_AND_RUN:-}" ]; then
        program=$(cat "/proc/$window/task/$window/children")
    fi
    kill "$program"
    wait "$window"
    if grep -E 'Traceback|[Ee]rror|[Cc]ould not|[Cc]annot' "$work/log"; then exit 1; fi
}

try_mounted() { # APPIMAGE
    echo "mounted:"
    try "$work/colorizer" "$1"
    # The mount ends a moment after the program.
    for _ in $(seq 50); do
        grep -q ' /tmp/\.mount_' /proc/mounts || return 0
        sleep 0.2
    done
    grep ' /tmp/\.mount_' /proc/mounts
    exit 1
}

apt-get update -qq
apt-get install --yes -qq --no-install-recommends xvfb fonts-dejavu-core fuse3 "$deb" > /dev/null
Xvfb "$DISPLAY" -screen 0 1280x900x24 &
screen=$!
trap 'kill $screen' EXIT
while [ ! -S /tmp/.X11-unix/X77 ]; do sleep 0.2; done

try colorizer colorizer-gui
if [ $# -gt 3 ]; then
    image=$(readlink -f "$4")
    # Called by the name `colorizer`, it is the command.
    if [ -d "$image" ]; then
        ln -s "$image/AppRun" "$work/colorizer"
        try "$work/colorizer" "$image/AppRun"
    else
        ln -s "$image" "$work/colorizer"
        if [ -e /dev/fuse ]; then try_mounted "$image"; fi
        export APPIMAGE_EXTRACT_AND_RUN=1
        echo "unpacked:"
        try "$work/colorizer" "$image"
    fi
fi
echo "All is well."
