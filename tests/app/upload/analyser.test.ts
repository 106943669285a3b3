import assert from "node:assert/strict";
import { ChildProcess } from "node:child_process";
import { after, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Analyser } from "../../../src/app/upload/analyser.ts";
import { hear } from "../../../src/audio/musicnn/hear.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { until } from "../../support/service.ts";
import { testSignal } from "../../support/testSignal.ts";

const LIMITS = { processes: 1, seconds: 60, megabytes: 1024, minutes: 10 };

/** One whose processes are there already. */
function started(limits: typeof LIMITS): Analyser {
  const analyser = new Analyser(limits);
  analyser.startAhead();
  return analyser;
}

/** The kind of problem, and what it says. */
const problem =
  (status: number, detail: RegExp) =>
  (error: { status?: number; detail?: string }): boolean => {
    assert.equal(error.status, status, String(error));
    assert.match(error.detail!, detail);
    return true;
  };

describe("Analyser", () => {
  const analyser = new Analyser(LIMITS);
  after(() => analyser.close());

  it("gives what the network hears every 3 seconds, as heard in this process, with a picture of it", async () => {
    const signal = testSignal(6);
    const heard = await analyser.analyse(encodeWav([signal], { bits: 32, isFloat: true }));
    assert.deepEqual(heard.segments, hear(signal, 22050));
    assert.ok(heard.level > -40 && heard.level < 0, `${heard.level}`);
    assert.deepEqual(heard.remarks, []);
    assert.equal(Buffer.from(heard.picture.subarray(1, 4)).toString(), "PNG");
  });

  it("starts its processes with the first files, or ahead of them, and each once", async () => {
    const lazy = new Analyser({ ...LIMITS, processes: 2 });
    assert.equal(lazy.starts, 0);
    assert.equal((await lazy.analyse(encodeWav([testSignal(3)]))).segments.length, 1);
    assert.equal(lazy.starts, 1);
    lazy.startAhead();
    lazy.startAhead();
    assert.equal(lazy.starts, 2);
    assert.equal(lazy.processIds.length, 2);
    lazy.close();
    lazy.startAhead();
    assert.equal(lazy.starts, 2);
  });

  it("says what is wrong with a file, in the decoder's words", async () => {
    await assert.rejects(
      analyser.analyse(Buffer.from("no music")),
      problem(422, /it is no MP3, WAV, FLAC or Ogg Vorbis file/),
    );
    await assert.rejects(
      analyser.analyse(encodeWav([testSignal(1)])),
      problem(422, /shorter than half a segment of 3 s/),
    );
    await assert.rejects(analyser.analyse(encodeWav([], {})), problem(422, /can't be analysed/));
  });

  it("refuses a recording that is too long", async () => {
    const short = new Analyser({ ...LIMITS, minutes: 0.1 });
    await assert.rejects(short.analyse(encodeWav([testSignal(7)])), problem(422, /longer than 0.1 minutes/));
    short.close();
  });

  it("gives up a file that takes too long, and takes the next one", async () => {
    const hasty = started({ ...LIMITS, seconds: 0.05 });
    const [first] = hasty.processIds;
    // A process is not up so soon, whatever the file.
    await assert.rejects(hasty.analyse(encodeWav([testSignal(4)])), problem(422, /longer than 0.05 seconds/));
    await until(() => hasty.processIds.length === 1 && hasty.processIds[0] !== first);
    hasty.close();
    await until(() => hasty.processIds.length === 0);
  });

  it("gives up a file that takes too much memory, and nothing but that process ends", async () => {
    const narrow = new Analyser({ ...LIMITS, megabytes: 256, minutes: 30 });
    // Half an hour of one value at a low rate: 1.8 MB as a file, 160 MB and as much again while it is brought to 22,050 Hz.
    const long = encodeWav([new Float32Array(1795 * 1000).fill(0.5)], { sampleRate: 1000, bits: 8 });
    await assert.rejects(narrow.analyse(long), problem(422, /more than 256 MB of memory/));
    assert.equal((await narrow.analyse(encodeWav([testSignal(3)]))).segments.length, 1);
    narrow.close();
  });

  it("does not blame the file where its process is killed from outside, and takes the next one", async () => {
    const struck = started(LIMITS);
    const [first] = struck.processIds;
    const analysis = struck.analyse(encodeWav([testSignal(6)]));
    process.kill(first!, "SIGKILL");
    await assert.rejects(analysis, problem(503, /^The analysis ended unexpectedly; try again\.$/));
    assert.equal((await struck.analyse(encodeWav([testSignal(3)]))).segments.length, 1);
    struck.close();
  });

  it("does not ask a process that has ended, even where its channel still seems open", async () => {
    const struck = started(LIMITS);
    const short = encodeWav([testSignal(1)]);
    for (let i = 0; i < 10; i++) {
      const [pid] = struck.processIds;
      process.kill(pid!, "SIGKILL");
      // The end is told before or after the channel's; whoever asks in between must not wait for an answer for ever.
      while (struck.processIds.includes(pid!)) await nextTurn();
      await assert.rejects(struck.analyse(short), problem(422, /shorter than half a segment of 3 s/));
    }
    struck.close();
  });

  it("says so where no process can be started, and starts one as soon as that is possible", async (t) => {
    const { execPath } = process;
    process.execPath = "/nowhere/node";
    // What is sent to a process that isn't there goes to any other, in Node before 24.
    const struck: (number | undefined)[] = [];
    t.mock.method(ChildProcess.prototype, "kill", function (this: ChildProcess) {
      struck.push(this.pid);
      return false;
    });
    const disabled = new Analyser(LIMITS);
    const file = encodeWav([testSignal(3)]);
    try {
      for (let i = 0; i < 2; i++)
        await assert.rejects(disabled.analyse(file), problem(503, /could not start \(.*ENOENT.*\); try again/));
      started(LIMITS).close();
    } finally {
      process.execPath = execPath;
      t.mock.restoreAll();
    }
    assert.deepEqual(struck, []);
    assert.equal((await disabled.analyse(file)).segments.length, 1);
    assert.equal(disabled.processIds.length, 1);
    disabled.close();
  });

  it("serves files one after the other, and none once it is closed", async () => {
    const file = encodeWav([testSignal(3)]);
    const results = await Promise.all([1, 2, 3, 4].map(() => analyser.analyse(file)));
    assert.ok(results.every(({ segments }) => segments.length === 1 && segments[0]!.embedding.length === 200));
    const closing = new Analyser(LIMITS);
    const waiting = [closing.analyse(file), closing.analyse(file)].map((work) =>
      assert.rejects(work, problem(503, /about to end/)),
    );
    closing.close();
    await Promise.all(waiting);
    await assert.rejects(closing.analyse(file), problem(503, /about to end/));
  });

  it("starts no process once it is closed, though a file's turn has come", async () => {
    const closing = started(LIMITS);
    process.kill(closing.processIds[0]!, "SIGKILL");
    await until(() => closing.processIds.length === 0);
    const analysis = closing.analyse(encodeWav([testSignal(3)]));
    closing.close();
    await assert.rejects(analysis, problem(503, /about to end/));
    assert.equal(closing.starts, 1);
  });
});
