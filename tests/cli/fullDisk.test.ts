import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, openSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { writeNotebook } from "../../src/notebook/writeNotebook.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { codeCell, notebookOf } from "../support/notebook.ts";
import { ROOT } from "../support/session.ts";
import { mountSmallDisk, skipWithoutSmallDisk } from "../support/smallDisk.ts";
import { testSignal } from "../support/testSignal.ts";

const ROOM = "ENOSPC: no space left on device: make room on its disk and run the command again";

describe("commands on a full disk", { skip: skipWithoutSmallDisk(), timeout: 600_000 }, () => {
  const disk = mountSmallDisk(1500);
  after(() => disk.remove());
  afterEach(() => disk.free());
  const song = join(disk.folder, "song.wav");
  writeFileSync(song, encodeWav([testSignal(6)]));

  function run(command: string, args: readonly string[], stdout: "pipe" | number = "pipe") {
    const result = spawnSync(process.execPath, ["--import", "tsx", `src/cli/${command}.ts`, ...args], {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, INIT_CWD: disk.folder },
      stdio: ["ignore", stdout, "pipe"],
    });
    return { code: result.status, stderr: result.stderr };
  }

  it("classify names its table, and leaves nothing half-written", () => {
    disk.fill();
    const { code, stderr } = run("classify", [song, "--csv", "songs.csv"]);
    assert.deepEqual([code, stderr], [1, `${join(disk.folder, "songs.csv")}: ${ROOM}\n`]);
    assert.deepEqual(readdirSync(disk.folder).sort(), ["ballast", "song.wav"]);
  });

  it("reproduce names what has no room, whichever of its files that is", async () => {
    const notebook = join(disk.folder, "mine.ipynb");
    await writeNotebook(notebook, notebookOf(codeCell("sum", "1 + 1")));
    disk.fill(200);
    const { code, stderr } = run("reproduce", [notebook, "--out", "pages"]);
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^${disk.folder}/pages/\\S+: ${ROOM}\n$`));
    // Its kernel was ended, which is no failure of the notebook.
    assert.ok(!existsSync(join(disk.folder, "pages/mine.html")));
  });

  it("a command whose output can't be written says so", () => {
    const { code, stderr } = run("data", ["sample"], openSync("/dev/full", "w"));
    assert.deepEqual([code, stderr], [1, "what is printed can't be written: ENOSPC: no space left on device, write\n"]);
  });
});
