const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/** The names by which the builds know the systems' C libraries. */
const LIBC = { darwin: "libc", win32: "msvc", linux: existsSync("/etc/alpine-release") ? "musl" : "glibc" };

/**
 * The addon among the builds in `folder` that this system loads. `manifest.json` there names each build's system, as JSON in the key,
 * and its file; the newest is tried first.
 * @throws Error with what each of them says, where none can be loaded
 */
exports.loadAddon = function loadAddon(folder) {
  const { platform, arch } = process;
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const builds = Object.entries(manifest)
    .map(([key, file]) => ({ ...JSON.parse(key), file: file.replaceAll("\\", "/") }))
    .filter((build) => build.os === platform && build.arch === arch && build.libc === LIBC[platform])
    .sort((a, b) => b.abi - a.abi);
  const refusals = [];
  for (const { file } of builds) {
    try {
      return require(join(folder, file));
    } catch (error) {
      refusals.push(`${file}: ${error.message}`);
    }
  }
  throw new Error(`zeromq has no build for ${platform} ${arch} ${LIBC[platform]}\n${refusals.join("\n")}`.trim());
};
