import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of a few hundred kilobytes. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes up all that is free but a few kilobytes. */
  fill(leave?: number): void;
  /** Frees what `fill` took. */
  free(): void;
  setReadOnly(): void;
  remove(): void;
}

/** Mounts a small disk in memory. */
export function mountSmallDisk(kilobytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  mount("-t", "tmpfs", "-o", `size=${kilobytes}k`, "none", folder);
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill: (leave = 0) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - leave * 1024));
    },
    free: () => rmSync(ballast, { force: true }),
    setReadOnly: () => mount("-o", "remount,ro", folder),
    remove: () => {
      execFileSync("umount", ["--lazy", folder], { stdio: "pipe" });
      rmSync(folder, { recursive: true });
    },
  };
}

/** The reason to skip a test that needs a small disk, or false where one can be mounted: on Linux, by root. */
export function skipWithoutSmallDisk(): string | false {
  try {
    mountSmallDisk(16).remove();
    return false;
  } catch {
    return "needs the right to mount a tmpfs";
  }
}

function mount(...args: readonly string[]): void {
  execFileSync("mount", args, { stdio: "pipe" });
}
