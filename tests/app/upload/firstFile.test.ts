import assert from "node:assert/strict";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, it } from "node:test";
import { firstFile } from "../../../src/app/upload/firstFile.ts";
import { readUpload } from "../../../src/app/upload/readUpload.ts";

const headers = { "content-type": "multipart/form-data; boundary=x" };
const start =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a/b.mp3"\r\nContent-Type: audio/mpeg\r\n\r\n';
const bytes = (text: string): Readable => Readable.from([Buffer.from(text)]);

describe("firstFile", () => {
  it("is the file of a form, with its name, whatever else the form holds", async () => {
    const field = '--x\r\nContent-Disposition: form-data; name="n"\r\n\r\n5\r\n';
    const { content, name } = await firstFile(bytes(`${field}${start}sound\r\n--x--\r\n`), headers);
    assert.equal(name, "a/b.mp3");
    assert.equal((await buffer(content)).toString(), "sound");
  });

  it("is empty where none was chosen", async () => {
    const { content } = await firstFile(bytes("--x--\r\n"), headers);
    assert.equal((await buffer(content)).length, 0);
  });

  it("is refused where the form is none, or ends before its file", async () => {
    await assert.rejects(firstFile(bytes("anything"), { "content-type": "multipart/form-data" }), { status: 400 });
    await assert.rejects(firstFile(bytes("--x\r\nContent-Dispo"), headers), { status: 400 });
  });

  it("breaks off where its sender does", async () => {
    for (const goAway of [(body: PassThrough) => body.end(), (body: PassThrough) => body.destroy()]) {
      const body = new PassThrough();
      body.write(`${start}ID3${"x".repeat(1000)}`);
      const { content } = await firstFile(body, headers);
      const read = readUpload(content, undefined, { megabytes: 1, seconds: 60 });
      setImmediate(() => goAway(body));
      await assert.rejects(read, { status: 400 });
    }
  });

  it("is not waited for where its sender has gone already", async () => {
    const body = new PassThrough();
    body.destroy();
    await new Promise(setImmediate);
    await assert.rejects(firstFile(body, headers), { status: 400 });
    await assert.rejects(readUpload(body, undefined, { megabytes: 1, seconds: 600 }), {
      status: 400,
      title: "The upload broke off",
    });
  });
});
