import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, describe, it } from "node:test";
import { HearingCard } from "../../src/app/schemas.ts";
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

describe("npm run classify", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "classify-"));
  after(() => rmSync(folder, { recursive: true }));
  const song = join(folder, "song.wav");
  const silence = join(folder, "silence.wav");
  writeFileSync(song, encodeWav([testSignal(9)]));
  writeFileSync(silence, encodeWav([new Float32Array(22050 * 6)]));

  it("tells the genre or that it knows none, what it hears, the nearest songs, and how far to trust it", async () => {
    const { code, stdout, stderr } = await classify(silence, song);
    assert.equal(code, 0, stderr);
    const [nothing, ...lines] = stdout.trim().split("\n");
    assert.match(nothing!, /^silence\.wav: no music that I know: there is nothing to hear$/);
    assert.match(lines[0]!, /^song\.wav: (\S+ \d+ %, \S+ \d+ %, \S+ \d+ %|no music that I know: .*)$/);
    assert.match(lines[1]!, /^ {2}heard {4}(\S.* \d+ %, ){4}\S.* \d+ %$/);
    assert.match(lines[2]!, /^ {2}nearest {2}\d{6} \(\S+, .*\); \d{6} .*; \d{6} /);
    assert.match(
      lines.at(-1)!,
      /learnt 8 genres from 160 songs of FMA-small\. .* has not met it names the genre rightly in \d+ % of cases .*always naming the largest genre: 12\.5 %/,
    );
  });

  it("prints a line of JSON for each file, and skips what it can't read", async () => {
    const text = join(folder, "text.mp3");
    writeFileSync(text, "no music");
    const { code, stdout, stderr } = await classify(folder, "--json");
    rmSync(text);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /skipped .*text\.mp3: it is no /);
    const [first, second] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Told);
    assert.deepEqual([first!.file, first!.music, first!.unknown], [silence, false, "silent"]);
    assert.equal(second!.file, song);
    assert.ok(Math.abs(second!.genres.reduce((sum, { confidence }) => sum + confidence, 0) - 1) < 1e-9);
    assert.deepEqual(
      second!.segments.map(({ from }) => from),
      [0, 3, 6],
    );
    assert.deepEqual(second!.remarks, []);
    // Described as the service's API does.
    const { music, words, genres, ...card } = HearingCard.strict().parse(second!.model);
    assert.deepEqual([music, genres.length, card.songs, card.apart], ["of FMA-small", 8, 160, "artist"]);
    assert.match(words, /learnt 8 genres from 160 songs of FMA-small/);
  });

  it("names the formats that it reads", async () => {
    const { code, stdout } = await classify("--help");
    assert.equal(code, 0);
    assert.match(
      stdout.replaceAll(/\s+/g, " "),
      /audio files \(MP3, WAV, FLAC, Ogg \(Vorbis, Opus, FLAC\), AIFF, AU, CAF\)/,
    );
  });

  it("writes a table of many files", async () => {
    const csv = join(folder, "out.csv");
    const { code, stdout, stderr } = await classify(folder, "--csv", csv);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /out\.csv: 2 rows; skipped: 0/);
    const [header, row] = readFileSync(csv, "utf8").split("\n");
    assert.match(header!, /^filename,genre,unknown,Electronic,Experimental,.*,Rock,tags$/);
    assert.match(row!, /^silence\.wav,,silent,0\.\d{4},/);
  });

  it("fails with one line", async () => {
    const text = join(folder, "text.mp3");
    writeFileSync(text, "no music");
    const short = join(folder, "short.wav");
    writeFileSync(short, encodeWav([testSignal(1)]));
    const cases: [args: string[], message: RegExp][] = [
      [[join(folder, "none.mp3")], /none\.mp3: there is no such file or folder\n$/],
      [[text], /text\.mp3: it is no .* file/],
      [[short], /short\.wav: it is shorter than half a segment of 3 s\n$/],
      [[song, "--model", text], /--model .*text\.mp3 can't be used: .*not a saved model\n$/],
      [[song, "--csv", song], /^--csv .*song\.wav: it is not a table of this command and would be lost: name another/],
      [[song, "--csv", folder], /^--csv .*: it is a folder; expected a file for a table of this command\n$/],
      [[song, "--csv", join(folder, "none/out.csv")], /^--csv .*: there is no folder .*none\n$/],
      [["https://example.org/song.mp3"], /^https:.*: it is an address; download the file and name that\n$/],
      [["-"], /^-: a file is needed, not a pipe/],
    ];
    const before = readFileSync(song);
    for (const [args, message] of cases) {
      const { code, stderr } = await classify(...args);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
    }
    assert.deepEqual(readFileSync(song), before);
  });
});

interface Told {
  readonly file: string;
  readonly music: boolean;
  readonly unknown?: string;
  readonly genres: readonly { readonly genre: string; readonly confidence: number }[];
  readonly segments: readonly { readonly from: number }[];
  readonly remarks: readonly string[];
  readonly model: unknown;
}
