#!/bin/sh
# Builds the packages for Linux in a clean Debian 12, as root; it changes that system.
#   sh packaging/linux/build.sh RUNTIME
# RUNTIME is the runtime of AppImages for this processor. The packages lie in `dist` then, with
# `expected.png`, which try.sh wants: what the icon of the program becomes when it runs from source.
set -eu

runtime=$(readlink -ve "${1:?say where the runtime is}")
cd "$(dirname "$0")/../.."
export DEBIAN_FRONTEND=noninteractive

apt-get update -qq
apt-get install --yes -qq --no-install-recommends \
    ca-certificates python3 squashfs-tools strace > /dev/null
python3 tools/set_up.py test
PATH=$PWD/.venv/bin:$PATH
pyinstaller --noconfirm build_app.spec
COLORIZER_PACKAGE=$PWD/dist/Colorizer pytest tests/packaging/test_frozen.py
python -m tools.linux_packages deb dist/Colorizer dist
python -m tools.linux_packages appimage dist/Colorizer dist --runtime "$runtime"
colorizer colorize assets/icons/colorizer.png -o dist/expected.png --overwrite --device cpu
