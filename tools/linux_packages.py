"""Make a .deb, an AppImage or a tree for others of the folder that `make package` built.

    python -m tools.linux_packages deb dist/Colorizer dist/
    python -m tools.linux_packages appimage dist/Colorizer dist/ --runtime runtime-x86_64
    python -m tools.linux_packages tree dist/Colorizer dist/tree

The AppImage needs `mksquashfs`, and the runtime of AppImages, a file of about 1 MB that
https://github.com/AppImage/type2-runtime publishes for each processor. Nothing is downloaded.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from colorizer_gui import __version__
from tools.bundled import owners
from tools.icons import NAME, write_icons
from tools.package_files import linked_to, newest_glibc

ROOT = Path(__file__).parent.parent
FILES = ROOT / "packaging"
PROGRAMS = ("colorizer", "colorizer-gui")
# Where the header of a program (ELF) has the mark of AppImages, and its processor.
APPIMAGE, MACHINE = slice(8, 11), slice(18, 20)
# Deb wants an address. There is none; see SECURITY.md for how to reach the project.
MAINTAINER = "The Colorizer authors <noreply@colorizer.invalid>"
APP_RUN = """#!/bin/sh
# Called by the name `colorizer`, as by a link, it is the command, and the window otherwise.
here=$(dirname "$(readlink -f "$0")")
name=$0
# The runtime says by which name the AppImage was called, unless that is the name of another one,
# from which this was started. Shells that are started from here would take it for theirs.
if [ "$(readlink -f "${APPDIR:-}")" = "$here" ]; then name=${ARGV0:-$0}; fi
unset ARGV0
case "$(basename "$name")" in
    colorizer) exec "$here/usr/bin/colorizer" "$@" ;;
    *) exec "$here/usr/bin/colorizer-gui" "$@" ;;
esac
"""
CONTROL = """Package: colorizer
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: fonts-dejavu-core | fonts-noto-core, xdg-desktop-portal
Section: graphics
Priority: optional
Description: give black-and-white photographs believable color, offline
 Drop a scan on the window, compare before and after, and save it at full
 resolution, in its own bit depth, with its metadata. A command does the same
 for whole folders. Photos never leave the computer.
"""


def make_tree(package: Path, root: Path) -> None:
    """Lay out the program under a root as Linux wants it: `usr/lib`, `usr/bin`, `usr/share`."""
    place = root / "usr/lib/colorizer"
    place.parent.mkdir(parents=True)
    # Keeps links: both programs are one file.
    subprocess.run(["cp", "--archive", package, place], check=True)
    programs = root / "usr/bin"
    programs.mkdir(parents=True)
    for name in PROGRAMS:
        (programs / name).symlink_to(f"../lib/colorizer/{name}")
    share = root / "usr/share"
    for file, place in (
        (f"linux/{NAME}.desktop", f"applications/{NAME}.desktop"),
        (f"linux/{NAME}.metainfo.xml", f"metainfo/{NAME}.metainfo.xml"),
        (f"linux/{NAME}.mime.xml", f"mime/packages/{NAME}.xml"),
        ("command/colorizer.1", "man/man1/colorizer.1"),
        ("command/colorizer.1", "man/man1/colorizer-gui.1"),
        ("command/colorizer.bash", "bash-completion/completions/colorizer"),
        ("command/_colorizer", "zsh/vendor-completions/_colorizer"),
        ("command/colorizer.fish", "fish/vendor_completions.d/colorizer.fish"),
    ):
        target = share / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FILES / file, target)
    write_icons(share / "icons/hicolor")
    notice = root / "usr/share/doc/colorizer/copyright"
    notice.parent.mkdir(parents=True)
    third_party = "usr/lib/colorizer/_internal/colorizer_gui/third_party"
    notice.write_text(
        (ROOT / "LICENSE").read_text(encoding="utf-8")
        + f"\nThe libraries that it contains have their licenses in /{third_party}.\n",
        encoding="utf-8",
    )


def binaries(root: Path) -> Iterator[Path]:
    """The programs and libraries in a folder."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def dependencies(root: Path) -> list[str]:
    """The packages of Debian that have what the programs load from the system."""
    found = list(binaries(root))
    inside = {path.name for path in root.rglob("*.so*")}
    outside = {name for path in found for name in linked_to(path)} - inside
    # Loaders have names of their own on each processor, and belong to libc6.
    outside = {name for name in outside if not name.startswith("ld-")}
    by_name = {Path(place).name: package for place, package in owners().items()}
    if unknown := sorted(outside - by_name.keys()):
        raise SystemExit(f"No package of this system has: {', '.join(unknown)}.")
    packages = {by_name[name].partition(":")[0] for name in outside} - {"libc6"}
    oldest = ".".join(map(str, newest_glibc(found)))
    return [f"libc6 (>= {oldest})", *sorted(packages)]


def build_deb(package: Path, folder: Path) -> Path:
    """Build a package for Debian and Ubuntu, and return its path."""
    root = folder / "deb"
    shutil.rmtree(root, ignore_errors=True)
    make_tree(package, root)
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}"
        f"  {path.relative_to(root)}\n"
        for path in files
    ]
    command = ["dpkg", "--print-architecture"]
    architecture = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    control = CONTROL.format(
        version=__version__,
        architecture=architecture.strip(),
        maintainer=MAINTAINER,
        kilobytes=sum(path.stat().st_size for path in files) // 1024,
        depends=", ".join(dependencies(root)),
    )
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(control, encoding="utf-8")
    (root / "DEBIAN/md5sums").write_text("".join(sums), encoding="utf-8")
    target = folder / f"colorizer_{__version__}_{architecture.strip()}.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, target]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root)
    return target


def check_runtime(runtime: Path, package: Path) -> None:
    """Refuse a file that is no runtime of AppImages for the processor of a program."""

    def start(path: Path) -> bytes:
        with path.open("rb") as file:
            return file.read(MACHINE.stop)

    advice = "Get it for this processor from https://github.com/AppImage/type2-runtime."
    if not runtime.is_file() or start(runtime)[APPIMAGE] != b"AI\x02":
        raise SystemExit(f"{runtime} is not the runtime of AppImages. {advice}")
    program = next(binaries(package))
    if start(runtime)[MACHINE] != start(program)[MACHINE]:
        raise SystemExit(f"The runtime {runtime} is for another processor. {advice}")


def build_appimage(package: Path, folder: Path, runtime: Path) -> Path:
    """Build an AppImage, which is the runtime followed by a file system, and return its path."""
    if shutil.which("mksquashfs") is None:
        raise SystemExit("mksquashfs is missing. Install squashfs-tools.")
    check_runtime(runtime, package)
    root = folder / "AppDir"
    shutil.rmtree(root, ignore_errors=True)
    make_tree(package, root)
    (root / "AppRun").write_text(APP_RUN, encoding="ascii")
    (root / "AppRun").chmod(0o755)
    (root / f"{NAME}.desktop").symlink_to(f"usr/share/applications/{NAME}.desktop")
    icon = f"usr/share/icons/hicolor/256x256/apps/{NAME}.png"
    (root / f"{NAME}.png").symlink_to(icon)
    (root / ".DirIcon").symlink_to(icon)
    image = folder / "AppDir.squashfs"
    squash = ["mksquashfs", root, image, "-root-owned", "-noappend", "-quiet", "-comp", "zstd"]
    # Of the commit, so that a repeated build gives the same file.
    environment = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")}
    subprocess.run(squash, check=True, stdout=subprocess.DEVNULL, env=os.environ | environment)
    target = folder / f"Colorizer-{__version__}-{platform.machine()}.AppImage"
    with target.open("wb") as file:
        for part in (runtime, image):
            with part.open("rb") as content:
                shutil.copyfileobj(content, file)
    target.chmod(0o755)
    image.unlink()
    shutil.rmtree(root)
    return target


def main(arguments: list[str] | None = None) -> None:
    """Build what the arguments say."""
    parser = argparse.ArgumentParser(description="Makes a .deb, an AppImage or a tree.")
    parser.add_argument("kind", choices=["deb", "appimage", "tree"])
    parser.add_argument("package", type=Path, help="the folder from make package")
    parser.add_argument("folder", type=Path, help="where the file is written")
    parser.add_argument("--runtime", type=Path, help="the runtime of AppImages for this processor")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.kind == "tree":
        make_tree(options.package, options.folder)
    elif options.kind == "deb":
        print(build_deb(options.package, options.folder))
    elif options.runtime is None:
        parser.error("an AppImage needs --runtime")
    else:
        print(build_appimage(options.package, options.folder, options.runtime))


if __name__ == "__main__":
    main()
