import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, describe, it } from "node:test";
import { encodeMp3 } from "../support/encodeMp3.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { id3v2, type TagTexts } from "../support/id3.ts";
import { testSignal } from "../support/testSignal.ts";
import { until } from "../support/until.ts";

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

describe("npm run train", { timeout: 900_000 }, () => {
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
    assert.match(stderr, /note: few songs, .*: Fast \(3\), Slow \(3\)/);
    assert.match(stdout, /^2 genres from 6 songs by 4 artists or from as many albums\.$/m);
    assert.match(stdout, /^Artists come from folders \(7 songs\)\.$/m);
    assert.match(
      stdout,
      /names the genre rightly in \d+ % of cases \(95 % interval: .*largest genre is right in 50\.0 %/,
    );
    assert.match(stdout, /^ {2}Slow {2}\d of 3 songs rightly/m);
    const page = readFileSync(`${model}.html`, "utf8");
    assert.match(page, /<h1>my\.model<\/h1>\n<p>2 genres from 6 songs by 4 artists/);
    assert.match(page, /<li>few songs, .*: Fast \(3\), Slow \(3\)<\/li>/);
    assert.match(page, /<li>Fast\/fourth\/broken\.mp3: it is no /);
    assert.equal(page.match(/<td/g)!.length, 4);
    const answer = await run("classify", join(folder, "music/Slow/first/a.wav"), "--model", model);
    assert.equal(answer.code, 0, answer.stderr);
    assert.match(answer.stdout, /learnt 2 genres from 6 songs/);
  });

  it("keeps artists of tags apart where folders tell none, and learns genres of tags", async () => {
    const sound = await Promise.all([70, 80, 160, 170, 200].map((bpm) => encodeMp3([testSignal(4, bpm)])));
    const tagged = (path: string, i: number, tags: TagTexts): void => {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), Buffer.concat([id3v2(4, tags), sound[i]!]));
    };
    tagged("tags/Slow/a.mp3", 0, { artist: "One", genre: "Calm" });
    tagged("tags/Slow/b.mp3", 1, { artist: "Two", genre: "calm" });
    tagged("tags/Fast/c.mp3", 2, { artist: "Three", genre: "Wild" });
    tagged("tags/Fast/d.mp3", 3, { artist: "Various Artists", album: "Four", genre: "Wild" });
    tagged("tags/Fast/e.mp3", 4, { artist: "Five", genre: "Rare" });
    writeFileSync(join(folder, "tags/Fast/f.m4a"), "");
    const model = join(folder, "tags.model");
    const byFolder = await run("train", join(folder, "tags"), "--out", model);
    assert.match(byFolder.stdout, /^2 genres from 5 songs by 5 artists or from as many albums\.$/m, byFolder.stderr);
    assert.match(byFolder.stdout, /^Artists come from tags \(4 songs\), album tags \(1 song\)\.$/m);
    assert.match(byFolder.stderr, /^skipped files of sound that are not read: 1 of \.m4a$/m);
    const byTags = await run("train", join(folder, "tags"), "--out", model, "--genre-from-tags");
    assert.match(byTags.stdout, /^2 genres from 4 songs by 4 artists or from as many albums\.$/m, byTags.stderr);
    assert.match(byTags.stdout, /^ {2}Calm {2}\d of 2 songs rightly/m);
    assert.match(byTags.stderr, /^skipped genres of a single song: Rare$/m);
    assert.match(byTags.stderr, /^heard before: 4 of 4 songs$/m);
    assert.match(readFileSync(`${model}.html`, "utf8"), /artists or from as many albums\. Artists come from tags/);
    const both = await run("train", join(folder, "tags"), "--out", model, "--genre-from-tags", "--labels", "x.csv");
    assert.equal(both.code, 1);
    assert.match(both.stderr, /cannot be used with option '--genre-from-tags'/);
  });

  it("goes on where it was killed, then hears only what is new or changed, and forgets what is gone", async () => {
    for (let i = 0; i < 6; i++) {
      song(`killed/Slow/${i}.wav`, 60 + 3 * i);
      song(`killed/Fast/${i + 10}.wav`, 160 + 3 * i);
    }
    const model = join(folder, "killed.model");
    const journal = `${model}.features.csv.journal`;
    const heard = (): number => (existsSync(journal) ? readFileSync(journal, "utf8").split("\n").length - 2 : 0);
    const args = [join(folder, "killed"), "--out", model, "--jobs", "1"];
    for (const least of [2, 5]) {
      const child = spawn(process.execPath, ["--import", "tsx", "src/cli/train.ts", ...args], { cwd: PROJECT });
      const ended = once(child, "exit");
      await until(() => Promise.resolve(heard() >= least));
      child.kill("SIGKILL");
      await ended;
    }
    assert.ok(!existsSync(model) && !existsSync(`${model}.features.csv`));
    const known = heard();
    const goesOn = await run("train", ...args);
    assert.equal(goesOn.code, 0, goesOn.stderr);
    assert.match(goesOn.stderr, new RegExp(`^heard before: ${known} of 12 songs$`, "m"));
    assert.equal(heard(), 12);
    const first = readFileSync(model, "utf8");

    const again = await run("train", ...args);
    assert.match(again.stderr, /^heard before: 12 of 12 songs$/m);
    assert.deepEqual([again.stdout, readFileSync(model, "utf8")], [goesOn.stdout, first]);

    rmSync(join(folder, "killed/Slow/0.wav"));
    song("killed/Slow/1.wav", 100);
    song("killed/Fast/new.wav", 200);
    const changed = await run("train", ...args);
    assert.match(changed.stderr, /^heard before: 10 of 12 songs$/m);
    assert.match(changed.stdout, /^2 genres from 12 songs/m);
    const fresh = await run("train", join(folder, "killed"), "--out", join(folder, "fresh.model"));
    assert.equal(fresh.code, 0, fresh.stderr);
    assert.equal(readFileSync(join(folder, "fresh.model"), "utf8"), readFileSync(model, "utf8"));
  });

  it("takes genres of any name, links in circles and folders that differ in case as they are meant", async () => {
    const names = ["<img src=x onerror=alert(1)>", "🎸 & 👨‍👩‍👧", "two\nlines", 'a,"b"', "rock", "Rock"];
    names.forEach((name, i) => {
      song(`names/${name}/${2 * i}.wav`, 60 + 11 * i);
      song(`names/${name}/${2 * i + 1}.wav`, 64 + 11 * i);
    });
    symlinkSync("..", join(folder, "names/rock/up"));
    symlinkSync("itself", join(folder, "names/rock/itself"));
    const model = join(folder, "names.model");
    const { code, stdout, stderr } = await run("train", join(folder, "names"), "--out", model);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^skipped .*names\/rock\/up: it is the same as .*names$/m);
    assert.match(stderr, /^note: Rock, rock: treated as one genre, Rock$/m);
    assert.match(stdout, /^5 genres from 12 songs\.$/m);
    assert.match(stdout, /^ {2}two\\nlines {2,}\d of 2 songs rightly/m);
    const page = readFileSync(`${model}.html`, "utf8");
    assert.doesNotMatch(page, /<img/);
    assert.match(page, /&lt;img src=x onerror=alert\(1\)&gt;.*🎸 &amp; 👨‍👩‍👧/s);
  });

  it("refuses what can't be learnt from in one line, and writes nothing", async () => {
    song("one/Rock/a.wav", 100);
    song("one/Rock/b.wav", 110);
    song("singles/Rock/a.wav", 100);
    song("singles/Pop/b.wav", 110);
    song("flat/a.wav", 100);
    mkdirSync(join(folder, "empty"));
    const out = join(folder, "none.model");
    for (const [place, message] of [
      ["one", /all songs are of one genre, Rock; expected at least two/],
      ["singles", /a single song; expected at least two songs a genre/],
      ["flat", /no song has a genre; expected at least two: FOLDER\/GENRE\/song\.mp3, or --labels/],
      ["nowhere", /there is no such file or folder/],
      ["empty", /^no audio files \(.*\) in .*empty\n$/],
    ] as const) {
      const { code, stderr } = await run("train", join(folder, place), "--out", out);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
      assert.ok(!existsSync(out) && !existsSync(`${out}.features.csv`) && !existsSync(`${out}.html`));
    }
  });

  it("refuses a place for the model in one line before it hears a song", async () => {
    ["Slow/a", "Slow/b", "Fast/c", "Fast/d"].forEach((name, i) => song(`place/${name}.wav`, 60 + 40 * i));
    const music = join(folder, "place");
    const poem = join(folder, "poem.txt");
    writeFileSync(poem, "not to be lost");
    const one = join(music, "Slow/a.wav");
    for (const [place, out, message] of [
      [music, folder, /^--out .*: it is a folder; expected a file for a model\n$/],
      [music, poem, /^--out .*poem\.txt: it is not a model and would be lost: name another file, or move that one\n$/],
      [music, one, /^--out .*a\.wav: it is not a model and would be lost/],
      [music, join(folder, "none/my.model"), /^--out .*: there is no folder .*none\n$/],
      [one, join(folder, "file.model"), /a\.wav: it is a file; expected a folder, FOLDER\/GENRE\/song\.mp3\n$/],
    ] as const) {
      const { code, stderr } = await run("train", place, "--out", out);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
      assert.ok(!existsSync(`${out}.features.csv`) && !existsSync(`${out}.features.csv.journal`));
    }
    assert.equal(readFileSync(poem, "utf8"), "not to be lost");
  });

  it("says in a line of songs that turn out to be one, or too few", async () => {
    ["A/a", "A/b", "B/c", "B/d"].forEach((name) => song(`same/${name}.wav`, 100));
    const same = await run("train", join(folder, "same"), "--out", join(folder, "same.model"));
    assert.equal(same.code, 1);
    assert.match(same.stderr, /^these songs can't be learnt from: all 4 are the same recording$/m);
    ["A/a", "A/b", "B/c"].forEach((name, i) => song(`broken/${name}.wav`, 100 + i));
    writeFileSync(join(folder, "broken/B/d.wav"), "text");
    const broken = await run("train", join(folder, "broken"), "--out", join(folder, "broken.model"));
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /^what could be read: B: a single song; expected at least two songs a genre$/m);
    assert.ok(!existsSync(join(folder, "same.model")) && !existsSync(join(folder, "broken.model")));
  });
});
