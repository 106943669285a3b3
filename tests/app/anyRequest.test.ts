import assert from "node:assert/strict";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { createConnection } from "node:net";
import { buffer } from "node:stream/consumers";
import { after, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { pino } from "pino";
import { startTestService, until } from "../support/service.ts";

const UPLOAD_SECONDS = 1;
const lines: string[] = [];
const running = await startTestService(
  { UPLOAD_SECONDS: String(UPLOAD_SECONDS) },
  ["knn"],
  pino({ level: "error" }, { write: (line) => void lines.push(line) }),
);
after(() => running.close());
const { url, service } = running;
await until(async () => (await service.readiness()).audio === "ready");

/** One request as it is said, no header added but Host and what frames the body. */
async function ask(method: string, path: string, type?: string, body?: string | Buffer): Promise<IncomingMessage> {
  const asked = request(url + path, {
    method,
    headers: type === undefined ? {} : { "content-type": type },
    // A connection of its own: where a body is refused early its connection closes.
    agent: false,
  });
  const answered = once(asked, "response") as Promise<[IncomingMessage]>;
  // Some answers come, and close the connection, before all of the body is sent.
  asked.on("error", () => undefined);
  asked.end(body);
  const [answer] = await answered;
  answer.resume();
  return answer;
}

const PATHS = [
  "/",
  "/api/draw",
  "/api/model",
  "/api/classify",
  "/classify",
  "/healthz",
  "/readyz",
  "/openapi.json",
  "/nowhere",
  "/assets/x",
];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];
const TYPES = [
  undefined,
  "",
  "audio/mpeg",
  "audio/",
  "audio/x;y=z",
  "application/octet-stream",
  "application/json",
  "text/plain",
  "multipart/form-data",
  "application/x-www-form-urlencoded",
  "nonsense",
  "a/b/c",
];
const BODIES = [undefined, "", "{", "no music", Buffer.alloc(70_000, 0xff)];

/** What is answered to a request line with a Host, without a library that would mend either. */
async function answerTo(line: string, host: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = createConnection(Number(port), hostname);
  socket.end(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return (await buffer(socket)).toString();
}

describe("any request", () => {
  it("that names the whole address asks for it under the name there, whatever its Host says", async () => {
    for (const [line, host, status] of [
      ["GET http://localhost/healthz", "localhost", 200],
      ["GET HTTPS://LOCALHOST:3000/api/draw?n=3&seed=1", "elsewhere.test", 200],
      ["GET http://localhost?seed=1", "localhost", 200],
      ["GET http://localhost/nowhere", "localhost", 404],
      ["GET http://elsewhere.test/", "localhost", 403],
      ["GET http://elsewhere.test", "localhost", 403],
      ["POST http://elsewhere.test/api/classify", "localhost", 403],
      ["GET http://u@localhost/", "localhost", 400],
      ["GET http://lo[al/", "localhost", 400],
      ["GET ftp://localhost/", "localhost", 400],
    ] as const) {
      const answer = await answerTo(line, host);
      assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), `${line}: ${answer}`);
      if (status >= 400) assert.match(answer, /^content-type: (application\/problem\+json|text\/html)/m, line);
    }
  });

  it("for * is one of the whole service: OPTIONS is told what it takes, other methods are refused", async () => {
    const told = await answerTo("OPTIONS *", "localhost");
    assert.match(told, /^HTTP\/1\.1 204 /);
    assert.match(told, /^allow: GET, HEAD, POST\r$/m);
    for (const method of ["GET", "HEAD", "POST", "DELETE"])
      assert.match(await answerTo(`${method} *`, "localhost"), /^HTTP\/1\.1 400 /, method);
    assert.match(await answerTo("OPTIONS *", "elsewhere.test"), /^HTTP\/1\.1 403 /);
  });

  it("for an upload without body or content type is refused as one without a file, and nothing fails later", async () => {
    for (const path of ["/api/classify", "/classify"]) {
      for (const type of [undefined, "audio/mpeg", "application/octet-stream"]) {
        const { statusCode, headers } = await ask("POST", path, type);
        assert.equal(statusCode, 400, `${path} ${type}`);
        assert.match(headers["content-type"]!, /^application\/problem\+json/);
      }
      assert.equal((await ask("POST", path, undefined, "a file")).statusCode, 415);
    }
    // Whatever timers were set have run out by then; what they throw would fail this file.
    await setTimeout((UPLOAD_SECONDS + 0.5) * 1000);
  });

  it("is answered, as a fault of the caller's where it is wrong, with every method, path, content type and body", async () => {
    const odd: string[] = [];
    for (const path of PATHS) {
      for (const method of METHODS) {
        const types = method === "POST" ? TYPES : [undefined, "application/json"];
        for (const type of types) {
          for (const body of method === "POST" || method === "PUT" ? BODIES : [undefined, "{"]) {
            const { statusCode } = await ask(method, path, type, body);
            if (statusCode! >= 500) odd.push(`${method} ${path} ${type} ${body?.length}: ${statusCode}`);
          }
        }
      }
    }
    assert.deepEqual(odd, []);
    await setTimeout((UPLOAD_SECONDS + 0.5) * 1000);
    assert.deepEqual(lines, []);
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
  });

  it("that is no HTTP is answered with a problem too, and hung up on", async () => {
    const cases: [text: string, status: number][] = [
      ["nonsense\r\n\r\n", 400],
      ["GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400],
      [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
      ["POST /classify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400],
      [
        "POST /classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        400,
      ],
    ];
    for (const [text, status] of cases) {
      const socket = createConnection(Number(new URL(url).port), "127.0.0.1");
      socket.write(text);
      const answer = (await buffer(socket)).toString();
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), text.slice(0, 60));
      assert.match(answer, /content-type: application\/problem\+json/i);
      assert.equal((JSON.parse(answer.split("\r\n\r\n")[1]!) as { status: number }).status, status);
    }
  });
});
