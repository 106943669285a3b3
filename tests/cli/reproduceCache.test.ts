import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { CACHE_VARIABLE } from "../../src/dataset/cache/cacheVariable.ts";
import { readNotebook } from "../../src/notebook/readNotebook.ts";
import { writeNotebook } from "../../src/notebook/writeNotebook.ts";
import { CacheFolder, markEntry, settledSources } from "../support/cacheFolder.ts";
import { codeCell, notebookOf, printedBy } from "../support/notebook.ts";
import { ROOT } from "../support/session.ts";

const MARK = 12_345.5;

describe("npm run reproduce with tables kept from the run before", () => {
  const folder = new CacheFolder();
  after(() => folder.remove());
  before(async () => {
    await settledSources();
    const [loadSource, resolveSource] = ["loadSource", "resolveSource"].map((name) =>
      join(ROOT, `src/dataset/${name}.ts`),
    );
    const notebook = notebookOf(
      codeCell("defaults", 'let data = "auto";', "parameters"),
      codeCell(
        "use",
        `import { loadSource } from ${JSON.stringify(loadSource)};\n` +
          `import { resolveSource } from ${JSON.stringify(resolveSource)};\n` +
          "const { clips, segments } = await loadSource(resolveSource(data));\n" +
          "console.log(clips!.X.data[0], segments!.sha256)",
      ),
    );
    await writeNotebook(join(folder.root, "own.ipynb"), notebook);
  });

  /** Runs the notebook and gives what its cell printed, which has to be all that is said. */
  async function printed(...args: string[]): Promise<string> {
    const stdout = execFileSync(
      "npm",
      ["--prefix", ROOT, "run", "-s", "reproduce", "--", "own.ipynb", "--data", "replica", "--out", "out", ...args],
      {
        cwd: folder.root,
        encoding: "utf8",
        env: { ...process.env, INIT_CWD: folder.root, [CACHE_VARIABLE]: folder.folder },
      },
    );
    assert.match(stdout, /^\S*own\.ipynb: ok, \d+\.\d s\nout\/index\.html: 1 notebooks\n$/);
    return printedBy(await readNotebook(join(folder.root, "out/executed/own.ipynb")), "use");
  }

  it("shows the same when it draws, when it takes what is kept, and with --no-cache, which keeps nothing", async () => {
    const drawn = await printed("--no-cache");
    assert.match(drawn, /^[-\d.]+ [0-9a-f]{64}\n$/);
    assert.equal(existsSync(folder.folder), false);
    const page = pageWithoutTimes();
    for (const when of ["kept", "taken"]) {
      assert.equal(await printed(), drawn, when);
      assert.equal(pageWithoutTimes(), page, when);
    }
    folder.file();
  });

  it("takes what is kept, in the processes of the notebooks too, and does not look at it with --no-cache", async () => {
    const file = folder.file();
    markEntry(file, MARK);
    const { mtimeMs } = statSync(file);
    const bytes = readFileSync(file);
    assert.notEqual((await printed("--no-cache")).split(" ")[0], `${MARK}`);
    assert.equal(statSync(file).mtimeMs, mtimeMs);
    assert.deepEqual(readFileSync(file), bytes);
    assert.equal((await printed()).split(" ")[0], `${MARK}`);
  });

  function pageWithoutTimes(): string {
    return readFileSync(join(folder.root, "out/index.html"), "utf8").replace(/\d+(\.\d)? (s|seconds|ms)\b/g, "");
  }
});
