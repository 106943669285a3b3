import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { download } from "../../../src/dataset/build/download.ts";
import { mountSmallDisk, skipWithoutSmallDisk } from "../../support/smallDisk.ts";
import { type Answer, type FileServer, serveFiles } from "../../support/fileServer.ts";

const TIMEOUT = { timeout: 60_000 };

describe("download", TIMEOUT, () => {
  let server: FileServer;
  let folder = "";
  let path = "";
  const content = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251));
  before(async () => (server = await serveFiles()));
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "download-"));
    path = join(folder, "file.zip");
    server.files.set("file.zip", content);
    server.answers.length = server.ranges.length = server.logins.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const fetchIt = (signal?: AbortSignal): Promise<void> =>
    download(`${server.address}file.zip`, path, { pause: 1, signal });
  const isWhole = (): void => {
    assert.ok(readFileSync(path).equals(content));
    assert.ok(!existsSync(`${path}.part`) && !existsSync(`${path}.part.tag`));
  };

  const begin = (part: Buffer, tag: string): void => {
    writeFileSync(`${path}.part`, part);
    writeFileSync(`${path}.part.tag`, tag);
  };

  it("goes on by ranges after each cut", async () => {
    server.answers.push({ cutAfter: 100_000 }, { cutAfter: 50_000 });
    await fetchIt();
    isWhole();
    assert.equal(server.ranges.length, 3);
    assert.equal(server.ranges[0], "");
    for (const range of server.ranges.slice(1)) assert.match(range, /^bytes=[1-9]\d*-$/);
  });

  it("doesn't wait for ever for a server that sends a byte now and then, and goes on from what has come", async () => {
    const slow = (): Promise<void> => download(`${server.address}file.zip`, path, { pause: 1, silence: 500 });
    server.answers.push({ cutAfter: 100_000 }, ...Array<Answer>(5).fill({ trickles: true }));
    await assert.rejects(slow(), {
      name: "UserError",
      message: `${server.address}file.zip: the server sends less than 1 kB a second; what has come is kept in ${path}.part`,
    });
    assert.equal(server.ranges.length, 6);
    server.answers.push({ trickles: true });
    await slow();
    isWhole();
    assert.match(server.ranges.at(-1)!, /^bytes=100\d\d\d-$/);
  });

  it(
    "names the part that has no room on its disk, and goes on from there",
    { skip: skipWithoutSmallDisk() },
    async () => {
      const disk = mountSmallDisk(400);
      try {
        path = join(disk.folder, "file.zip");
        // Compressed, so that the length, for which there is no room, isn't known before.
        disk.fill(100);
        server.answers.push({ gzip: true });
        await assert.rejects(fetchIt(), {
          name: "UserError",
          message: `${path}.part: ENOSPC: no space left on device: make room on its disk; the same command goes on from here`,
        });
        disk.free();
        server.answers.push({ gzip: true });
        await fetchIt();
        isWhole();
      } finally {
        disk.remove();
      }
    },
  );

  it("begins anew where the server knows no ranges", async () => {
    server.answers.push({ cutAfter: 100_000, noRanges: true }, { noRanges: true });
    await fetchIt();
    isWhole();
    assert.deepEqual(server.ranges, ["", ""]);
  });

  it("begins anew where the file has changed meanwhile", async () => {
    server.answers.push({ cutAfter: 100_000 });
    const other = Buffer.from(content);
    other[0] = 99;
    const fetching = fetchIt();
    server.files.set("file.zip", other);
    server.answers.push({ cutAfter: 100_000 });
    await fetching;
    const got = readFileSync(path);
    assert.ok(got.equals(other) || got.equals(content), "one of the two, never a mixture");
  });

  it("tries again after 503, and follows where it is sent", async () => {
    server.answers.push({ status: 503 }, { status: 302, location: "/moved.zip" });
    server.files.set("moved.zip", content);
    await fetchIt();
    isWhole();
  });

  it("says what the server answers, at once where that won't change and after some tries where it may", async () => {
    server.files.delete("file.zip");
    await assert.rejects(fetchIt(), /file\.zip: the server answers 404 Not Found/);
    assert.equal(server.ranges.length, 1);
    server.answers.push(...Array.from({ length: 6 }, () => ({ status: 503 })));
    await assert.rejects(fetchIt(), /the server answers 503 Service Unavailable$/);
    begin(content.subarray(0, 9), "");
    server.answers.push(...Array.from({ length: 6 }, () => ({ status: 503 })));
    await assert.rejects(fetchIt(), /503 Service Unavailable; what has come is kept in .*file\.zip\.part$/);
  });

  it("says that nobody answers", async () => {
    const lost = download("http://127.0.0.1:9/file.zip", path, { pause: 1 });
    await assert.rejects(lost, /127\.0\.0\.1:9\/file\.zip: .*(ECONNREFUSED|bad port|refused)[^;]*$/);
  });

  it("is stopped by its signal, and goes on from there", async () => {
    server.answers.push({ cutAfter: 100_000 });
    const stop = new AbortController();
    const stopped = download(`${server.address}file.zip`, path, {
      pause: 60_000,
      signal: stop.signal,
      onProgress: () => setTimeout(() => stop.abort(), 200),
    });
    await assert.rejects(stopped, /abort/i);
    assert.ok(existsSync(`${path}.part`));
    await fetchIt();
    isWhole();
    assert.match(server.ranges.at(-1)!, /^bytes=[1-9]/);
  });

  it("takes what an earlier call had fetched to the last byte", async () => {
    begin(content, '"300000-0"');
    await fetchIt();
    isWhole();
    assert.deepEqual(server.ranges, ["bytes=300000-"]);
  });

  it("begins anew where the server's file is shorter than the part, or is another one of the same length", async () => {
    begin(Buffer.alloc(400_000), '"400000-0"');
    server.answers.push({ anyVersion: true });
    await fetchIt();
    isWhole();
    rmSync(path);
    begin(Buffer.alloc(300_000), '"300000-9"');
    server.answers.push({ anyVersion: true });
    await fetchIt();
    isWhole();
  });

  it("never joins parts of two versions, even of a server that doesn't know If-Range", async () => {
    begin(Buffer.alloc(100_000), '"300000-9"');
    server.answers.push({ anyVersion: true });
    await fetchIt();
    isWhole();
  });

  it("asks for the file as it is, and takes a compressed answer too, whole or cut", async () => {
    server.answers.push({ gzip: true, cutAfter: 400 }, { gzip: true });
    await fetchIt();
    isWhole();
  });

  it("sends user and password of an address, and names neither them nor its query", async () => {
    const address = server.address.replace("//", "//me:pass%3Aword@");
    await download(`${address}file.zip`, path, { pause: 1 });
    isWhole();
    assert.deepEqual(server.logins, [`Basic ${Buffer.from("me:pass:word").toString("base64")}`]);
    await assert.rejects(download(`${address}none.zip?key=secret`, `${path}2`), ({ message }: Error) => {
      assert.equal(message, `${server.address}none.zip: the server answers 404 Not Found`);
      return true;
    });
  });
});
