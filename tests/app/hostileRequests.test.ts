import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection } from "node:net";
import { after, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { pino } from "pino";
import { randomSource } from "../support/randomData.ts";
import { startTestService, until } from "../support/service.ts";

const EACH = 100;
const AT_ONCE = 20;
/** Milliseconds that an answer is waited for: some requests are whole only once more comes. */
const PATIENCE = 200;
/** What the process may hold more afterwards, MB: less than a megabyte for each ten of the requests. */
const MORE_MEGABYTES = 100;

const lines: string[] = [];
const running = await startTestService(
  { UPLOAD_SECONDS: "1", UPLOADS_AT_ONCE: "60" },
  ["knn"],
  pino({ level: "error" }, { write: (line) => void lines.push(line) }),
);
after(() => running.close());
const { url, service } = running;
const port = Number(new URL(url).port);
await until(async () => (await service.readiness()).audio === "ready");

const { integer } = randomSource(11);
const one = <T>(of: readonly T[]): T => of[integer(0, of.length - 1)]!;
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => integer(0, 255)));
const HOST = "Host: 127.0.0.1\r\n";
const get = (path: string, headers = ""): string => `GET ${path} HTTP/1.1\r\n${HOST}${headers}\r\n`;
const post = (headers: string, body: string | Buffer = "", path = one(["/classify", "/api/classify"])): Buffer =>
  Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${HOST}${headers}\r\n`), Buffer.from(body)]);

/** Each makes what is sent anew: pieces, with a pause between them. */
const KINDS: Readonly<Record<string, () => readonly (string | Buffer)[]>> = {
  "a bad request line": () => [
    one([
      () => `${"A".repeat(integer(1, 5000))} / HTTP/1.1\r\n\r\n`,
      () => `GET  /  HTTP/9.9\r\n${HOST}\r\n`,
      () => `GET / HTTP/1.1 more\r\n${HOST}\r\n`,
      () => "\r\n".repeat(integer(1, 50)),
      () => bytes(integer(1, 2000)),
    ])(),
  ],
  "huge headers": () => [
    one([
      () => get("/", `X: ${"x".repeat(integer(10_000, 60_000))}\r\n`),
      () => get("/", "X: y\r\n".repeat(integer(500, 5000))),
      () => get(`/?${"q".repeat(integer(10_000, 60_000))}`),
      () => get("/", `${"N".repeat(20_000)}: y\r\n`),
    ])(),
  ],
  "a wrong content length": () => [
    one([
      () => post(`Content-Type: audio/mpeg\r\nContent-Length: ${integer(100, 1000)}\r\n`, "less"),
      () => post("Content-Type: audio/mpeg\r\nContent-Length: 2\r\n", "much more than that"),
      () => post("Content-Type: audio/mpeg\r\nContent-Length: -1\r\n", "x"),
      () => post("Content-Type: audio/mpeg\r\nContent-Length: 5\r\nContent-Length: 6\r\n", "hello"),
      () => post(`Content-Type: audio/mpeg\r\nContent-Length: 9${"9".repeat(integer(5, 40))}\r\n`, "x"),
    ])(),
  ],
  "garbage in chunks": () => [
    post("Content-Type: audio/mpeg\r\nTransfer-Encoding: chunked\r\n"),
    one([
      () => "zz\r\n",
      () => `ffffffffffffffff\r\n${"x".repeat(100)}`,
      () => `5\r\nhello world\r\n0\r\n\r\n`,
      () => `5;${"e".repeat(30_000)}\r\nhello\r\n`,
      () => bytes(500),
      () => `1\r\nx\r\n0\r\n${"T: r\r\n".repeat(2000)}\r\n`,
    ])(),
  ],
  "a slow body": () => [
    post(`Content-Type: audio/mpeg\r\nContent-Length: 100000\r\n`),
    ...Array.from({ length: integer(1, 6) }, () => bytes(integer(1, 3))),
  ],
  "bad JSON": () => {
    const body = one(["{", '{"n":1e999}', "[".repeat(5000), '{"__proto__":{"n":1}}', '"\ud800"', "\0"]);
    const path = one(["/api/draw", "/classify", "/api/classify", "/"]);
    return [post(`Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`, body, path)];
  },
  "a path of odd characters": () => [
    get(
      one([
        () => `/${encodeURIComponent(String.fromCodePoint(integer(0x80, 0xd7ff), 0x1f3b5, 0x202e))}`,
        () => "/%",
        () => "/%ff%fe%00",
        () => `/api/draw?n=${encodeURIComponent("\u0661\u0662")}&model=knn`,
        () => `/${"%00".repeat(integer(1, 200))}`,
        () => `/\u00e4\u2028`,
        () => "*",
        () => `//${"/".repeat(integer(1, 500))}`,
        () => "http://elsewhere.example/",
      ])(),
    ),
  ],
  "a path out of the folder": () => [
    get(
      one(["/assets/", "/", "/api/"]) +
        one(["../", "..%2f", "%2e%2e/", "..\\", "..%5c", "%252e%252e%252f", "....//"]).repeat(integer(1, 12)) +
        one(["etc/passwd", "package.json", "app/package.json%00.css", "proc/self/environ"]),
    ),
  ],
  "HTTP of another age": () => [
    one(["GET /\r\n", "GET / HTTP/0.9\r\n\r\n", "GET /api/draw HTTP/1.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]),
  ],
  "requests in one piece, of methods and types that are not taken": () => [
    Array.from({ length: integer(2, 12) }, () =>
      one([
        () => get(one(["/", "/api/draw?n=50", "/api/model", "/openapi.json", "/nowhere"])),
        () =>
          `${one(["PUT", "DELETE", "PATCH", "TRACE", "BREW"])} /api/draw HTTP/1.1\r\n${HOST}Content-Length: 0\r\n\r\n`,
        () => post("Content-Type: text/x-none\r\nContent-Length: 3\r\n", "abc").toString(),
        () => get("/", "Upgrade: websocket\r\nConnection: Upgrade\r\n"),
      ])(),
    ).join(""),
  ],
};

/** What is answered until the connection ends, however it does. */
async function answers(pieces: readonly (string | Buffer)[]): Promise<string> {
  const socket = createConnection(port, "127.0.0.1");
  const closed = once(socket, "close");
  let text = "";
  socket.on("error", () => undefined);
  socket.on("data", (data: Buffer) => (text += data.toString("latin1")));
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) await setTimeout(20);
    if (socket.writable) socket.write(piece);
  }
  // Who hangs up at once is not answered.
  await Promise.race([once(socket, "data").catch(() => undefined), closed, setTimeout(PATIENCE)]);
  socket.end();
  await closed;
  return text;
}

function heldMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1e6;
}

describe("1,000 hostile requests", { timeout: 600_000 }, () => {
  it("of ten kinds are answered as the caller's fault or hung up on, and change nothing", async () => {
    const kinds = Object.entries(KINDS);
    assert.equal(kinds.length * EACH, 1000);
    await Promise.all(kinds.map(([, make]) => answers(make())));
    const before = heldMegabytes();
    for (const [kind, make] of kinds) {
      for (let sent = 0; sent < EACH; sent += AT_ONCE) {
        const texts = await Promise.all(Array.from({ length: AT_ONCE }, () => answers(make())));
        for (const text of texts) {
          const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
          assert.ok(
            statuses.every((status) => status < 500),
            `${kind}: ${statuses.join(" ")}`,
          );
          assert.doesNotMatch(text, /root:x:0|"devDependencies"|PATH=/, kind);
        }
      }
      assert.equal((await fetch(`${url}/healthz`)).status, 200, kind);
    }
    // Whatever timers were set have run out by then; what they throw would fail this file.
    await setTimeout(1500);
    assert.deepEqual(lines, []);
    const held = heldMegabytes();
    assert.ok(held < before + MORE_MEGABYTES, `${before} MB before, ${held} after`);
    const { body } = await fetch(`${url}/api/draw?n=5`);
    await body?.cancel();
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
  });
});
