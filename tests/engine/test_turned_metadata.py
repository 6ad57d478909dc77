"""What points into the pixels turns with them, and what describes the old file goes."""

import struct
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorizer_gui.engine.photo import lost_for_good, read_photo, without_regions, write_photo
from colorizer_gui.engine.photo.metadata.orientation import Turn, upright
from colorizer_gui.engine.preparation import Crop, Preparation
from colorizer_gui.engine.preparation.prepare import prepared
from metadata_files import (
    NAMESPACES,
    RDF,
    dataset,
    exif,
    exif_segment,
    heic,
    jpeg,
    pixels,
    png,
    resource,
    resource_segments,
    segment,
    shorts,
    title,
    xmp,
    xmp_segment,
)
from photo_files import notices_of

WIDTH, HEIGHT = 64, 48
LEFT, TOP, ACROSS, DOWN = 8, 6, 16, 12  # a rectangle in pixels
ORIENTATIONS = range(1, 9)


def covered(left, top, across, down, width=WIDTH, height=HEIGHT):
    """A picture of a rectangle."""
    mask = np.zeros((round(height), round(width)), np.uint8)
    mask[round(top) : round(top + down), round(left) : round(left + across)] = 1
    return mask


def expected(orientation):
    """Left, top, width and height of the rectangle in the pixels that are turned."""
    rows, columns = np.nonzero(upright(covered(LEFT, TOP, ACROSS, DOWN), orientation))
    return (
        int(columns.min()),
        int(rows.min()),
        int(np.ptp(columns)) + 1,
        int(np.ptp(rows)) + 1,
    )


def size(orientation):
    return (HEIGHT, WIDTH) if orientation > 4 else (WIDTH, HEIGHT)


@given(
    st.integers(1, 8),
    st.integers(1, 40),
    st.integers(1, 40),
    st.data(),
)
def test_a_rectangle_turns_as_the_pixels_it_covers(orientation, width, height, data):
    left = data.draw(st.integers(0, width - 1))
    top = data.draw(st.integers(0, height - 1))
    across = data.draw(st.integers(1, width - left))
    down = data.draw(st.integers(1, height - top))
    turn = Turn(orientation, width, height)
    turned = turn.rectangle(left, top, across, down)
    mask = upright(covered(left, top, across, down, width, height), orientation)
    np.testing.assert_array_equal(covered(*turned, *turn.size(width, height)), mask)
    center = turn.point(left + across / 2, top + down / 2)
    assert center == (turned[0] + turned[2] / 2, turned[1] + turned[3] / 2)


def relative(values, width=WIDTH, height=HEIGHT):
    left, top, across, down = values
    return left / width, top / height, across / width, down / height


def centered(values):
    left, top, across, down = values
    return left + across / 2, top + down / 2, across, down


def written(values, form="{:.10g}"):
    return [form.format(value) for value in values]


X, Y, W, H = written(centered(relative((LEFT, TOP, ACROSS, DOWN))))
RX, RY, RW, RH = written(relative((LEFT, TOP, ACROSS, DOWN)))
REGIONS = f"""
<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="{WIDTH}"
 stDim:h="{HEIGHT}" stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag>
<rdf:li rdf:parseType="Resource"><mwg-rs:Name>Grandmother</mwg-rs:Name><mwg-rs:Area
 stArea:x="{X}" stArea:y="{Y}" stArea:w="{W}" stArea:h="{H}" stArea:unit="normalized"/></rdf:li>
<rdf:li><rdf:Description mwg-rs:Name="Aunt" mwg-rs:Rotation="0.5"><mwg-rs:Area
 rdf:parseType="Resource"><stArea:x>{LEFT}</stArea:x><stArea:y>{TOP}</stArea:y><stArea:d>4</stArea:d>
<stArea:unit>pixel</stArea:unit></mwg-rs:Area></rdf:Description></rdf:li>
</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
<MP:RegionInfo><rdf:Description><MPRI:Regions><rdf:Bag><rdf:li
 MPReg:Rectangle="{RX}, {RY}, {RW}, {RH}" MPReg:PersonDisplayName="Grandmother"/></rdf:Bag>
</MPRI:Regions></rdf:Description></MP:RegionInfo>
<Iptc4xmpExt:ImageRegion><rdf:Bag>
<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">
<Iptc4xmpExt:rbShape>rectangle</Iptc4xmpExt:rbShape><Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit>
<Iptc4xmpExt:rbX>{RX}</Iptc4xmpExt:rbX><Iptc4xmpExt:rbY>{RY}</Iptc4xmpExt:rbY>
<Iptc4xmpExt:rbW>{RW}</Iptc4xmpExt:rbW><Iptc4xmpExt:rbH>{RH}</Iptc4xmpExt:rbH>
</Iptc4xmpExt:RegionBoundary></rdf:li>
<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary Iptc4xmpExt:rbShape="circle"
 Iptc4xmpExt:rbUnit="relative" Iptc4xmpExt:rbX="{RX}" Iptc4xmpExt:rbY="{RY}"
 Iptc4xmpExt:rbRx="{4 / WIDTH}"/></rdf:li>
<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">
<Iptc4xmpExt:rbShape>polygon</Iptc4xmpExt:rbShape><Iptc4xmpExt:rbUnit>pixel</Iptc4xmpExt:rbUnit>
<Iptc4xmpExt:rbVertices><rdf:Seq><rdf:li Iptc4xmpExt:rbX="{LEFT}" Iptc4xmpExt:rbY="{TOP}"/>
</rdf:Seq></Iptc4xmpExt:rbVertices></Iptc4xmpExt:RegionBoundary></rdf:li>
</rdf:Bag></Iptc4xmpExt:ImageRegion>
<exif:SubjectArea><rdf:Seq><rdf:li>{LEFT + ACROSS // 2}</rdf:li><rdf:li>{TOP + DOWN // 2}</rdf:li>
<rdf:li>{ACROSS}</rdf:li><rdf:li>{DOWN}</rdf:li></rdf:Seq></exif:SubjectArea>
<crs:CropLeft>{RX}</crs:CropLeft>"""
CROP = (
    f'crs:CropTop="{RY}" crs:CropRight="{(LEFT + ACROSS) / WIDTH}" '
    f'crs:CropBottom="{(TOP + DOWN) / HEIGHT}" crs:HasCrop="True"'
)
SUBJECT = (LEFT + ACROSS // 2, TOP + DOWN // 2, ACROSS, DOWN)


def opened(tmp_path, orientation, note="", attributes=CROP):
    tags = exif(
        shorts(274, orientation), inside=(shorts(37396, *SUBJECT), shorts(41492, LEFT, TOP))
    )
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(exif_segment(tags), xmp_segment(xmp(REGIONS + note, attributes))))
    return read_photo(path)


def name(prefixed):
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def field(element, prefixed):
    """The number of a field of a structure, in either form."""
    value = element.get(name(prefixed))
    return float(value if value is not None else element.find(name(prefixed)).text)


def fields(element, prefix, names):
    return [field(element, f"{prefix}:{each}") for each in names]


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_regions_turn_with_the_pixels(tmp_path, orientation):
    photo = opened(tmp_path, orientation)
    root = ET.fromstring(photo.metadata.xmp)
    width, height = size(orientation)
    rectangle = expected(orientation)
    here = relative(rectangle, width, height)

    dimensions = root.find(f".//{name('mwg-rs:AppliedToDimensions')}")
    assert fields(dimensions, "stDim", "wh") == [width, height]
    face, circle = root.findall(f".//{name('mwg-rs:Area')}")
    assert fields(face, "stArea", "xywh") == pytest.approx(centered(here))
    corner = Turn(orientation, WIDTH, HEIGHT).point(LEFT, TOP)
    assert fields(circle, "stArea", "xyd") == [*corner, 4]
    people = root.find(f".//*[@{name('MPReg:Rectangle')}]").get(name("MPReg:Rectangle"))
    assert list(map(float, people.split(","))) == pytest.approx(here)
    whole, disk, polygon = root.findall(f".//{name('Iptc4xmpExt:RegionBoundary')}")
    sides = ("rbX", "rbY", "rbW", "rbH")
    assert fields(whole, "Iptc4xmpExt", sides) == pytest.approx(here)
    near = corner[0] / width, corner[1] / height
    assert fields(disk, "Iptc4xmpExt", ("rbX", "rbY", "rbRx")) == pytest.approx((*near, 4 / width))
    vertex = polygon.find(f".//{{{RDF}}}li")
    assert fields(vertex, "Iptc4xmpExt", sides[:2]) == list(corner)
    subject = root.findall(f".//{name('exif:SubjectArea')}//{{{RDF}}}li")
    assert [float(item.text) for item in subject] == list(centered(rectangle))
    angle = root.find(f".//*[@{name('mwg-rs:Rotation')}]").get(name("mwg-rs:Rotation"))
    assert float(angle) == (-0.5 if orientation in (2, 4, 5, 7) else 0.5)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_crop_turns_with_the_pixels(tmp_path, orientation):
    photo = opened(tmp_path, orientation)
    root = ET.fromstring(photo.metadata.xmp)
    left, top, across, down = relative(expected(orientation), *size(orientation))
    found = [field(root[0][0], f"crs:Crop{side}") for side in ("Left", "Top", "Right", "Bottom")]
    assert found == pytest.approx([left, top, left + across, top + down])


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_subjects_of_exif_turn_with_the_pixels(tmp_path, orientation):
    photo = opened(tmp_path, orientation)
    area = centered(expected(orientation))
    corner = Turn(orientation, WIDTH, HEIGHT).point(LEFT, TOP)
    for numbers in (area, corner):
        packed = struct.pack(f"<{len(numbers)}H", *map(int, numbers))
        assert packed in photo.metadata.exif


def test_what_cannot_be_turned_is_named(tmp_path):
    brush = "<crs:PaintBasedCorrections><rdf:Seq/></crs:PaintBasedCorrections>"
    upright_photo = opened(tmp_path, 1, brush, CROP + ' crs:CropAngle="3"')
    assert upright_photo.metadata.extras == ()
    photo = opened(tmp_path, 6, brush, CROP + ' crs:CropAngle="3"')
    assert [str(each) for each in lost_for_good(photo.metadata.extras)] == [
        "local adjustments",
        "crop settings",
    ]
    assert b"CropLeft" not in photo.metadata.xmp
    assert b"PaintBased" not in photo.metadata.xmp
    assert b"Grandmother" in photo.metadata.xmp


def test_a_result_beside_its_photo_has_no_regions(tmp_path):
    metadata = without_regions(opened(tmp_path, 1, title("At the lake")).metadata)
    assert b"lake" in metadata.xmp
    for word in (b"Grandmother", b"SubjectArea", b"Crop"):
        assert word not in metadata.xmp
    assert struct.pack("<4H", *SUBJECT) not in metadata.exif
    assert [str(each) for each in lost_for_good(metadata.extras)] == ["regions"]


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_paths_of_photoshop_turn_with_the_pixels(tmp_path, orientation):
    def knot(x, y):
        return [round(y / HEIGHT * 2**24), round(x / WIDTH * 2**24)] * 3

    path_record = struct.pack(">H6i", 1, *knot(LEFT, TOP))
    head = struct.pack(">HH22x", 0, 1)
    block = resource(2000, head + path_record, b"Outline") + resource(1032, b"guides")
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(exif_segment(exif(shorts(274, orientation))), resource_segments(block)))
    photo = read_photo(path)
    x, y = Turn(orientation, WIDTH, HEIGHT).point(LEFT, TOP)
    width, height = size(orientation)
    turned = struct.pack(">2i", round(y / height * 2**24), round(x / width * 2**24))
    (outline, *others) = photo.metadata.extras
    assert outline.data.count(turned) == 3
    assert b"Outline" in outline.data
    assert [each.name or each.kind for each in others] == [
        "guides" if orientation == 1 else "regions"
    ]


def test_the_letter_of_iptc_for_the_longer_side_turns(tmp_path):
    block = resource(1028, dataset(131, b"L") + dataset(130, b"1W") + dataset(120, b"caption"))
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(exif_segment(exif(shorts(274, 6))), resource_segments(block)))
    kept = read_photo(path).metadata.iptc
    assert kept == dataset(131, b"P") + dataset(120, b"caption")


@pytest.mark.parametrize(("turns", "orientation"), [(1, 6), (2, 3), (3, 8)])
def test_a_photo_that_the_user_turns_says_the_same_as_one_that_its_camera_turned(
    tmp_path, turns, orientation
):
    def knot(x, y):
        return [round(y / HEIGHT * 2**24), round(x / WIDTH * 2**24)] * 3

    outline = struct.pack(">HH22x", 0, 1) + struct.pack(">H6i", 1, *knot(LEFT, TOP))
    iptc = dataset(131, b"L") + dataset(120, b"caption")
    block = resource(1028, iptc) + resource(2000, outline, b"Outline") + resource(1080, b"counts")
    parts = xmp_segment(xmp(REGIONS + title("At the lake"), CROP)), resource_segments(block)
    path = tmp_path / "photo.jpg"

    def read(orientation):
        inside = (shorts(37396, *SUBJECT), shorts(41492, LEFT, TOP))
        tags = exif(shorts(274, orientation), shorts(296, 2), inside=inside)
        path.write_bytes(jpeg(exif_segment(tags), *parts))
        return read_photo(path)

    by_camera, by_user = read(orientation), prepared(read(1), Preparation(turns))
    np.testing.assert_array_equal(by_user.pixels, by_camera.pixels)
    assert by_user.metadata == by_camera.metadata
    assert b"Grandmother" in by_user.metadata.xmp


@pytest.mark.parametrize(
    "preparation", [Preparation(angle=2), Preparation(1, crop=Crop(right=0.5))]
)
def test_a_photo_that_is_straightened_or_cropped_names_no_places(tmp_path, preparation):
    metadata = prepared(opened(tmp_path, 1, title("At the lake")), preparation).metadata
    assert b"lake" in metadata.xmp
    assert b"Grandmother" not in metadata.xmp
    assert b"Crop" not in metadata.xmp
    assert [str(each) for each in lost_for_good(metadata.extras)] == ["regions"]


OLD = (
    'photoshop:ColorMode="1" photoshop:ICCProfile="Dot Gain 20%" tiff:ImageWidth="64" '
    'tiff:ImageLength="48" tiff:SamplesPerPixel="1" tiff:PhotometricInterpretation="1" '
    'exif:PixelXDimension="64" exif:PixelYDimension="48" exif:ColorSpace="65535" '
    'dc:format="image/tiff" photoshop:LegacyIPTCDigest="0123" crs:ConvertToGrayscale="True" '
    'GCamera:MotionPhoto="1" GCamera:MicroVideo="1" GCamera:MicroVideoOffset="4000" '
    'hdrgm:Version="1.0" hdrgm:GainMapMax="2" tiff:Orientation="6" tiff:Make="Maker" '
    'xmp:CreatorTool="Scanner" xmp:Rating="4"'
)


def test_what_describes_the_old_file_goes(tmp_path):
    bits = "<tiff:BitsPerSample><rdf:Seq><rdf:li>8</rdf:li></rdf:Seq></tiff:BitsPerSample>"
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(xmp_segment(xmp(bits, OLD)), tail=b"\0" * 4000))
    photo = read_photo(path)
    assert (photo.width, photo.height) == (HEIGHT, WIDTH)
    (description,) = ET.fromstring(photo.metadata.xmp)[0]
    kept = {key.rpartition("}")[2]: value for key, value in description.items()}
    assert kept == {
        "about": "",
        "Orientation": "1",
        "Make": "Maker",
        "CreatorTool": "Scanner",
        "Rating": "4",
    }
    assert len(description) == 0
    assert {str(each) for each in lost_for_good(photo.metadata.extras)} == {"video", "gain map"}


def test_further_pictures_are_named_and_smaller_copies_are_not(tmp_path):
    def index(kind):
        entries = struct.pack("<IIIHH", 0x030000, 100, 0, 0, 0)
        entries += struct.pack("<IIIHH", kind, 100, 5000, 0, 0)
        head = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 0xB002, 7, len(entries), 26)
        return segment(0xE2, b"MPF\0" + head + b"\0\0\0\0" + entries)

    path = tmp_path / "photo.jpg"
    for kind, named in ((0x010001, []), (0x020002, ["further pictures"])):
        path.write_bytes(jpeg(index(kind)))
        assert [str(each) for each in lost_for_good(read_photo(path).metadata.extras)] == named


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_container_of_heic_says_how_it_is_turned(tmp_path, orientation):
    """The encoder writes EXIF's orientation as properties too; EXIF's own does not count."""
    orientation_tag = struct.pack("<HHIHH", 274, 3, 1, orientation, 0)
    tags = exif(shorts(274, orientation), inside=(shorts(41492, LEFT, TOP),))
    data = heic(tags, xmp())
    assert orientation_tag in data
    path = tmp_path / "photo.heic"
    path.write_bytes(data.replace(orientation_tag, struct.pack("<HHIHH", 274, 3, 1, 3, 0)))
    photo = read_photo(path)
    turned = upright(pixels(), orientation).astype(int)
    assert np.abs(photo.pixels[..., 0] - turned).max() < 30
    corner = Turn(orientation, WIDTH, HEIGHT).point(LEFT, TOP)
    assert struct.pack("<2H", *map(int, corner)) in photo.metadata.exif


def test_a_turned_result_is_right_in_every_format(tmp_path):
    photo = opened(tmp_path, 6)
    path = write_photo(tmp_path / "out.png", np.dstack([photo.pixels] * 3), photo)
    assert read_photo(path).metadata.xmp == photo.metadata.xmp
    assert notices_of(read_photo(path)) == []


def test_texts_about_the_old_pixels_go(tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(png((b"tEXt", b"exif:PixelXDimension\x0064"), (b"tEXt", b"Title\0a title")))
    assert [extra.name for extra in read_photo(path).metadata.extras] == ["Title"]
