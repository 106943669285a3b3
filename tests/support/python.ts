import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

const VENV = resolve(
  import.meta.dirname,
  process.platform === "win32" ? "../../.venv/Scripts/python.exe" : "../../.venv/bin/python",
);

/** The Python that judges us: `.venv` of the checkout where there is one, else the one on the path. */
export const PYTHON = existsSync(VENV) ? VENV : "python3";

/** Set where only quick tests are run, which ask no Python. */
export const QUICK_VARIABLE = "TESTS_QUICK";

/** The reason to skip a test that needs these Python modules, or false where all can be imported. */
export function skipWithoutPython(...modules: readonly string[]): string | false {
  if (process.env[QUICK_VARIABLE]) return "left out by --quick";
  try {
    execFileSync(PYTHON, ["-c", modules.map((name) => `import ${name}`).join("\n")], { stdio: "pipe" });
    return false;
  } catch {
    return `needs Python with ${modules.join(", ")}`;
  }
}

/** Runs a Python program given as text, with `input` as JSON on its standard input; returns what it prints, as JSON. */
export function runPython(program: string, input: unknown = null, args: readonly string[] = []): unknown {
  const stdout = execFileSync(PYTHON, ["-c", program, ...args], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return JSON.parse(stdout);
}
