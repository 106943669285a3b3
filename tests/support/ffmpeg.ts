import { execFileSync } from "node:child_process";

/** The reason to skip a test that needs ffmpeg, or false where it is there. */
export function skipWithoutFfmpeg(): string | false {
  try {
    execFileSync("ffmpeg", ["-version"], { stdio: "pipe" });
    return false;
  } catch {
    return "needs ffmpeg";
  }
}
