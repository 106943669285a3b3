import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { type DataFrame, readCSV, readJSON, streamJSON } from "danfojs-node";

const ROWS = [
  { genre: "Rock", tempo: 120 },
  { genre: "Folk", tempo: 90.5 },
];

describe("danfo.js reads what stands at a URL", { timeout: 120_000 }, () => {
  const server = createServer(({ url, headers }, response) => {
    if (url === "/moved.csv") response.writeHead(302, { location: "/songs.csv" }).end();
    else if (url === "/songs.csv") response.end("genre,tempo\nRock,120\nFolk,90.5\n");
    else if (url === "/songs.json") response.end(JSON.stringify(ROWS));
    else if (url === "/asked.json") response.end(JSON.stringify([{ asked: headers["x-asked"] }]));
    else response.writeHead(404).end("no such file");
  });
  let at = "";
  before(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  it("a CSV, where the server sends it on too", async () => {
    for (const name of ["songs.csv", "moved.csv"]) {
      assert.deepEqual((await readCSV(`${at}/${name}`)).column("tempo").values, [120, 90.5]);
    }
  });

  it("JSON, whole and row by row, with the headers that were asked for", async () => {
    assert.deepEqual(((await readJSON(`${at}/songs.json`)) as DataFrame).column("tempo").values, [120, 90.5]);
    const rows: DataFrame[] = [];
    await streamJSON(`${at}/asked.json`, (row) => rows.push(row), {
      url: `${at}/asked.json`,
      headers: { "x-asked": "yes" },
    });
    assert.deepEqual(
      rows.map((row) => row.values),
      [[["yes"]]],
    );
  });

  it("and says why it can't", async () => {
    await assert.rejects(readCSV(`${at}/none.csv`), { message: "HTTP 404: Not Found" });
    await assert.rejects(readCSV("http://127.0.0.1:9/songs.csv"), { message: /^HTTP 0: / });
  });
});
