#!/bin/bash
# The pictures of scenes as another reader of PNG sees them: zlib, and the checksums of the chunks.
set -uo pipefail
# shellcheck source=tests/_lib.sh
. "$(dirname "$0")/../_lib.sh"
command -v python3 >/dev/null || skip 'no python3'
"${MAKE:-make}" -s build/bin/scenes || exit 1
for kind in '' --films --held-out; do
  # shellcheck disable=SC2086 # none or one word
  build/bin/scenes --scenes 23 $kind --pictures "$scratch/sheet.png" >"$scratch/captions" || fail "scenes $kind"
  [ "$(wc -l <"$scratch/captions")" = 23 ] || fail "scenes $kind: not 23 captions"
  python3 -B - "$scratch/sheet.png" <<'PYTHON' || fail "scenes $kind: not a PNG that zlib and its checksums agree with"
import struct
import sys
import zlib

data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n"
at, chunks = 8, {}
while at < len(data):
    length, name = struct.unpack(">I4s", data[at:at + 8])
    body = data[at + 8:at + 8 + length]
    assert struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(name + body)
    chunks[name] = body
    at += 12 + length
assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
width, height, bits, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
assert (bits, colour) == (8, 2) and width % 132 == 4 and height % 132 == 4
raw = zlib.decompress(chunks[b"IDAT"])
assert len(raw) == height * (3 * width + 1)
row, colours = bytes(3 * width), set()
for y in range(height):
    line = raw[y * (3 * width + 1):(y + 1) * (3 * width + 1)]
    assert line[0] == 2
    row = bytes((a + b) & 255 for a, b in zip(line[1:], row))
    colours.update(zip(row[0::3], row[1::3], row[2::3]))
assert (255, 255, 255) in colours and (20, 20, 26) in colours and len(colours) > 30
PYTHON
done
build/bin/scenes --pictures "$scratch/nowhere/x.png" >/dev/null 2>"$scratch/err" && fail 'a picture nowhere'
grep -q nowhere "$scratch/err" || fail "no word of nowhere: $(cat "$scratch/err")"
finish 'pictures of scenes are PNG files'
