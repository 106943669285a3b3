import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** The reason to skip a test that needs a browser, or false where Chromium is installed. */
export function skipWithoutChromium(): string | false {
  return existsSync(EXECUTABLE) ? false : `needs Chromium at ${EXECUTABLE} (or CHROMIUM_PATH)`;
}

/** Starts headless Chromium; every page of it should be opened with the context option `offline: true`. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
