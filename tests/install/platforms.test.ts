import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";

const root = resolve(import.meta.dirname, "../..");
const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}
const { packages } = json("package-lock.json") as { packages: Record<string, LockedPackage> };

interface Platform {
  readonly os: string;
  readonly cpu: string;
  readonly libc?: "glibc" | "musl";
}
const PLATFORMS: readonly Platform[] = [
  { os: "linux", cpu: "x64", libc: "glibc" },
  { os: "linux", cpu: "x64", libc: "musl" },
  { os: "linux", cpu: "arm64", libc: "glibc" },
  { os: "linux", cpu: "arm64", libc: "musl" },
  { os: "darwin", cpu: "arm64" },
  { os: "win32", cpu: "x64" },
];

/** Whether the lock file has a package of this name that npm would install there. */
function isLockedFor({ os, cpu, libc }: Platform, name: string): boolean {
  const locked = packages[`node_modules/${name}`];
  return (
    locked !== undefined &&
    (locked.os?.includes(os) ?? true) &&
    (locked.cpu?.includes(cpu) ?? true) &&
    (libc === undefined || (locked.libc?.includes(libc) ?? true))
  );
}

describe("the lock file", () => {
  it("names what would run a script when it is installed: packages that come compiled, for which none is run", () => {
    const named = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript ? [path.replace(/^.*node_modules\//, "")] : [],
    );
    assert.deepEqual(named.sort(), ["esbuild", "lmdb", "msgpackr-extract", "zeromq"]);
    assert.match(readFileSync(join(root, ".npmrc"), "utf8"), /^ignore-scripts=true$/m);
  });

  it("puts what stands in substitutes/ in the place of its namesakes everywhere, and names no host", () => {
    const substitutes = Object.values(packages).flatMap(({ link, resolved }) => (link ? [resolved!] : []));
    assert.deepEqual(
      substitutes.sort(),
      readdirSync(join(root, "substitutes"), { withFileTypes: true })
        .flatMap((entry) => (entry.isDirectory() ? [`substitutes/${entry.name}`] : []))
        .sort(),
    );
    const names = substitutes.map((folder) => (json(`${folder}/package.json`) as { name: string }).name);
    for (const [path, { link, resolved }] of Object.entries(packages)) {
      assert.doesNotMatch(resolved ?? "", /^https?:/, path);
      if (names.some((name) => path.endsWith(`node_modules/${name}`))) assert.equal(link, true, path);
    }
  });

  for (const platform of PLATFORMS) {
    const { os, cpu, libc } = platform;
    const named = [os, cpu, libc].filter(Boolean).join(" ");
    it(`needs no compiler on ${named}`, () => {
      for (const name of [
        `@esbuild/${os}-${cpu}`,
        `@lmdb/lmdb-${os}-${cpu}`,
        `@msgpackr-extract/msgpackr-extract-${os}-${cpu}`,
      ]) {
        assert.ok(isLockedFor(platform, name), `${name} is not locked`);
      }
      // zeromq brings all of its own.
      const manifest = json("node_modules/zeromq/build/manifest.json") as Record<string, string>;
      const builds = Object.keys(manifest).map((key) => JSON.parse(key) as { os: string; arch: string; libc: string });
      assert.ok(
        builds.some((build) => build.os === os && build.arch === cpu && (libc === undefined || build.libc === libc)),
        "zeromq has no build",
      );
    });
  }
});
