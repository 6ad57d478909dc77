"""A hook of MkDocs: the site has the pages of the repository, under their paths there."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
PATTERNS = ("*.md", "LICENSE", "docs/**/*", "models/*.md", "assets/icons/colorizer.svg")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take the files of the repository instead of those of docs/ alone."""
    docs = Path(config.docs_dir)
    for file in list(files):
        if file.src_dir is not None and Path(file.src_dir) == docs:
            files.remove(file)
    for path in sorted(path for pattern in PATTERNS for path in ROOT.glob(pattern)):
        if path.is_file():
            name = path.relative_to(ROOT).as_posix()
            files.append(File.generated(config, name, abs_src_path=str(path)))
    return files
