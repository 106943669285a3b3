import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { CACHE_VARIABLE } from "../../../src/dataset/cache/cacheVariable.ts";
import { Kernel } from "../../../src/notebook/kernel.ts";
import { CacheFolder, markEntry, settledSources } from "../../support/cacheFolder.ts";
import { ROOT } from "../../support/session.ts";

const MARK = 12_345.5;
const IMPORT =
  'import { loadSource } from "../src/dataset/loadSource.ts"; import { resolveSource } from "../src/dataset/resolveSource.ts";';
const SHOW =
  '{ const { clips } = await loadSource(resolveSource("replica")); console.log(clips!.filename[0], clips!.X.data[0]); }';

describe("tables kept by a session in which the code that makes them is edited", () => {
  const folder = new CacheFolder();
  const project = join(folder.root, "project");
  let kernel: Kernel;
  let said = "";
  before(async () => {
    await settledSources();
    for (const name of ["src", "data/replica.json", "package.json", "tsconfig.json"]) {
      cpSync(join(ROOT, name), join(project, name), { recursive: true, preserveTimestamps: true });
    }
    mkdirSync(join(project, "notebooks"));
    symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"), "junction");
    process.env[CACHE_VARIABLE] = folder.folder;
    kernel = new Kernel({ root: project, directory: join(project, "notebooks"), interactive: true });
    kernel.onEvent = (event) => (said += event.type === "stream" ? event.text : JSON.stringify(event));
  });
  after(async () => {
    kernel.kill("the test is over");
    await kernel.ended;
    folder.remove();
  });

  /** What cells print: the first file name, which the code decides, and the first value. */
  async function shown(code: string): Promise<string[]> {
    said = "";
    await kernel.execute(code);
    return said.trim().split(" ");
  }

  it("are not taken for those of the new code, nor the new ones for those of the old", async () => {
    const [name, value] = await shown(`${IMPORT} ${SHOW}`);
    assert.equal(name, "900001.mp3");
    markEntry(folder.file(), MARK);
    assert.deepEqual(await shown(SHOW), [name, `${MARK}`]);

    const source = join(project, "src/dataset/replica.ts");
    writeFileSync(source, readFileSync(source, "utf8").replace("FIRST_ID = 900_001", "FIRST_ID = 700_001"));
    assert.deepEqual(await shown(SHOW), [name, value], "the code that is still in memory");
    assert.deepEqual(await shown(`${IMPORT} ${SHOW}`), ["700001.mp3", value], "the new code");
    folder.file();
  });
});
