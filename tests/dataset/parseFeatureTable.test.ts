import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { RowUnit } from "../../src/dataset/nameTracks.ts";
import { type ParsedTable, parseFeatureTable } from "../../src/dataset/readFeatureTable.ts";
import { TableError } from "../../src/dataset/tableError.ts";

const parse = (text: string | Uint8Array, unit: RowUnit = "clip"): ParsedTable =>
  parseFeatureTable("t.csv", typeof text === "string" ? Buffer.from(text) : text, unit);

/** Checks that a table is refused with exactly this line. */
function refused(text: string | Uint8Array, message: string, unit: RowUnit = "clip"): void {
  assert.throws(
    () => parse(text, unit),
    (error) => {
      assert.ok(error instanceof TableError, String(error));
      assert.equal(error.message, message);
      assert.ok(!message.includes("\n"));
      return true;
    },
  );
}

const HEADER = "filename,tempo,rms_mean,label\n";

describe("parseFeatureTable", () => {
  it("reads features in the order of the file, labels, and the track of a clip from its file name", () => {
    const table = parse(`${HEADER}3-000574.mp3,120.5,0.25,Rock\n000002.mp3,90,1e-3,Hip-Hop\n`);
    assert.deepEqual(table.features, ["tempo", "rms_mean"]);
    assert.deepEqual(table.X, { data: Float64Array.of(120.5, 0.25, 90, 0.001), rows: 2, columns: 2 });
    assert.deepEqual(table.filename, ["3-000574.mp3", "000002.mp3"]);
    assert.deepEqual(table.label, ["Rock", "Hip-Hop"]);
    assert.deepEqual(table.track, ["3-000574", "000002"]);
    assert.deepEqual(table.segment, [null, null]);
    assert.equal(table.artist, undefined);
    assert.deepEqual(table.dropped, []);
  });

  const plain = parse(`${HEADER}a.wav,1,2,x\nb.wav,3,4,y\n`);
  const SAME: Record<string, string | Uint8Array> = {
    "no line end at the end": `${HEADER}a.wav,1,2,x\nb.wav,3,4,y`,
    "lines ending in CRLF": `${HEADER}a.wav,1,2,x\nb.wav,3,4,y\n`.replaceAll("\n", "\r\n"),
    "lines ending in CR": `${HEADER}a.wav,1,2,x\nb.wav,3,4,y\n`.replaceAll("\n", "\r"),
    "a byte order mark": `\ufeff${HEADER}a.wav,1,2,x\nb.wav,3,4,y\n`,
    "empty lines": `\n\n${HEADER}\na.wav,1,2,x\n\r\nb.wav,3,4,y\n\n\n`,
    "quoted fields": `"filename","tempo",rms_mean,"label"\n"a.wav","1",2,"x"\n"b.wav",3,"4","y"`,
    "blanks around fields": `filename, tempo,rms_mean ,label\n a.wav, 1 ,2,x\nb.wav,3, 4,y \n`,
    "an empty column at the end": `filename,tempo,rms_mean,label,\na.wav,1,2,x,\nb.wav,3,4,y,\n`,
    "the ignored column length": `filename,length,tempo,rms_mean,label\na.wav,661794,1,2,x\nb.wav,?,3,4,y\n`,
    "an index column without a name": `,filename,tempo,rms_mean,label\n0,a.wav,1,2,x\n1,b.wav,3,4,y\n`,
  };
  for (const [what, text] of Object.entries(SAME)) {
    it(`takes ${what}`, () => assert.deepEqual(parse(text), plain));
  }

  it("takes columns in any order", () => {
    const table = parse("label,rms_mean,filename,tempo\nx,2,a.wav,1\n");
    assert.deepEqual(table.features, ["rms_mean", "tempo"]);
    assert.deepEqual([...table.X.data], [2, 1]);
    assert.deepEqual([table.filename, table.label], [["a.wav"], ["x"]]);
  });

  it("takes commas, quotes and line ends in quoted names, and counts the lines on", () => {
    const table = parse(
      `${HEADER}"My song, ""live"".mp3",1,2,"Old-Time, Historic"\n"two\nlines.mp3",3,4,x\nc.mp3,,6,x\n`,
    );
    assert.deepEqual(table.filename, [`My song, "live".mp3`, "two\nlines.mp3"]);
    assert.deepEqual(table.track[0], `My song, "live"`);
    assert.deepEqual(table.label, ["Old-Time, Historic", "x"]);
    assert.equal(table.dropped[0]!.line, 5);
  });

  it("takes the track and segment of each row where there are such columns", () => {
    const rows = "x1.mp3,b,2,1,x\nx2.mp3,b,1,2,x\nx3.mp3,a,1,3,y\n";
    const segments = parse(`filename,track,segment,tempo,label\n${rows}`, "segment");
    assert.deepEqual([segments.track, segments.segment], [["b", "b", "a"], [2, 1, 1]]); // prettier-ignore

    const clips = parse("filename,track,segment,tempo,label\n1-a.mp3,t,,1,x\n2-a.mp3,u,,2,x\n");
    assert.deepEqual([clips.track, clips.segment], [["t", "u"], [null, null]]); // prettier-ignore
  });

  it("takes names in any script", () => {
    const table = parse(`${HEADER}Für Élise.mp3,1,2,Électronique\n音楽.mp3,3,4,"日本の音楽"\n`);
    assert.deepEqual(table.track, ["Für Élise", "音楽"]);
    assert.deepEqual(table.label, ["Électronique", "日本の音楽"]);
  });

  it("takes the artist of each row where there is such a column", () => {
    const table = parse("filename,artist,tempo,label\na.mp3,Ann,1,x\nb.mp3,,2,x\n");
    assert.deepEqual(table.artist, ["Ann", null]);
    assert.equal(parse("filename,artist,tempo,label\na.mp3,,1,x\n").artist, undefined);
  });

  it("takes a last line without a line end, and says where its genre may be cut off", () => {
    assert.equal(parse(`${HEADER}a.mp3,1,2,Pop\nb.mp3,3,4,Pop`).remarks, undefined);
    assert.equal(parse(`${HEADER}a.mp3,1,2,Hip-Hop\nb.mp3,3,4,Hip\n`).remarks, undefined);
    const { label, remarks } = parse(`${HEADER}a.mp3,1,2,Hip-Hop\nb.mp3,3,4,Hip`);
    assert.deepEqual(label, ["Hip-Hop", "Hip"]);
    assert.deepEqual(remarks, [
      `the file ends without a line end in the genre "Hip", which only its last row has; it may be cut off in "Hip-Hop"`,
    ]);
  });

  it("drops rows with a value that is missing or not finite, and says which", () => {
    const missing = [
      ...["", "nan", "NaN", "NA", "n/a", "inf", "-inf", "Infinity", "null", "None", "1e999", `""`],
      // What pandas takes for missing besides
      ...["-nan", "-NaN", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "1.#IND", "-1.#QNAN", "1.#QNAN", "<NA>", "N/A", "NULL"],
    ];
    const lines = missing.map((value, i) => `m${i}.mp3,${value},${value},x\n`);
    const table = parse(`${HEADER}a.mp3,1,2,x\n${lines.join("")}b.mp3,3,,y\nc.mp3,5,6,y\n`);
    assert.deepEqual(table.filename, ["a.mp3", "c.mp3"]);
    assert.deepEqual([...table.X.data], [1, 2, 5, 6]);
    assert.deepEqual(table.label, ["x", "y"]);
    assert.equal(table.dropped.length, missing.length + 1);
    assert.deepEqual(table.dropped[0], { line: 3, filename: "m0.mp3", columns: ["tempo", "rms_mean"] });
    assert.deepEqual(table.dropped.at(-1), { line: 27, filename: "b.mp3", columns: ["rms_mean"] });
  });

  it("reads numbers as Number() does, however they are written", () => {
    const texts = [
      "0.1",
      "-1.5E-7",
      "123456789012345678901234567890",
      "0.30000000000000004",
      "4.9e-324",
      "9007199254740993",
      `"2.5"`,
    ];
    const table = parse(`${HEADER}${texts.map((text, i) => `f${i}.mp3,${text},0,x\n`).join("")}`);
    texts.forEach((text, i) => assert.equal(table.X.data[i * 2], Number(text.replaceAll('"', ""))));
  });

  it("reads more rows than it first made room for", () => {
    const rows = Array.from(
      { length: 500 },
      (_, i) => `${i === 0 ? "a long name to start with" : i}.mp3,${i},${-i},x\n`,
    );
    const { X } = parse(HEADER + rows.join(""));
    assert.equal(X.rows, 500);
    assert.equal(X.data.length, 1000);
    assert.deepEqual([...X.data.subarray(996)], [498, -498, 499, -499]);
  });
});

describe("a bad table is refused with file, line, column and what was expected:", () => {
  const expected = `expected "filename", "label" and features such as "chroma_stft_mean"`;

  it("an empty file, one of blank lines, one without rows", () => {
    refused("", "t.csv:1:1: the file is empty; expected a header line");
    refused("\n\r\n", "t.csv:1:1: the file is empty; expected a header line");
    refused(HEADER, "t.csv:2:1: there are no rows; expected at least one row of finite numbers");
    refused(
      `${HEADER}a,nan,1,x\nb,,1,x\n`,
      "t.csv:4:1: each of the 2 rows lacks a value; expected at least one row of finite numbers",
    );
  });

  it("a missing column", () => {
    refused("tempo,label\n1,x\n", `t.csv:1:1: no column "filename"; ${expected}, found "tempo", "label"`);
    refused("\nfilename,tempo\na,1\n", `t.csv:2:1: no column "label"; ${expected}, found "filename", "tempo"`);
    refused("filename,label\na,x\n", `t.csv:1:1: no feature column; ${expected}, found "filename", "label"`);
    refused("tempo\n1\n", `t.csv:1:1: no column "filename" and no column "label"; ${expected}, found "tempo"`);
  });

  it("an unknown or repeated column", () => {
    const leave = (them: string): string =>
      `; rename or remove ${them}, or leave ${them} out with --ignore-other-columns`;
    refused("filename,loudness,label\n", `t.csv:1:10: unknown column "loudness"${leave("it")}`);
    refused("filename,rms,label\n", `t.csv:1:10: unknown column "rms" (is it "rms_mean"?)${leave("it")}`);
    refused(
      "Filename,rmse,TEMPO,beats,Genre\n",
      `t.csv:1:1: 5 unknown columns: "Filename" (is it "filename"?), "rmse" (is it "rms_mean"?), "TEMPO" (is it "tempo"?), "beats", "Genre" (is it "label"?)${leave("them")}`,
    );
    refused("filename,label,genre,\u0007,tempo\n", `t.csv:1:16: 2 unknown columns: "genre", "\\u0007"${leave("them")}`);
    refused("filename,tempo,tempo,label\n", `t.csv:1:16: column "tempo" stands twice; expected each column once`);
    refused(
      "filename;tempo;label\n",
      `t.csv:1:1: unknown column "filename;tempo;label"; the columns seem to be separated by something else; expected commas`,
    );
  });

  it("a value too large for any feature", () => {
    refused(
      `${HEADER}a.mp3,1,2,x\nb.mp3,1,-1e300,x\n`,
      `t.csv:3: column "rms_mean": -1e+300 is too large for an audio feature; expected at most 1e+100, or nothing where the value is missing`,
    );
  });

  it("control characters, which the message shows instead of writing them", () => {
    refused(
      `${HEADER}a.mp3,1,2,x\n"a\u001b[2J\n\u202e.mp3",1,2,x\n"a\u001b[2J\n\u202e.mp3",1,2,x\n`,
      `t.csv:5:1: filename "a\\u{1b}[2J\\n\\u{202e}.mp3" stands on line 3 too; expected each file name once`,
    );
  });

  it("text where a number belongs", () => {
    refused(`${HEADER}a.mp3,1,2,x\nb.mp3,loud,2,x\n`, `t.csv:3:7: column "tempo": expected a number, found "loud"`);
    refused(`${HEADER}a.mp3,1,0x1F,x\n`, `t.csv:2:9: column "rms_mean": expected a number, found "0x1F"`);
    refused(`${HEADER}é.mp3,1,1.2.3,x\n`, `t.csv:2:9: column "rms_mean": expected a number, found "1.2.3"`);
    refused(`${HEADER}a.mp3,1,"1 2",x\n`, `t.csv:2:9: column "rms_mean": expected a number, found "1 2"`);
  });

  it("ragged lines", () => {
    refused(`${HEADER}a.mp3,1,2\nb.mp3,3,4,x\n`, "t.csv:2:10: the line has 3 fields; expected 4 as in the header");
    refused(`${HEADER}a.mp3,1,x\nb.mp3,3,4,x\n`, "t.csv:2:10: the line has 3 fields; expected 4 as in the header");
    refused(`${HEADER}a.mp3,1,2,x,9\n`, "t.csv:2:14: the line has 5 fields; expected 4 as in the header");
    refused(`${HEADER}a.mp3\n`, "t.csv:2:6: the line has 1 fields; expected 4 as in the header");
  });

  it("a file that is cut off", () => {
    const cut = "; the file seems to be cut off here";
    refused(`${HEADER}a.mp3,1,2,x\nb.mp3,3,4`, `t.csv:3:10: the line has 3 fields; expected 4 as in the header${cut}`);
    refused(`${HEADER}a.mp3,1,2,x\nb.m`, `t.csv:3:4: the line has 1 fields; expected 4 as in the header${cut}`);
    refused(
      "filename,tem",
      `t.csv:1:10: unknown column "tem"; rename or remove it, or leave it out with --ignore-other-columns`,
    );
  });

  it("a quote that is left open or followed by text", () => {
    refused(
      `${HEADER}a.mp3,1,2,x\n"b.mp3,3,4,x\nc.mp3,5,6,x\n`,
      `t.csv:3:1: a quoted field opens here and never closes; expected a closing "`,
    );
    refused(
      `${HEADER}a.mp3,1,2,"x"y\n`,
      `t.csv:2:11: a quoted field is followed by more text; expected a comma or the line's end after the closing "`,
    );
  });

  it("a file name that is missing or stands twice", () => {
    refused(`${HEADER},1,2,x\n`, "t.csv:2:1: empty filename; expected the name of the clip or segment");
    refused(
      `${HEADER}a.mp3,1,2,x\nb.mp3,1,2,x\na.mp3,1,2,x\n`,
      `t.csv:4:1: filename "a.mp3" stands on line 2 too; expected each file name once`,
    );
  });

  it("a label or a track that is missing, and a segment that is no number", () => {
    refused(`${HEADER}a.mp3,1,2,\n`, "t.csv:2:11: empty label; expected a genre");
    refused("filename,track,tempo,label\na.mp3,,1,x\n", "t.csv:2:7: empty track; expected the track of the row");
    refused(
      "filename,segment,tempo,label\na.mp3,1.5,1,x\n",
      `t.csv:2:7: segment "1.5"; expected a whole number, or nothing for a whole clip`,
    );
  });

  it("what is no text in UTF-8", () => {
    const latin1 = `${HEADER}a.mp3,1,2,Rock\r\nb.mp3,3,4,Fr\u00e8\n`;
    refused(
      Buffer.from(latin1, "latin1"),
      `t.csv:3: the text is not UTF-8; save the file as "CSV UTF-8" (pandas: to_csv(path, encoding="utf-8"))`,
    );
    refused(Buffer.from(`\ufeff${HEADER}`, "utf16le"), "t.csv: the file is UTF-16; save it as CSV in UTF-8");
  });
});
