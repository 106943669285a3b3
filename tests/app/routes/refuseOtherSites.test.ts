import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { after, describe, it } from "node:test";
import { startTestService } from "../../support/service.ts";

type Headers = Readonly<Record<string, string>>;

/** The status of an answer to a request with just these headers; `fetch` would not let them be set. */
async function status(url: string, method: string, path: string, headers: Headers = {}): Promise<number> {
  const asked = request(url + path, { method, headers });
  const answered = once(asked, "response") as Promise<[IncomingMessage]>;
  asked.end();
  const [answer] = await answered;
  answer.resume();
  return answer.statusCode!;
}

describe("a service that listens for this machine alone", async () => {
  const running = await startTestService({}, ["knn"]);
  after(() => running.close());
  const { url } = running;
  const port = new URL(url).port;
  const post = (headers: Headers): Promise<number> => status(url, "POST", "/api/classify", headers);
  const refused = 403;

  it("takes no file that another site's page sends, by whichever address and header", async () => {
    for (const path of ["/api/classify", "/classify"]) {
      for (const site of ["cross-site", "same-site"])
        assert.equal(await status(url, "POST", path, { "sec-fetch-site": site }), refused, `${path} ${site}`);
      for (const origin of ["https://other.test", `http://127.0.0.1:1`, `http://localhost:${port}`, "null", "file://"])
        assert.equal(await status(url, "POST", path, { origin }), refused, `${path} ${origin}`);
    }
  });

  it("takes files of its own page and of programs", async () => {
    assert.notEqual(await post({}), refused);
    assert.notEqual(await post({ "sec-fetch-site": "same-origin", origin: url }), refused);
    assert.notEqual(await post({ "sec-fetch-site": "none" }), refused);
    assert.notEqual(await post({ origin: url }), refused);
    assert.notEqual(await post({ origin: `http://LOCALHOST:${port}`, host: `LocalHost:${port}` }), refused);
  });

  it("may be looked at from anywhere: a link on another site leads to the page", async () => {
    assert.equal(await status(url, "GET", "/?seed=1", { "sec-fetch-site": "cross-site" }), 200);
  });

  it("answers to this machine's names only, so that no page's own name can be made to lead here", async () => {
    for (const host of [
      "rebound.test",
      `rebound.test:${port}`,
      "localhost.rebound.test",
      "127.0.0.1.rebound.test",
      "10.0.0.1",
    ]) {
      assert.equal(await status(url, "GET", "/api/draw?seed=1", { host }), refused, host);
      assert.equal(await status(url, "POST", "/api/classify", { host, origin: `http://${host}` }), refused, host);
    }
    for (const host of [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      "localhost.",
      "127.9.9.9",
      "[::1]",
      `[::1]:${port}`,
      "page.localhost",
    ])
      assert.equal(await status(url, "GET", "/api/draw?seed=1", { host }), 200, host);
  });
});

describe("a service behind a proxy", async () => {
  const running = await startTestService({ TRUST_PROXY: "loopback", UPLOADS: "off" }, ["knn"]);
  after(() => running.close());
  const { url } = running;

  it("answers to the name that the proxy is known by, and takes files of its page there", async () => {
    const host = "genres.example";
    assert.equal(await status(url, "GET", "/api/draw?seed=1", { host }), 200);
    assert.equal(await status(url, "POST", "/classify", { host, origin: "https://genres.example" }), 404);
    assert.equal(await status(url, "POST", "/classify", { host, origin: "https://other.test" }), 403);
    assert.equal(
      await status(url, "POST", "/classify", { "x-forwarded-host": host, origin: "https://genres.example" }),
      404,
    );
  });
});

describe("limits behind a proxy", () => {
  const limit = { REQUESTS_PER_MINUTE: "2", UPLOADS: "off" };

  it("count visitors as the proxy names them, and not as they name themselves", async () => {
    const running = await startTestService({ ...limit, TRUST_PROXY: "1" }, ["knn"]);
    const ask = (forwarded: string): Promise<number> =>
      status(running.url, "GET", "/api/draw", { "x-forwarded-for": forwarded });
    // A visitor at 203.0.113.1 who writes another address each time; the proxy adds the true one.
    const statuses = [
      await ask("1.1.1.1, 203.0.113.1"),
      await ask("2.2.2.2, 203.0.113.1"),
      await ask("3.3.3.3, 203.0.113.1"),
    ];
    assert.deepEqual(statuses, [200, 200, 429]);
    assert.equal(await ask("203.0.113.2"), 200);
    await running.close();
  });

  it("believe no header where no proxy is named", async () => {
    const running = await startTestService(limit, ["knn"]);
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++)
      statuses.push(await status(running.url, "GET", "/api/draw", { "x-forwarded-for": `1.1.1.${i}` }));
    assert.deepEqual(statuses, [200, 200, 429]);
    await running.close();
  });
});
