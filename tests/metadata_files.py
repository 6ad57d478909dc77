"""Photos with all kinds of metadata, as bytes, for each format that is read."""

import io
import struct
import zlib

import imagecodecs
import numpy as np
import pillow_heif
from PIL import Image

from photo_files import jpeg2000 as plain_jpeg2000
from photo_files import png_chunk

EXIF_CAPTION = "Großmutter, Köln 1931"
XMP_TITLE = "Grandmother & the lake"
KEYWORD = b"family"
COMMENT = b"scanned on a rainy day"
URL = b"https://example.org/archive"
DPI = (300.0, 600.0)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "stDim": "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "GCamera": "http://ns.google.com/photos/1.0/camera/",
    "hdrgm": "http://ns.adobe.com/hdr-gain-map/1.0/",
    "own": "https://example.org/own/",
}


def xmp(inside="", attributes=""):
    """A packet of one description, with elements and attributes of the usual prefixes."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" {declared} {attributes}>{inside}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def title(text=XMP_TITLE):
    """The element of a title in one language."""
    text = text.replace("&", "&amp;")
    return f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:title>'


def dataset(number, text, record=2):
    """One IPTC dataset."""
    return bytes((0x1C, record, number)) + struct.pack(">H", len(text)) + text


def resource(number, content, name=b""):
    """One of Photoshop's image resources."""
    name = bytes((len(name),)) + name
    name += b"\0" * (len(name) % 2)
    size = struct.pack(">I", len(content))
    return b"8BIM" + struct.pack(">H", number) + name + size + content + b"\0" * (len(content) % 2)


def ascii_tag(number, text):
    """A text tag for `exif`, in UTF-8."""
    return number, 2, text.encode() + b"\0"


def shorts(number, *values):
    """A tag of 16-bit integers for `exif`."""
    return number, 3, struct.pack(f"<{len(values)}H", *values)


def ratio(number, value):
    """A tag of one fraction for `exif`."""
    return number, 5, struct.pack("<II", round(value * 100), 100)


SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}


def exif(*tags, inside=(), gps=(), note=None, note_place=None):
    """EXIF, little-endian and by hand: Pillow turns letters beyond ASCII into question marks.

    Parameters
    ----------
    *tags, inside, gps : tuples of number, type and bytes
        Of the first directory, of EXIF's own and of GPS.
    note : bytes, optional
        A maker note.
    note_place : int, optional
        Where it lies; else behind all else.
    """
    result = bytearray(b"II*\0\x08\0\0\0")
    directories = [("first", list(tags)), ("exif", list(inside)), ("gps", list(gps))]
    if note is not None:
        directories[1][1].append((37500, 7, note))
    lengths = {name: 2 + 12 * (len(entries) + 2) + 4 for name, entries in directories}
    starts = {"first": 8, "exif": 8 + lengths["first"]}
    starts["gps"] = starts["exif"] + lengths["exif"]
    values = bytearray()
    base = starts["gps"] + lengths["gps"]

    def put(data):
        if len(data) <= 4:
            return data.ljust(4, b"\0")
        place = base + len(values)
        values.extend(data + b"\0" * (len(data) % 2))
        return struct.pack("<I", place)

    for name, entries in directories:
        pointers = []
        if name == "first":
            inner = ((34665, "exif", directories[1][1]), (34853, "gps", directories[2][1]))
            pointers = [(n, 4, struct.pack("<I", starts[to])) for n, to, found in inner if found]
        table = struct.pack("<H", len(entries) + len(pointers))
        for number, kind, data in sorted([*entries, *pointers]):
            field = put(data) if number != 37500 or note_place is None else None
            if field is None:
                field = struct.pack("<I", note_place)
            table += struct.pack("<HHI4s", number, kind, len(data) // SIZES[kind], field)
        result.extend((table + b"\0\0\0\0").ljust(lengths[name], b"\0"))
    result += values
    if note is not None and note_place is not None:
        result.extend(b"\0" * (note_place + len(note) - len(result)))
        result[note_place : note_place + len(note)] = note
    return bytes(result)


FULL_EXIF = exif(
    ascii_tag(270, EXIF_CAPTION), ratio(282, DPI[0]), ratio(283, DPI[1]), shorts(296, 2)
)
FULL_XMP = xmp(title())
FULL_IPTC = dataset(0, b"\0\4") + dataset(25, KEYWORD) + dataset(25, b"lake")
FULL_RESOURCES = resource(0x0404, FULL_IPTC) + resource(1035, URL)
TEXTS = (
    (b"tEXt", b"Author\0A. Photographer"),
    (b"zTXt", b"Source\0\0" + zlib.compress(b"Flatbed scanner")),
    (b"iTXt", b"Description\0\0\0de\0Beschreibung\0" + EXIF_CAPTION.encode()),
)


def pixels():
    """Gray values, uint8 of shape (48, 64)."""
    return np.add.outer(np.arange(48) * 2, np.arange(64) * 2).astype(np.uint8)


def segment(marker, body):
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments, tail=b"", **options):
    """A JPEG with segments behind its JFIF segment."""
    buffer = io.BytesIO()
    Image.fromarray(pixels()).save(buffer, "JPEG", quality=95, **options)
    data = buffer.getvalue()
    return data[:20] + b"".join(segments) + data[20:] + tail


def exif_segment(data=FULL_EXIF):
    """The segment of EXIF."""
    return segment(0xE1, b"Exif\0\0" + data)


def xmp_segment(data=FULL_XMP):
    """The segment of XMP."""
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + data)


def resource_segments(data=FULL_RESOURCES, step=60000):
    """The segments of Photoshop's resources, of some bytes each."""
    parts = [data[start : start + step] for start in range(0, len(data), step)]
    return b"".join(segment(0xED, b"Photoshop 3.0\0" + part) for part in parts)


def png(*chunks):
    """A PNG with chunks, each a name and a content, behind its header."""
    buffer = io.BytesIO()
    Image.fromarray(pixels()).save(buffer, "PNG")
    data = buffer.getvalue()
    return data[:33] + b"".join(png_chunk(*chunk) for chunk in chunks) + data[33:]


def raw_profile(kind, data):
    """The chunk of a profile as ImageMagick writes it."""
    text = b"\n%b\n%8d\n%b\n" % (kind, len(data), data.hex().encode())
    return b"zTXt", b"Raw profile type " + kind + b"\0\0" + zlib.compress(text)


def tiff(**tags):
    """A TIFF with tags by name: t700=(type, bytes)."""
    values = {int(name[1:]): value for name, value in tags.items()}
    rows, columns = pixels().shape
    plain = {
        256: columns,
        257: rows,
        258: 8,
        259: 1,
        262: 1,
        277: 1,
        278: rows,
        279: rows * columns,
    }
    entries = [(number, 4, struct.pack("<I", value)) for number, value in plain.items()]
    entries += [(number, kind, data) for number, (kind, data) in values.items()]
    data = exif(*entries, (273, 4, b"\0\0\0\0"))
    strip = len(data)
    place = data.index(struct.pack("<HHI", 273, 4, 1)) + 8
    return data[:place] + struct.pack("<I", strip) + data[place + 4 :] + pixels().tobytes()


def box(kind, body):
    """A box of JPEG 2000."""
    return struct.pack(">I4s", len(body) + 8, kind) + body


def jpeg2000(*boxes, header=b""):
    """A JPEG 2000 file with boxes, and more in the header box."""
    data = plain_jpeg2000(pixels())
    place = data.index(b"jp2h") - 4
    size = int.from_bytes(data[place : place + 4], "big")
    head = data[place + 8 : place + size] + header
    return data[:place] + box(b"jp2h", head) + b"".join(boxes) + data[place + size :]


XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
IPTC_BOX = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38")


def pillow(kind, **options):
    """A file as Pillow writes it in color."""
    buffer = io.BytesIO()
    Image.fromarray(np.dstack([pixels()] * 3)).save(buffer, kind, **options)
    return buffer.getvalue()


def heic(exif_data, xmp_data):
    """An HEIC file."""
    file = pillow_heif.from_bytes("RGB", (64, 48), np.dstack([pixels()] * 3).tobytes())
    buffer = io.BytesIO()
    file.save(buffer, exif=exif_data, xmp=xmp_data)
    return buffer.getvalue()


def jpegxl(*boxes):
    """A JPEG XL file with boxes behind its pixels."""
    data = imagecodecs.jpegxl_encode(pixels(), lossless=True, usecontainer=True)
    return bytes(data) + b"".join(boxes)


def psd(*resources):
    """A gray PSD without layers."""
    rows, columns = pixels().shape
    header = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 1, rows, columns, 8, 1)
    block = b"".join(resources)
    sizes = struct.pack(">I", len(block)) + block + bytes(4)
    return header + bytes(4) + sizes + bytes(2) + pixels().tobytes()


def full_files():
    """A file of each format that is read, raw files aside, with all that it can hold, by name."""
    texts = (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + FULL_XMP)
    per_meter = [round(value / 0.0254) for value in DPI]
    resolution = struct.pack(">4H2b", per_meter[1], 1, per_meter[0], 1, 0, 0)
    bmp = bytearray(pillow("BMP"))
    bmp[38:46] = struct.pack("<2i", *per_meter)
    return {
        "photo.jpg": jpeg(
            exif_segment(), xmp_segment(), resource_segments(), segment(0xFE, COMMENT)
        ),
        "photo.png": png(
            (b"pHYs", struct.pack(">IIB", *per_meter, 1)),
            (b"eXIf", FULL_EXIF),
            texts,
            raw_profile(b"8bim", FULL_RESOURCES),
            *TEXTS,
            (b"tIME", struct.pack(">H5B", 1999, 5, 1, 12, 0, 0)),
        ),
        "photo.tif": tiff(
            t270=(2, EXIF_CAPTION.encode() + b"\0"),
            t282=ratio(0, DPI[0])[1:],
            t283=ratio(0, DPI[1])[1:],
            t296=shorts(0, 2)[1:],
            t700=(1, FULL_XMP),
            t33723=(7, FULL_IPTC),
            t34377=(1, resource(1035, URL)),
        ),
        "photo.webp": pillow("WEBP", exif=FULL_EXIF, xmp=FULL_XMP),
        "photo.avif": pillow("AVIF", exif=FULL_EXIF, xmp=FULL_XMP),
        "photo.heic": heic(FULL_EXIF, FULL_XMP),
        "photo.jxl": jpegxl(box(b"Exif", bytes(4) + FULL_EXIF), box(b"xml ", FULL_XMP)),
        "photo.psd": psd(
            resource(1005, b"".join(struct.pack(">IHH", round(dpi * 65536), 1, 1) for dpi in DPI)),
            resource(1058, FULL_EXIF),
            resource(1060, FULL_XMP),
            FULL_RESOURCES,
        ),
        "photo.jp2": jpeg2000(
            box(b"uuid", b"JpgTiffExif->JP2" + FULL_EXIF),
            box(b"uuid", XMP_BOX + FULL_XMP),
            box(b"uuid", IPTC_BOX + FULL_IPTC),
            box(b"xml ", b"<archive/>"),
            header=box(b"res ", box(b"resc", resolution)),
        ),
        "photo.bmp": bytes(bmp),
    }
