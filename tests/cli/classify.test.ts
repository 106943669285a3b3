import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, describe, it } from "node:test";
import { encodeWav } from "../support/encodeWav.ts";
import { testSignal } from "../support/testSignal.ts";

const PROJECT = resolve(import.meta.dirname, "../..");

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function classify(...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    const options = { cwd: PROJECT, env: { ...process.env, INIT_CWD: PROJECT } };
    const child = execFile(
      process.execPath,
      ["--import", "tsx", "src/cli/classify.ts", ...args],
      options,
      (_error, stdout, stderr) => done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe("npm run classify", () => {
  const folder = mkdtempSync(join(tmpdir(), "classify-"));
  after(() => rmSync(folder, { recursive: true }));
  const song = join(folder, "song.wav");
  const model = join(folder, "model.json");
  writeFileSync(song, encodeWav([testSignal(10)]));

  it("tells the genre of the clip and of every 3 seconds, and how far to trust it", async () => {
    const { code, stdout, stderr } = await classify(song, "--data", "sample", "--model", model);
    assert.equal(code, 0, stderr);
    const lines = stdout.trim().split("\n");
    assert.match(lines[0]!, /song\.wav: \S+ \d+ %, \S+ \d+ %, \S+ \d+ %$/);
    assert.equal(lines.length, 1 + 3 + 1);
    assert.match(lines[3]!, /^ {2}0:06 {2}\S+ \d+ %$/);
    assert.match(lines[4]!, /knows 160 tracks.*not heard.*in \d+ % of cases; guessing among 8 genres is right in 13 %/);
    assert.ok(existsSync(model));
  });

  it("prints JSON, from the model that was saved", async () => {
    const { stdout } = await classify(song, "--model", model, "--data", join(folder, "not needed"), "--json");
    const result = JSON.parse(stdout) as {
      file: string;
      genres: { genre: string; confidence: number }[];
      segments: { from: number; genres: unknown[] }[];
    };
    assert.equal(result.file, song);
    assert.equal(result.genres.length, 8);
    assert.ok(Math.abs(result.genres.reduce((sum, { confidence }) => sum + confidence, 0) - 1) < 1e-9);
    assert.deepEqual(
      result.segments.map(({ from }) => from),
      [0, 3, 6],
    );
  });

  it("fails with one line", async () => {
    const text = join(folder, "text.mp3");
    writeFileSync(text, "no music");
    const short = join(folder, "short.wav");
    writeFileSync(short, encodeWav([testSignal(1)]));
    const cases: [args: string[], message: RegExp][] = [
      [[join(folder, "none.mp3")], /none\.mp3: there is no such file\n$/],
      [[text], /text\.mp3: it is no MP3, WAV, FLAC or Ogg Vorbis file\n$/],
      [[short], /short\.wav: it is shorter than half a segment of 3 s\n$/],
      [[song, "--data", "replica"], /replica: no row of it is music; expected sample, auto/],
      [[song, "--model", text], /--model .*text\.mp3 can't be used: .*not a saved model\n$/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await classify(...args);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
    }
  });
});
