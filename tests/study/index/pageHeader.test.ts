import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { learnedPageHeader, loadTables, pageHeader } from "../../../src/study/index/index.ts";

describe("the head of a page", () => {
  it("says that the replica is no music, and that the page of learned features shows the sample all the same", async () => {
    const replica = await loadTables("replica");
    const { facts, notices } = await pageHeader(replica);
    assert.match(facts[0]!.value, /^Replica \(simulated, at the report's size\)/);
    assert.match(notices[0]!, /^Not music/);
    const learned = (await learnedPageHeader(replica))!;
    assert.match(learned.facts[0]!.value, /^FMA sample: 160 clips, 1,600 segments, 8 genres$/);
    for (const notice of learned.notices) assert.doesNotMatch(notice, /replica|Not music/);
  });

  it("names the report, its authors, and that it has no date", async () => {
    const { facts } = await pageHeader(await loadTables("sample"));
    const report = facts.find(({ label }) => label === "The report")!;
    assert.equal(report.value, "Music Genre Classification, by Hinda Filali and Andriy Khalik (undated)");
  });

  it("is that of every page where nobody's tables are shown", async () => {
    assert.equal(await learnedPageHeader(undefined), undefined);
  });
});
