"""What Windows and macOS are told about the packaged programs."""

from pathlib import Path
from typing import Any

from colorizer_gui import __version__
from colorizer_gui.engine.photo.registry import OPEN_SUFFIXES

AUTHORS = "The Colorizer authors"
COPYRIGHT = f"Copyright (c) 2026 {AUTHORS}, MIT license"
# Of the wheels of ONNX Runtime, which need the newest system of all.
OLDEST_MACOS = "14.0"

# In the form that PyInstaller evaluates; 0x409 and 1200 are American English in Unicode.
VERSION_FILE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [{strings}])]),
    VarFileInfo([VarStruct("Translation", [0x409, 1200])]),
  ],
)
"""


def write_version_file(path: Path, program: str, description: str) -> Path:
    """Write the version resource of a program for Windows, and return the path."""
    parts = [int(part) for part in __version__.split(".")[:3] if part.isdecimal()]
    numbers = (*parts, 0, 0, 0, 0)[:4]
    strings = {
        "CompanyName": AUTHORS,
        "FileDescription": description,
        "FileVersion": __version__,
        "InternalName": program,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Colorizer",
        "ProductVersion": __version__,
    }
    listed = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    path.write_text(VERSION_FILE.format(numbers=numbers, strings=listed), encoding="utf-8")
    return path


def info_plist() -> dict[str, Any]:
    """What Info.plist of the program for macOS says beyond PyInstaller's own."""
    return {
        "CFBundleExecutable": "colorizer-gui",
        "CFBundleShortVersionString": __version__,
        "CFBundleLocalizations": ["en", "de", "zh-Hans"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Photo",
                "CFBundleTypeRole": "Editor",
                # Offered under "Open With", but never what opens photos by itself.
                "LSHandlerRank": "Alternate",
                "CFBundleTypeExtensions": [suffix.removeprefix(".") for suffix in OPEN_SUFFIXES],
            },
            {
                "CFBundleTypeName": "Folder",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "None",
                "LSItemContentTypes": ["public.folder"],
            },
        ],
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
    }
