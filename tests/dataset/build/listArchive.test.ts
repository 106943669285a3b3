import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { readZipPlace } from "../../../src/audio/table/zipPlace.ts";
import { listArchive } from "../../../src/dataset/build/listArchive.ts";

/** Made with Python's zipfile: a file each that is stored, deflated, packed with bzip2 (as FMA's archives are) and with LZMA. */
const PACKED = join(import.meta.dirname, "fixtures/packed.zip");

describe("listArchive", () => {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  after(() => rmSync(folder, { recursive: true }));

  it("finds the files in an archive, stored, deflated and packed with bzip2", async () => {
    const places = await listArchive(PACKED);
    assert.deepEqual(
      places.map(({ name }) => name),
      ["in/stored.txt", "in/deflated.txt", "in/bzip2.txt", "in/lzma.txt"],
    );
    for (const place of places.slice(0, 3)) {
      const text = Buffer.from(await readZipPlace(PACKED, place)).toString();
      assert.equal(text, `${place.name.slice(3)}, as Python's zipfile packs it. `.repeat(20));
    }
    await assert.rejects(readZipPlace(PACKED, places[3]!), /packed by method 14; stored, deflate and bzip2 are read/);
  });

  it("notices damage", async () => {
    const [stored] = await listArchive(PACKED);
    const archive = readFileSync(PACKED);
    archive[stored!.begin + 60]! ^= 1;
    const damaged = join(folder, "damaged.zip");
    writeFileSync(damaged, archive);
    await assert.rejects(readZipPlace(damaged, stored!), /its checksum in the archive is wrong: it is damaged/);
    writeFileSync(damaged, archive.subarray(0, 500));
    await assert.rejects(listArchive(damaged), /damaged\.zip: it is no ZIP archive that can be read/);
    await assert.rejects(readZipPlace(damaged, { ...stored!, packed: 5000 }), /the archive is cut off/);
  });

  it("names encrypted and huge files for what they are", async () => {
    const [stored] = await listArchive(PACKED);
    const archive = readFileSync(PACKED);
    archive[stored!.begin + 6]! |= 1;
    const encrypted = join(folder, "encrypted.zip");
    writeFileSync(encrypted, archive);
    await assert.rejects(readZipPlace(encrypted, stored!), /it is encrypted: unpack the archive first/);
    await assert.rejects(readZipPlace(PACKED, { ...stored!, bytes: 2 ** 40 }), /it is larger than 1 GiB/);
  });
});
