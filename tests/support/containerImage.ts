import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ROOT } from "./session.ts";

export const IMAGE = "song-genre-prediction";
const DEBIAN = "docker.io/library/debian:bookworm-slim";
const NODE = "docker.io/library/node:24-bookworm-slim";
/** Debian as its slim image is, assembled from packages where the image can't be pulled; kept. */
const DEBIAN_FILES = join(ROOT, ".cache/image/debian.tar");

/** The reason to skip a test that builds the container image, or false where that can be done. */
export function skipWithoutBuilder(): string | false {
  for (const [command, option] of [
    ["buildah", "--version"],
    ["mmdebstrap", "--version"],
  ] as const) {
    try {
      execFileSync(command, [option], { stdio: "pipe" });
    } catch {
      return `needs ${command}`;
    }
  }
  return process.getuid?.() === 0 ? false : "needs root, to run an image without a container engine";
}

/** A place for images of its own, so that none of the machine's is touched. */
export class ImageStore {
  readonly folder = mkdtempSync(join(tmpdir(), "images-"));

  /** What a command of buildah prints. */
  run(...args: string[]): string {
    return execFileSync("buildah", this.args(args), { encoding: "utf8", stdio: "pipe", maxBuffer: 2 ** 26 }).trim();
  }

  args(args: readonly string[]): string[] {
    return ["--root", join(this.folder, "root"), "--runroot", join(this.folder, "run"), ...args];
  }

  /** Builds the Dockerfile's image, with the registry and the certificates that npm is set to here. */
  build(): void {
    try {
      for (const image of [DEBIAN, NODE]) this.run("pull", image);
    } catch {
      this.#assembleBases();
    }
    const npmrc = join(this.folder, "npmrc");
    const certificates = process.env.NODE_EXTRA_CA_CERTS;
    const volumes = [`${npmrc}:/usr/local/etc/npmrc:ro`];
    const settings = [`registry=${npmSetting("registry")}`];
    if (certificates !== undefined) {
      volumes.push(`${realpathSync(certificates)}:/usr/local/etc/certificates.pem:ro`);
      settings.push("cafile=/usr/local/etc/certificates.pem");
    }
    writeFileSync(npmrc, settings.join("\n"));
    const mounts = volumes.flatMap((volume) => ["--volume", volume]);
    // Docker's format, as the other knows no health check.
    const form = ["--isolation", "chroot", "--pull-never", "--format", "docker"];
    this.run("build", ...form, ...mounts, "--tag", IMAGE, ROOT);
  }

  remove(): void {
    this.run("rm", "--all");
    this.run("rmi", "--all", "--force");
    rmSync(this.folder, { recursive: true });
  }

  /** From Debian's packages, this Node.js and this npm. */
  #assembleBases(): void {
    if (!existsSync(DEBIAN_FILES)) assembleDebian();
    const container = this.run("from", "scratch");
    this.run("add", container, DEBIAN_FILES, "/");
    this.run("commit", container, DEBIAN);
    this.run("copy", container, realpathSync(process.execPath), "/usr/local/bin/node");
    this.run("copy", container, npmFolder(), "/usr/local/lib/node_modules/npm");
    const link = ["ln", "-s", "../lib/node_modules/npm/bin/npm-cli.js", "/usr/local/bin/npm"];
    this.run("run", "--isolation", "chroot", container, "--", ...link);
    this.run("commit", container, NODE);
    this.run("rm", container);
  }
}

function assembleDebian(): void {
  mkdirSync(dirname(DEBIAN_FILES), { recursive: true });
  const unfinished = `${DEBIAN_FILES}.${process.pid}`;
  const hooks = "/usr/share/mmdebstrap/hooks/merged-usr";
  const excluded = ["man", "locale", "doc"].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);
  const clean = '--customize-hook=rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*';
  const options = ["--variant=minbase", `--hook-dir=${hooks}`, "--include=usr-is-merged", ...excluded, clean];
  execFileSync("mmdebstrap", [...options, "--format=tar", "bookworm", unfinished], { stdio: "pipe" });
  renameSync(unfinished, DEBIAN_FILES);
}

function npmSetting(name: string): string {
  return execFileSync("npm", ["config", "get", name], { encoding: "utf8", cwd: tmpdir() }).trim();
}

function npmFolder(): string {
  const npm = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim();
  return resolve(dirname(realpathSync(npm)), "..");
}
