import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { readAddresses } from "../../../src/audio/table/audioAddresses.ts";
import { findAudio } from "../../../src/audio/table/findAudio.ts";

describe("readAddresses", () => {
  const folder = mkdtempSync(join(tmpdir(), "addresses-"));
  after(() => rmSync(folder, { recursive: true }));
  const list = join(folder, "list.txt");

  it("takes one a line, whatever the line ends, and passes over empty lines and remarks", () => {
    writeFileSync(list, "\ufeff# ours\r\nhttp://a/1.mp3?s=1\r\n\r\n  https://b/2.mp3\nHTTP://c/3.mp3");
    assert.deepEqual(readAddresses(list), ["http://a/1.mp3?s=1", "https://b/2.mp3", "HTTP://c/3.mp3"]);
  });

  it("names the line of what is none, without showing it", () => {
    const cases: [text: string, message: RegExp][] = [
      ["http://a/1.mp3\nme:secret@host/x", /list\.txt:2: it is no address that begins with http:\/\/ or https:\/\/$/],
      ["http://[secret/x", /list\.txt:1: it is no address/],
      ["s3://secret/x.mp3", /list\.txt:1: it is no address/],
      ["https://host/?secret", /list\.txt:1: the address names no file$/],
      ["# nothing\n", /list\.txt: there is no address in it$/],
    ];
    for (const [text, message] of cases) {
      writeFileSync(list, text);
      assert.throws(() => readAddresses(list), message);
      assert.throws(
        () => readAddresses(list),
        ({ message }: Error) => !message.includes("secret"),
      );
    }
    assert.throws(() => readAddresses(join(folder, "none")), /none: it can't be read \(ENOENT\)$/);
  });
});

describe("findAudio of addresses", () => {
  const found = (...addresses: string[]) => findAudio(addresses);

  it("names rows and tracks by the path without the query, decoded, and shows nothing else", () => {
    const { files } = found("https://me:secret@store.example/bucket/My%20song%231.mp3?X-Amz-Signature=secret#part");
    assert.deepEqual(files, [
      {
        path: "https://store.example/bucket/My%20song%231.mp3",
        address: "https://me:secret@store.example/bucket/My%20song%231.mp3?X-Amz-Signature=secret#part",
        name: "My song#1.mp3",
        track: "My song#1",
        bytes: 0,
        changed: 0,
      },
    ]);
  });

  it("takes the last folder as the genre where there are several, and longer names where names clash", () => {
    const { files } = found("http://a/m/Rock/1.mp3?x", "http://a/m/Folk/1.mp3?y", "http://a/m/Folk/2.wav");
    assert.deepEqual(
      files.map(({ name, track, folder }) => [name, track, folder]),
      [
        ["2.wav", "2", "Folk"],
        ["m/Folk/1.mp3", "m/Folk/1", "Folk"],
        ["m/Rock/1.mp3", "m/Rock/1", "Rock"],
      ],
    );
    assert.deepEqual(
      found("http://a/1.mp3", "http://b/1.mp3").files.map(({ name }) => name),
      ["a/1.mp3", "b/1.mp3"],
    );
  });

  it("takes an address once, and names one that differs only in its signature", () => {
    const { files, skipped } = found("http://a/1.mp3?s=secret", "http://a/1.mp3?s=secret", "http://a/1.mp3?s=other");
    assert.equal(files.length, 1);
    assert.deepEqual(skipped, [
      "http://a/1.mp3: it is there twice; addresses that differ only in login or query are taken for one file",
    ]);
  });
});
