import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

function run(command: string, ...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    const options = { cwd: PROJECT, env: { ...process.env, INIT_CWD: PROJECT } };
    const child = execFile(
      process.execPath,
      ["--import", "tsx", `src/cli/${command}.ts`, ...args],
      options,
      (_error, stdout, stderr) => done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe("npm run train", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "train-"));
  after(() => rmSync(folder, { recursive: true }));
  const song = (path: string, bpm: number): void => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), encodeWav([testSignal(4, bpm)]));
  };

  it("makes a model of folders that name genre and album, says how good it is, and classify uses it", async () => {
    ["Slow/first/a", "Slow/first/b", "Slow/second/c"].forEach((name, i) => song(`music/${name}.wav`, 60 + i));
    ["Fast/third/d", "Fast/fourth/e", "Fast/fourth/f"].forEach((name, i) => song(`music/${name}.wav`, 180 + i));
    writeFileSync(join(folder, "music/Fast/fourth/broken.mp3"), "text");
    const model = join(folder, "my.model");
    const { code, stdout, stderr } = await run("train", join(folder, "music"), "--out", model);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /skipped .*broken\.mp3: it is no /);
    assert.match(stderr, /note: Fast has 3 songs only/);
    assert.match(stdout, /^2 genres from 6 songs by 4 artists or of so many albums\.$/m);
    assert.match(stdout, /names the genre rightly in \d+ % of cases \(95 % interval: .*largest genre is right in 50 %/);
    assert.match(stdout, /^ {2}Slow {2}\d of 3 songs rightly/m);
    const page = readFileSync(`${model}.html`, "utf8");
    assert.match(page, /<h1>my\.model<\/h1>\n<p>2 genres from 6 songs by 4 artists/);
    assert.match(page, /<li>Fast has 3 songs only/);
    assert.match(page, /<li>Fast\/fourth\/broken\.mp3: it is no /);
    assert.equal(page.match(/<td/g)!.length, 4);
    const answer = await run("classify", join(folder, "music/Slow/first/a.wav"), "--model", model);
    assert.equal(answer.code, 0, answer.stderr);
    assert.match(answer.stdout, /learnt 2 genres from 6 songs/);
  });

  it("refuses what can't be learnt from in one line, and writes nothing", async () => {
    song("one/Rock/a.wav", 100);
    song("one/Rock/b.wav", 110);
    song("singles/Rock/a.wav", 100);
    song("singles/Pop/b.wav", 110);
    song("flat/a.wav", 100);
    const out = join(folder, "none.model");
    for (const [place, message] of [
      ["one", /all songs are of one genre, Rock; expected at least two/],
      ["singles", /a single song; expected at least two songs a genre/],
      ["flat", /no song has a genre; expected at least two: FOLDER\/GENRE\/song\.mp3, or --labels/],
      ["nowhere", /there is no such file or folder/],
    ] as const) {
      const { code, stderr } = await run("train", join(folder, place), "--out", out);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
      assert.ok(!existsSync(out) && !existsSync(`${out}.features.csv`) && !existsSync(`${out}.html`));
    }
  });
});
