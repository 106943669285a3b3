/** The first bytes of files that are sometimes taken for CSV. */
const BEGINNINGS: readonly (readonly [bytes: string | readonly number[], what: string, wayOut: string])[] = [
  [[0x1f, 0x8b], "compressed with gzip", "unpack it (gunzip)"],
  ["BZh", "compressed with bzip2", "unpack it (bunzip2)"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "compressed with xz", "unpack it (unxz)"],
  [[0x28, 0xb5, 0x2f, 0xfd], "compressed with zstd", "unpack it (unzstd)"],
  ["PK", "a zip archive or a spreadsheet (xlsx, ods)", "unpack it, or export it as CSV in UTF-8"],
  [[0x37, 0x7a, 0xbc, 0xaf], "a 7z archive", "unpack it"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an Excel workbook (xls)", "export it as CSV in UTF-8"],
  ["PAR1", "Parquet", "write it as CSV (pandas: read_parquet(path).to_csv(path, index=False))"],
  ["ARROW1", "Arrow", "write it as CSV (pandas: read_feather(path).to_csv(path, index=False))"],
  [[0x89, 0x48, 0x44, 0x46], "HDF5", "write it as CSV in UTF-8"],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], "a NumPy array", "write it as CSV with a header line"],
  ["SQLite format 3", "an SQLite database", "export the table as CSV in UTF-8"],
  ["%PDF", "a PDF", "a table is CSV in UTF-8"],
  ["version https://git-lfs.github.com/spec/", "a Git LFS pointer and not the file itself", "fetch it: git lfs pull"],
  [[0xff, 0xfe], "UTF-16", "save it as CSV in UTF-8"],
  [[0xfe, 0xff], "UTF-16", "save it as CSV in UTF-8"],
];
const HTML = /^\s*<(!doctype|html|head|body|\?xml|!--)/i;
const JSON_TEXT = /^\s*[[{]\s*["[{\]}]/;
/** How many bytes are examined. */
const BEGINNING = 1024;

/** Recognises a file that isn't a CSV in UTF-8, and says what to do about it; undefined if it may be one. */
export function otherFile(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING));
  for (const [start, what, wayOut] of BEGINNINGS) {
    const magic = Buffer.from(start as string);
    if (beginning.subarray(0, magic.length).equals(magic)) return `the file is ${what}; ${wayOut}`;
  }
  const text = beginning.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "");
  if (HTML.test(text)) return "the file is a web page (HTML or XML) and not a table; fetch the file itself, as CSV";
  if (JSON_TEXT.test(text)) return "the file is JSON; write it as CSV in UTF-8 with a header line";
  const zero = beginning.indexOf(0);
  if (zero < 0) return undefined;
  // In UTF-16, every other byte of ASCII text is zero.
  return zero < 2 && beginning.indexOf(0, zero + 1) === zero + 2
    ? "the file is UTF-16; save it as CSV in UTF-8"
    : "the file is binary; a table is CSV in UTF-8";
}
