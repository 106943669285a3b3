import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { noise } from "../../../src/audio/signals.ts";
import { launchChromium, skipWithoutChromium } from "../../support/chromium.ts";
import { encodeMp3 } from "../../support/encodeMp3.ts";
import { encodeWav } from "../../support/encodeWav.ts";
import { startTestService, until } from "../../support/service.ts";
import { testSignal } from "../../support/testSignal.ts";

const skip = skipWithoutChromium();

describe("the prediction page", { skip }, async () => {
  const running = skip ? undefined : await startTestService({ UPLOAD_MEGABYTES: "1" });
  const browser = skip ? undefined : await launchChromium();
  after(async () => {
    await browser?.close();
    await running?.close();
  });
  await until(async () => {
    if (!running) return true;
    const { audio, models } = await running.service.readiness();
    return audio === "ready" && Object.values(models).every((state) => state === "ready");
  });
  const mp3 = await encodeMp3([testSignal(7, 100, 44100)]);

  /** Opens the page; whatever the browser complains about fails the test. */
  async function open(path = "/", options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser!.newContext({ viewport: { width: 1000, height: 800 }, ...options });
    const page = await context.newPage();
    page.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
    page.on("pageerror", (error) => assert.fail(error.message));
    await page.goto(running!.url + path);
    return page;
  }

  const choose = async (page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    await page.getByLabel(/Drop a music file/).setInputFiles(file);
    await page.locator(".verdict").waitFor();
  };
  const recordsOf = (page: Page): Promise<string[]> => page.locator(".predictions tbody th").allInnerTexts();
  const seedOf = (page: Page): Promise<string | null> => page.locator("#draw").getAttribute("data-seed");

  it("shows five records with prediction, actual genre, confidence and whether it is right, and a report", async () => {
    const page = await open("/?seed=4");
    assert.equal(await page.locator("h1").innerText(), "Song Genre Prediction");
    assert.equal(await page.locator(".predictions tbody tr").count(), 5);
    for (const row of await page.locator(".predictions tbody tr").all()) {
      const [predicted, actual, confidence, result] = await row.locator("td").allInnerTexts();
      assert.match(confidence!, /^\s*\d+\s%$/);
      assert.equal(result, predicted === actual ? "✓ right" : "✗ wrong");
    }
    assert.match(await page.locator(".report").innerText(), /accuracy.*5[^]*macro avg[^]*weighted avg/);
    assert.match(
      await page.locator("#draw .honest").innerText(),
      /held-out segments KNN is right for [\d.]+\s%.*never met it is right for [\d.]+\s%/s,
    );
    assert.match(await page.locator(".data").innerText(), /FMA sample\. A small sample of real music/);
  });

  it("draws anew at a click, without loading the page anew, and says so to those who don't see it", async () => {
    const page = await open();
    await page.evaluate("window.stays = true");
    const [seed, records] = [await seedOf(page), await recordsOf(page)];
    await page.getByRole("button", { name: "Click to Update" }).click();
    await page.locator(`#draw:not([data-seed="${seed}"])`).waitFor();
    assert.notDeepEqual(await recordsOf(page), records);
    assert.equal(await page.evaluate("window.stays"), true);
    assert.match(await page.locator("#status").innerText(), /^5 records drawn, \d predicted rightly\.$/);
    // The address is now that of the draw.
    const shown = await recordsOf(page);
    await page.reload();
    assert.deepEqual(await recordsOf(page), shown);
  });

  it("shows another model on the same records, and as many records as asked for", async () => {
    const page = await open("/?seed=11");
    const records = await recordsOf(page);
    await page.getByLabel("RF").check();
    await page.getByRole("heading", { name: "RF model predictions" }).waitFor();
    assert.deepEqual(await recordsOf(page), records);
    await page.getByLabel("Records").fill("12");
    await page.keyboard.press("Enter");
    await page.locator(".predictions tbody tr").nth(11).waitFor();
    assert.equal((await recordsOf(page)).length, 12);
    assert.equal(await page.locator("h2").first().innerText(), "RF model predictions");
  });

  it("goes back through the draws, the first one too, and its script survives pages that have none", async () => {
    const page = await open();
    const seeds = [await seedOf(page)];
    for (let i = 0; i < 2; i++) {
      await page.getByRole("button", { name: "Click to Update" }).click();
      await page.locator(`#draw:not([data-seed="${seeds.at(-1)!}"])`).waitFor();
      seeds.push(await seedOf(page));
    }
    for (const seed of seeds.slice(0, 2).reverse()) {
      await page.goBack();
      await page.locator(`#draw[data-seed="${seed!}"]`).waitFor();
    }
    page.removeAllListeners("console");
    await page.goto(`${running!.url}/mistyped`);
    assert.equal(await page.locator("h1").innerText(), "There is no such page");
    await page.getByRole("link", { name: "To the page" }).click();
    await page.locator("#draw").waitFor();
  });

  it("says so where a file is silent, or no music that it knows", async () => {
    const page = await open();
    const choose = (name: string, samples: Float32Array): Promise<void> =>
      page.getByLabel(/Drop a music file/).setInputFiles({ name, mimeType: "audio/wav", buffer: encodeWav([samples]) });
    await choose("noise.wav", noise(15, 1, 22050, 0.3));
    await page.locator(".strange", { hasText: "nothing changes from one 3 seconds to the next" }).waitFor();
    await choose("silence.wav", new Float32Array(4 * 22050));
    await page.locator(".strange", { hasText: "there is nothing to hear" }).waitFor();
    assert.equal(await page.locator(".verdict h3").innerText(), "No music that it knows");
    assert.match(await page.locator("#status").innerText(), /No music that it knows: there is nothing to hear/);
  });

  it("links a draw", async () => {
    const page = await open();
    const link = await page.getByRole("link", { name: "Link to this draw" }).getAttribute("href");
    const records = await recordsOf(page);
    const other = await open(link!);
    assert.deepEqual(await recordsOf(other), records);
  });

  it("tells the genre of a file that is chosen, what it hears, its time line and the nearest songs", async () => {
    const page = await open();
    await choose(page, { name: "<b>my song</b>.mp3", mimeType: "audio/mpeg", buffer: mp3 });
    assert.equal(await page.locator(".file-name").innerText(), "<b>my song</b>.mp3");
    assert.match(await page.locator(".verdict h3").innerText(), /^(\S+ \d+\s%|No music that it knows)$/);
    assert.equal(await page.locator(".strip li").count(), 2);
    assert.equal(await page.locator(".tags li").count(), 5);
    assert.equal(await page.locator(".nearest li").count(), 5);
    assert.match(
      await page.locator(".verdict .honest").innerText(),
      /160 songs of FMA-small.*has not met.*largest genre: 12\.5\s%.*off by \d+ points on average/s,
    );
    assert.match(await page.locator("#status").innerText(), /Taken for|No music/);
    const size = await page.evaluate(
      "(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector('.picture img'))",
    );
    assert.deepEqual(size, [440, 96]);
  });

  it("plays the visitor's file from the browser, from the place that is clicked or chosen by keyboard", async () => {
    const page = await open();
    await choose(page, { name: "song.wav", mimeType: "audio/wav", buffer: encodeWav([testSignal(9, 100, 22050)]) });
    const at = (): Promise<number> => page.evaluate("document.querySelector('audio').currentTime");
    await until(() => page.evaluate("document.querySelector('audio').readyState > 0"));
    await page.evaluate("document.querySelector('audio').muted = true");
    await page.locator(".strip button").nth(1).focus();
    await page.keyboard.press("Enter");
    await page.locator('.strip li[aria-current="true"][data-from="3"]').waitFor();
    await until(async () => (await at()) >= 3);
    const { width, height } = (await page.locator(".picture").boundingBox())!;
    await page.locator(".picture").click({ position: { x: 0.9 * width, y: height / 2 } });
    await until(async () => (await at()) >= 8);
    assert.equal(await page.locator(".cursor").isVisible(), true);
  });

  it("says so where the browser can't play what the decoder reads", async () => {
    const page = await open();
    page.removeAllListeners("console");
    const samples = testSignal(4);
    const au = Buffer.alloc(24 + 2 * samples.length);
    au.write(".snd", 0, "latin1");
    [24, 2 * samples.length, 3, 22050, 1].forEach((value, i) => au.writeUInt32BE(value, 4 + 4 * i));
    samples.forEach((sample, i) => au.writeInt16BE(Math.round(32767 * sample), 24 + 2 * i));
    await choose(page, { name: "song.au", mimeType: "audio/basic", buffer: au });
    await page.locator(".verdict .note", { hasText: "can't play files of this kind" }).waitFor();
    assert.equal(await page.locator(".verdict :is(audio, .cursor, .strip button)").count(), 0);
  });

  it("takes a file that is dropped, and says what is wrong with a broken one", async () => {
    const page = await open();
    const drop = (name: string, bytes: Buffer): Promise<void> =>
      page.evaluate(
        ([fileName, base64]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(base64!), (c) => c.charCodeAt(0))], fileName!));
          document
            .querySelector("#drop")!
            .dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true, bubbles: true }));
        },
        [name, bytes.toString("base64")],
      );
    await drop("song.mp3", mp3);
    await page.locator(".verdict").waitFor();
    page.removeAllListeners("console");
    await drop("broken.mp3", Buffer.from("no music at all"));
    await page.locator(".failure").waitFor();
    assert.match(await page.locator(".failure").innerText(), /^broken\.mp3: By its content the file is no audio file/);
    assert.equal(await page.locator(".verdict").count(), 0);
    await drop("half.mp3", mp3.subarray(0, 2000));
    await page.locator(".failure", { hasText: "half.mp3: The file can't be analysed: it is shorter" }).waitFor();
    await drop("large.wav", Buffer.alloc(1_100_000));
    await page.locator(".failure", { hasText: "large.wav: the file has 1.1 MB; it may have 1." }).waitFor();
    assert.match(await page.locator("#status").innerText(), /large\.wav/);
  });

  it("draws and judges files without JavaScript, by its forms alone", async () => {
    const page = await open("/?seed=2", { javaScriptEnabled: false });
    await page.locator("#n").fill("3");
    await page.locator('input[value="lr"]').check();
    await page.getByRole("button", { name: "Click to Update" }).click();
    await page.waitForURL(/n=3&model=lr/);
    assert.equal(await page.locator(".predictions tbody tr").count(), 3);
    assert.equal(await page.locator("h2").first().innerText(), "LR model predictions");
    const file = { name: "<b>my song</b>.mp3", mimeType: "audio/mpeg", buffer: mp3 };
    await page.getByLabel(/Drop a music file/).setInputFiles(file);
    await page.getByRole("button", { name: "Send it" }).click();
    await page.waitForURL(/\/classify$/);
    assert.equal(await page.locator("h2").innerText(), "<b>my song</b>.mp3");
    assert.match(await page.locator(".verdict h3").innerText(), /^(\S+ \d+\s%|No music that it knows)$/);
    assert.equal(await page.locator(".strip li").count(), 2);
    await page.getByRole("link", { name: "To the page" }).click();
    page.removeAllListeners("console");
    await page.getByLabel(/Drop a music file/).setInputFiles({ ...file, buffer: Buffer.from("no music") });
    await page.getByRole("button", { name: "Send it" }).click();
    assert.equal(await page.locator("h1").innerText(), "It is no audio file that can be read");
  });

  it("can be used with the keyboard alone", async () => {
    const page = await open("/?seed=3");
    const focused = (): Promise<string> =>
      page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()");
    const order: string[] = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press("Tab");
      order.push(await focused());
    }
    assert.deepEqual(order, ["n", "model", "Click to Update"]);
    await page.keyboard.press("Enter");
    await page.locator('#draw:not([data-seed="3"])').waitFor();
    assert.equal(await focused(), "Click to Update");
  });

  it("fits a phone, in light and dark, with right or wrong in sight", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open("/?seed=6&n=20", { viewport: { width: 390, height: 800 }, colorScheme });
      await page.locator("#file").setInputFiles({ name: "song.mp3", mimeType: "audio/mpeg", buffer: mp3 });
      await page.locator(".verdict").waitFor();
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 390);
      for (const result of await page.locator(".result, .report td:last-child").all()) {
        const box = (await result.boundingBox())!;
        assert.ok(box.x + box.width <= 390, `a cell ends at ${box.x + box.width}`);
      }
      const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      assert.equal(ground, colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(20, 23, 28)");
    }
  });
});
