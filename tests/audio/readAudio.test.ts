import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { readAudio } from "../../src/audio/readAudio.ts";

describe("readAudio", () => {
  const folder = mkdtempSync(join(tmpdir(), "read-audio-"));
  after(() => rmSync(folder, { recursive: true }));

  it("refuses a file that grows while it is read, as one does that is still being copied", async () => {
    const path = join(folder, "growing.mp3");
    writeFileSync(path, "some");
    const length = (file: Uint8Array): Promise<number> => Promise.resolve(file.length);
    assert.equal(await readAudio(path, length), 4);
    await assert.rejects(
      readAudio(path, (file) => {
        appendFileSync(path, "more");
        return length(file);
      }),
      {
        name: "AudioError",
        message: `${path}: it was changed while it was read: run the command again when it is complete`,
      },
    );
    assert.equal(await readAudio(path, length), 8);
  });

  it("gives what it has read of a file that is removed then", async () => {
    const path = join(folder, "removed.mp3");
    writeFileSync(path, "some");
    const text = await readAudio(path, (file) => {
      rmSync(path);
      return Promise.resolve(Buffer.from(file).toString());
    });
    assert.equal(text, "some");
  });
});
