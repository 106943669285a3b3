import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Upload, UploadSlots } from "../../../src/app/upload/uploadSlots.ts";

describe("UploadSlots", () => {
  /** Work that goes on until it is told to end. */
  const work = (): { end: () => void; wait: () => Promise<void>; analysed: (upload: Upload) => Promise<void> } => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    return { end, wait: () => ended, analysed: (upload) => upload.analyse(() => ended) };
  };

  it("leaves two thirds to others, however many files one visitor sends", async () => {
    const slots = new UploadSlots(6, 1);
    const { end, analysed } = work();
    const running = [slots.receive("a", analysed), slots.receive("a", analysed)];
    await assert.rejects(slots.receive("a", analysed), {
      name: "Problem",
      status: 429,
      detail: /^2 of your files .* in 5 seconds\.$/,
    });
    running.push(...["b", "b", "c", "c"].map((visitor) => slots.receive(visitor, analysed)));
    assert.equal(slots.underWay, 6);
    await assert.rejects(slots.receive("d", analysed), { name: "Problem", status: 503, detail: /^6 files/ });
    end();
    await Promise.all(running);
    assert.equal(slots.underWay, 0);
    assert.equal(await slots.receive("a", () => Promise.resolve("again")), "again");
  });

  it("are for analysis: files that are still coming in keep nobody out", async () => {
    const slots = new UploadSlots(2, 1);
    const { end, wait, analysed } = work();
    const running = ["a", "b", "c", "d"].map((visitor) => slots.receive(visitor, wait));
    running.push(slots.receive("e", analysed), slots.receive("f", analysed));
    await assert.rejects(slots.receive("g", analysed), { status: 503, detail: /^2 files are being analysed/ });
    end();
    await Promise.all(running);
  });

  it("bound the memory of all files together", async () => {
    const slots = new UploadSlots(2, 1);
    const { end, wait } = work();
    const holding = (bytes: number) => (upload: Upload) => {
      upload.hold(1);
      upload.hold(bytes);
      return wait();
    };
    const first = slots.receive("a", holding(1.5e6));
    await assert.rejects(slots.receive("b", holding(0.6e6)), { status: 503, detail: /as large together as can be/ });
    const second = slots.receive("b", holding(0.5e6));
    end();
    await Promise.all([first, second]);
    await slots.receive("c", holding(2e6));
  });

  it("is free again after work that fails", async () => {
    const slots = new UploadSlots(1, 1);
    const broken = (): Promise<never> => Promise.reject(new Error("broken"));
    for (let i = 0; i < 3; i++) {
      await assert.rejects(slots.receive("a", broken), /broken/);
      await assert.rejects(
        slots.receive("a", (upload) => upload.analyse(broken)),
        /broken/,
      );
    }
    assert.equal(slots.underWay, 0);
  });
});
