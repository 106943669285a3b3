import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { officialSplit } from "../../src/dataset/index.ts";

const folder = mkdtempSync(join(tmpdir(), "official-"));
const listed = (name: string, text: string): { artists: string } => {
  const artists = join(folder, name);
  writeFileSync(artists, text);
  return { artists };
};
const table = { track: ["000001", "000001", "000002", "000003", "000004", "000005"] };

test("training and validation tracks train, test tracks test, others are in neither part", async () => {
  const list = "track,artist,split\n000001,a,training\n000002,b,validation\n000003,c,test\n000004,d,\n";
  const split = await officialSplit(listed("tracks.csv", list), table);
  assert.deepEqual([...split!.train], [0, 1, 2]);
  assert.deepEqual([...split!.test], [3]);
});

test("FMA's own list of tracks, with its three header lines, is read as well", async () => {
  const header = ",set,set,artist,track\n,split,subset,name,genre_top\ntrack_id,,,,\n";
  const list = `${header}1,training,small,a,Rock\n3,test,small,c,Rock\n`;
  const split = await officialSplit(listed("fma.csv", list), table);
  assert.deepEqual([[...split!.train], [...split!.test]], [[0, 1], [3]]);
});

test("files named with an ending name tracks", async () => {
  const split = await officialSplit(
    listed("clips.csv", "filename,split\n000001.mp3,training\n000002.mp3,test\n"),
    table,
  );
  assert.deepEqual([[...split!.train], [...split!.test]], [[0, 1], [2]]);
});

test("without a list, a column or rows of both parts there is no such split", async () => {
  assert.equal(await officialSplit({}, table), undefined);
  assert.equal(await officialSplit(listed("none.csv", "track,artist\n000001,a\n"), table), undefined);
  assert.equal(await officialSplit(listed("half.csv", "track,split\n000001,training\n"), table), undefined);
});

test("a part of another name is refused with the track", async () => {
  await assert.rejects(
    officialSplit(listed("odd.csv", "track,split\n000001,trian\n"), table),
    /odd\.csv: track 000001 is in the part "trian" of the split; known are training, validation, test/,
  );
});

test("a track in two parts is refused", async () => {
  await assert.rejects(
    officialSplit(listed("two.csv", "track,split\n000001,training\n000001,test\n"), table),
    /two\.csv: track 000001 has two splits, "training" and "test"/,
  );
});
