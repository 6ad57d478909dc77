"""The namespaces of XMP that the program reads or writes."""

from typing import Final

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
META: Final = "adobe:ns:meta/"
COLORIZER: Final = "urn:colorizer:1"

DC: Final = "http://purl.org/dc/elements/1.1/"
DC_TERMS: Final = "http://purl.org/dc/terms/"
XMP: Final = "http://ns.adobe.com/xap/1.0/"
XMP_MEDIA: Final = "http://ns.adobe.com/xap/1.0/mm/"
RESOURCE_REF: Final = "http://ns.adobe.com/xap/1.0/sType/ResourceRef#"
XMP_NOTE: Final = "http://ns.adobe.com/xmp/note/"
PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
CAMERA_RAW: Final = "http://ns.adobe.com/camera-raw-settings/1.0/"
TIFF: Final = "http://ns.adobe.com/tiff/1.0/"
EXIF: Final = "http://ns.adobe.com/exif/1.0/"
EXIF_EX: Final = "http://cipa.jp/exif/1.0/"
IPTC_CORE: Final = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXT: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"

REGIONS: Final = "http://www.metadataworkinggroup.com/schemas/regions/"
AREA: Final = "http://ns.adobe.com/xmp/sType/Area#"
DIMENSIONS: Final = "http://ns.adobe.com/xap/1.0/sType/Dimensions#"
ACDSEE_REGIONS: Final = "http://ns.acdsee.com/regions/"
ACDSEE_AREA: Final = "http://ns.acdsee.com/sType/Area#"
ACDSEE_DIMENSIONS: Final = "http://ns.acdsee.com/sType/Dimensions#"
MICROSOFT_PHOTO: Final = "http://ns.microsoft.com/photo/1.2/"
MICROSOFT_REGION: Final = "http://ns.microsoft.com/photo/1.2/t/Region#"

GOOGLE_CAMERA: Final = "http://ns.google.com/photos/1.0/camera/"
GOOGLE_CONTAINERS: Final = (
    "http://ns.google.com/photos/1.0/container/",
    "http://ns.google.com/photos/1.0/container/item/",
)
GAIN_MAPS: Final = ("http://ns.adobe.com/hdr-gain-map/1.0/", "http://ns.apple.com/HDRGainMap/1.0/")
DEPTH_MAPS: Final = (
    "http://ns.google.com/photos/1.0/depthmap/",
    "http://ns.google.com/photos/1.0/focus/",
    "http://ns.google.com/photos/1.0/image/",
    "http://ns.google.com/photos/dd/1.0/",
)
PANORAMAS: Final = "http://ns.google.com/photos/1.0/panorama/"
APPLE_FACES: Final = "http://ns.apple.com/faceinfo/1.0/"
SOUNDS: Final = ("http://ns.google.com/photos/1.0/audio/",)

# Taken for prefixes that a packet uses without declaring them.
USUAL_PREFIXES: Final = {
    "rdf": RDF,
    "x": META,
    "dc": DC,
    "xmp": XMP,
    "xap": XMP,
    "xmpNote": XMP_NOTE,
    "xmpMM": XMP_MEDIA,
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": PHOTOSHOP,
    "crs": CAMERA_RAW,
    "tiff": TIFF,
    "exif": EXIF,
    "exifEX": EXIF_EX,
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "Iptc4xmpCore": IPTC_CORE,
    "Iptc4xmpExt": IPTC_EXT,
    "mwg-rs": REGIONS,
    "stArea": AREA,
    "stDim": DIMENSIONS,
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "stRef": RESOURCE_REF,
    "MPReg": MICROSOFT_REGION,
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MP": MICROSOFT_PHOTO,
}
