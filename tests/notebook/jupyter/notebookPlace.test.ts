import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { notebookPlace } from "../../../src/notebook/jupyter/notebookPlace.ts";
import { ROOT } from "../../support/session.ts";

describe("notebookPlace", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "place-")));
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "project", "deep", "notebooks"), { recursive: true });
  writeFileSync(join(folder, "project", "package.json"), "{}");
  const notebooks = join(folder, "project", "deep", "notebooks");

  it("takes the folder the client starts in, and the nearest package.json above it", () => {
    const place = notebookPlace({ cwd: notebooks, ownRoot: ROOT });
    assert.deepEqual(place, { directory: notebooks, root: join(folder, "project") });
  });

  it("believes a client that names the notebook, if there is such a file", () => {
    const notebook = join(notebooks, "one.ipynb");
    assert.equal(notebookPlace({ cwd: folder, sessionName: notebook, ownRoot: ROOT }).directory, folder);
    writeFileSync(notebook, "{}");
    assert.equal(notebookPlace({ cwd: folder, sessionName: notebook, ownRoot: ROOT }).directory, notebooks);
    assert.equal(notebookPlace({ cwd: folder, sessionName: "one.ipynb", ownRoot: ROOT }).directory, folder);
  });

  it("uses the kernel's own project for a notebook that lies in none", () => {
    assert.deepEqual(notebookPlace({ cwd: folder, ownRoot: ROOT }), { directory: folder, root: ROOT });
  });
});
