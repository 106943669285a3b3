import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { UploadSlots } from "../../../src/app/upload/uploadSlots.ts";

describe("UploadSlots", () => {
  /** Work that goes on until it is told to end. */
  const work = (): { end: () => void; wait: () => Promise<void> } => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    return { end, wait: () => ended };
  };

  it("leaves two thirds to others, however many files one visitor sends", async () => {
    const slots = new UploadSlots(6);
    const { end, wait } = work();
    const running = [slots.use("a", wait), slots.use("a", wait)];
    await assert.rejects(slots.use("a", wait), {
      name: "Problem",
      status: 429,
      detail: /^2 of your files .* in 5 seconds\.$/,
    });
    running.push(...["b", "b", "c", "c"].map((visitor) => slots.use(visitor, wait)));
    assert.equal(slots.inUse, 6);
    await assert.rejects(slots.use("d", wait), { name: "Problem", status: 503, detail: /^6 files/ });
    end();
    await Promise.all(running);
    assert.equal(slots.inUse, 0);
    assert.equal(await slots.use("a", () => Promise.resolve("again")), "again");
  });

  it("is free again after work that fails", async () => {
    const slots = new UploadSlots(1);
    for (let i = 0; i < 3; i++)
      await assert.rejects(
        slots.use("a", () => Promise.reject(new Error("broken"))),
        /broken/,
      );
    assert.equal(slots.inUse, 0);
  });
});
