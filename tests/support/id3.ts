/** What a tag is to say; what is absent has no frame. */
export interface TagTexts {
  readonly artist?: string;
  readonly albumArtist?: string;
  readonly album?: string;
  readonly genre?: string;
}

const FRAMES = {
  2: { artist: "TP1", albumArtist: "TP2", album: "TAL", genre: "TCO" },
  3: { artist: "TPE1", albumArtist: "TPE2", album: "TALB", genre: "TCON" },
  4: { artist: "TPE1", albumArtist: "TPE2", album: "TALB", genre: "TCON" },
} as const;

/** An ID3v2 tag, to stand before an MP3: id3.org, "ID3 tag version 2.2.0", "2.3.0", "2.4.0". */
export function id3v2(version: 2 | 3 | 4, texts: TagTexts): Buffer {
  const frames = Object.entries(FRAMES[version]).flatMap(([key, id]) => {
    const text = texts[key as keyof TagTexts];
    return text === undefined ? [] : [frame(version, id, text)];
  });
  const body = Buffer.concat(frames);
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, version, 0, 0]), syncsafe(body.length), body]);
}

function frame(version: 2 | 3 | 4, id: string, text: string): Buffer {
  // UTF-16 with its mark, which all versions know.
  const content = Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  if (version === 2) return Buffer.concat([Buffer.from(id), size.subarray(1), content]);
  return Buffer.concat([Buffer.from(id), version === 4 ? syncsafe(content.length) : size, Buffer.alloc(2), content]);
}

/** Seven bits a byte. */
function syncsafe(size: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((bits) => (size >> bits) & 127));
}

/** An ID3v1 tag, to stand after an MP3; the genre by its number. */
export function id3v1({ artist, album, genre }: { artist: string; album: string; genre: number }): Buffer {
  const tag = Buffer.alloc(128);
  tag.write("TAG", 0, "latin1");
  tag.write(artist, 33, 30, "latin1");
  tag.write(album, 63, 30, "latin1");
  tag[127] = genre;
  return tag;
}
