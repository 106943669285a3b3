import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Results } from "../../src/study/index/results.ts";
import { ROOT } from "../support/session.ts";

/** What is said of music only. */
const OF_MUSIC = /\b(reproduced|agrees|differs)\b/i;

const judgedOnMusic = ({ figures }: Results): string[] =>
  figures.filter(({ verdict, note }) => OF_MUSIC.test(`${verdict} ${note}`)).map(({ id }) => id);

describe("figures measured on drawn data", { timeout: 900_000 }, () => {
  let out: string;
  before(() => {
    out = mkdtempSync(join(tmpdir(), "reproduce-drawn-"));
    const small = ["--param", "maxRows=2000", "--param", "tracks=100", "--param", "forests=2"];
    execFileSync("npm", ["run", "-s", "reproduce", "--", "--data", "replica", "--out", out, ...small], {
      cwd: ROOT,
      stdio: "pipe",
    });
  });
  after(() => rmSync(out, { recursive: true }));

  it("are simulated: none is said to agree or to differ in results.json", () => {
    const results = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as Results;
    assert.equal(results.data.kind, "replica");
    assert.deepEqual(judgedOnMusic(results), []);
    const siblings = results.figures.filter(({ id }) => /\.by-(track|artist)$/.test(id));
    assert.ok(siblings.length > 0 && siblings.every(({ verdict }) => verdict === null));
    assert.ok(results.figures.some(({ verdict }) => verdict === "simulated"));
  });

  it("are nowhere on the pages said to agree or to differ", () => {
    const pages = readdirSync(out).filter((name) => name.endsWith(".html"));
    assert.equal(pages.length, 8);
    for (const name of pages) {
      const words = readFileSync(join(out, name), "utf8")
        .replace(/<(script|style)\b.*?<\/\1>/gs, " ")
        .replace(/<pre\b.*?<\/pre>/gs, " ")
        .replace(/<[^>]*>/g, " ");
      const found = [...words.matchAll(new RegExp(`.{0,60}${OF_MUSIC.source}.{0,60}`, "gi"))].map(([text]) => text);
      assert.deepEqual(found, [], name);
    }
  });
});
