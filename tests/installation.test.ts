import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { ROOT } from "./support/session.ts";

interface LockedPackage {
  readonly version: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly hasInstallScript?: boolean;
}

/** zeromq's binaries by what its manifest calls the folder of one. */
const PLATFORMS = {
  "linux-x64": ["linux/x64/node/glibc-", "linux/x64/node/musl-"],
  "linux-arm64": ["linux/arm64/node/glibc-", "linux/arm64/node/musl-"],
  "darwin-arm64": ["darwin/arm64/node/libc-"],
  "win32-x64": ["win32/x64/node/msvc-"],
};

describe("the installation", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, LockedPackage>>;
  };
  const zeromq = dirname(dirname(createRequire(import.meta.url).resolve("zeromq")));
  const manifest = JSON.parse(readFileSync(join(zeromq, "build/manifest.json"), "utf8")) as Record<string, string>;
  const binaries = Object.values(manifest).map((path) => path.replaceAll("\\", "/"));

  for (const [platform, folders] of Object.entries(PLATFORMS)) {
    it(`needs no compiler on ${platform}: every package with native code brings its own`, () => {
      const [os, cpu] = platform.split("-") as [string, string];
      // For Linux these hold a static binary (esbuild), or a file for either C library.
      for (const family of ["@esbuild/", "@lmdb/lmdb-", "@msgpackr-extract/msgpackr-extract-"]) {
        const found = Object.entries(packages).some(
          ([path, locked]) =>
            path === `node_modules/${family}${platform}` && locked.os?.includes(os) && locked.cpu?.includes(cpu),
        );
        assert.ok(found, `${family}${platform}`);
      }
      for (const folder of folders)
        assert.ok(
          binaries.some((path) => path.startsWith(folder)),
          folder,
        );
    });
  }

  it("runs the install script of no package that it does not know", () => {
    const { allowScripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      allowScripts: Readonly<Record<string, boolean>>;
    };
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = scripted.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
    assert.deepEqual(
      names.filter((name) => name !== "" && !(name in allowScripts)),
      [],
    );
  });
});
