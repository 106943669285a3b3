import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { snapshotPages } from "./snapshotPages.ts";

const OUTPUT = join(import.meta.dirname, "snapshots", "output");
const UPDATE = process.env.UPDATE_SNAPSHOTS !== undefined;

const pages = await snapshotPages();

describe("rendered pages", () => {
  for (const [name, page] of pages) {
    it(`${name} is as it was (UPDATE_SNAPSHOTS=1 accepts what changed)`, () => {
      const path = join(OUTPUT, name);
      if (UPDATE) {
        mkdirSync(OUTPUT, { recursive: true });
        writeFileSync(path, page);
      }
      assert.equal(page, readFileSync(path, "utf8"));
    });
  }

  it("are the same bytes when rendered again", async () => {
    assert.deepEqual(await snapshotPages(), pages);
  });

  it("load nothing from elsewhere", () => {
    for (const [name, page] of pages) {
      // Links that readers follow may lead anywhere; figures may name anything.
      const loading = page.replace(/<a [^>]*>/g, "").replace(/<script type="application\/json"[^]*?<\/script>/g, "");
      const urls = loading.match(/\b(?:src|href|srcset|poster|data)=["']?(?:https?:)?\/\/|url\(["']?(?:https?:)?\/\//g);
      assert.equal(urls, null, name);
    }
  });

  it("have unique ids, and every link within a page leads somewhere", () => {
    for (const [name, page] of pages) {
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
      assert.equal(new Set(ids).size, ids.length, `${name} has an id twice`);
      for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) {
        assert.ok(ids.includes(target!), `${name}: nothing has the id ${target}`);
      }
    }
  });
});
