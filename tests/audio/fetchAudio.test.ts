import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { fetchAudio, type FetchOptions } from "../../src/audio/fetchAudio.ts";
import { freePort } from "../support/freePort.ts";
import { SIGNATURE, signedServer, type SignedServer, type Trouble } from "../support/signedServer.ts";

const FILE = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251));

describe("fetchAudio", { timeout: 120_000 }, () => {
  let server: SignedServer;
  before(async () => {
    server = await signedServer();
    server.files.set("music/a b.mp3", FILE);
  });
  after(() => server.close());
  beforeEach(() => server.asked.splice(0));

  const get = (options: FetchOptions = {}, query = `?${SIGNATURE}`): Promise<Uint8Array> =>
    fetchAudio(`http://${server.host}/music/a%20b.mp3${query}`, { pause: 1, ...options });
  const troubled = (...troubles: Trouble[]): void => void server.troubles.set("music/a b.mp3", troubles);

  it("gives a file's bytes for an address with a signature, and for one with user and password", async () => {
    assert.ok(FILE.equals(await get()));
    assert.ok(FILE.equals(await fetchAudio(`http://me:pass-word@${server.host}/music/a%20b.mp3`)));
    assert.equal(server.asked.length, 2);
  });

  it("asks again where the server fails, is silent or cuts the answer off", async () => {
    troubled({ status: 503, code: "SlowDown" }, { cutAfter: 1_000_000 }, { silent: true });
    assert.ok(FILE.equals(await get({ silence: 2000 })));
    assert.equal(server.asked.length, 4);
  });

  it("gives up after four times, and says why", async () => {
    const cases: [trouble: Trouble, message: RegExp][] = [
      [{ status: 500 }, /^Error: the server answers 500 InternalError, 4 times$/],
      [{ cutAfter: 1000 }, /^Error: the answer was cut off, 4 times$/],
      [{ silent: true }, /^Error: the server said nothing more, 4 times$/],
      [{ trickles: true }, /^Error: the server sends less than 1 kB a second, 4 times$/],
    ];
    for (const [trouble, message] of cases) {
      server.asked.splice(0);
      troubled(trouble, trouble, trouble, trouble);
      await assert.rejects(get({ silence: 500 }), message);
      assert.equal(server.asked.length, 4);
    }
  });

  it("does not ask again where it is refused, and tells the store's own reason, not the address", async () => {
    await assert.rejects(get({}, "?X-Amz-Signature=0ther"), {
      message: "the server answers 403 SignatureDoesNotMatch",
    });
    await assert.rejects(fetchAudio(`http://${server.host}/none.mp3?${SIGNATURE}`), {
      message: "the server answers 404 NoSuchKey",
    });
    assert.equal(server.asked.length, 2);
  });

  it("does not take a part of a file that it didn't ask for as the whole", async () => {
    troubled({ status: 206 });
    assert.ok(FILE.equals(await get()));
    assert.equal(server.asked.length, 2);
  });

  it("says where it is sent on for ever, or to what is no address of the net, and does not ask again", async () => {
    const circle = { status: 302, location: `/music/a%20b.mp3?${SIGNATURE}` } as const;
    for (const troubles of [Array<Trouble>(30).fill(circle), [{ status: 302, location: "file:///etc/passwd" }]]) {
      troubled(...troubles);
      await assert.rejects(get(), {
        message: "the server sends it on in a circle, or to what is no http:// or https://",
      });
    }
    server.troubles.clear();
  });

  it("gives a file up when it is told to, also between two tries", async () => {
    for (const trouble of [{ silent: true }, { status: 500 }] as const) {
      server.asked.splice(0);
      troubled(trouble);
      const signal = AbortSignal.timeout(500);
      await assert.rejects(get({ signal, pause: 100_000 }), { message: "it was given up" });
      assert.ok(server.asked.length <= 1);
      server.troubles.clear();
    }
  });

  it("takes no file that is too large", async () => {
    await assert.rejects(get({ most: 2 ** 20 }), { message: "it is larger than 1 MiB: cut it into parts first" });
    assert.equal(server.asked.length, 1);
  });

  it("says that nothing answers without the address", async () => {
    const port = await freePort();
    await assert.rejects(fetchAudio(`http://me:5ecret@127.0.0.1:${port}/a.mp3?5ecret`, { pause: 1 }), {
      message: "it can't be fetched (ECONNREFUSED), 4 times",
    });
  });
});
