import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { listen } from "../../../src/study/hearing/listen.ts";
import { progression } from "../../../src/audio/signals.ts";
import { encodeWav } from "../../support/encodeWav.ts";

describe("listen", () => {
  const { INIT_CWD } = process.env;
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "listen-"));
    writeFileSync(join(folder, "song.wav"), encodeWav([progression(4)]));
    writeFileSync(join(folder, "short.wav"), encodeWav([progression(1)]));
    process.env.INIT_CWD = folder;
  });
  after(() => {
    if (INIT_CWD === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = INIT_CWD;
    rmSync(folder, { recursive: true });
  });

  it("finds a file from where the command was called, or by its whole path", async () => {
    const heard = await listen("song.wav");
    assert.deepEqual([heard.title, heard.isMusic, heard.segments.length], ["song.wav", true, 1]);
    assert.deepEqual((await listen(join(folder, "song.wav"))).segments, heard.segments);
  });

  it("says in one line which file is not there, or is too short, with its whole path", async () => {
    await assert.rejects(listen("other.wav"), {
      name: "AudioError",
      message: `${join(folder, "other.wav")}: there is no such file`,
    });
    await assert.rejects(listen("short.wav"), {
      name: "RangeError",
      message: `${join(folder, "short.wav")}: it is shorter than half a segment of 3 s`,
    });
  });

  it("makes a signal where no file is named, and says that it is no music", async () => {
    const heard = await listen();
    assert.equal(heard.isMusic, false);
    assert.match(heard.title, /no music/);
    assert.equal(heard.segments.length, 4);
  });
});
