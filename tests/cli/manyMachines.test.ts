import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { parse } from "yaml";
import { encodeWav } from "../support/encodeWav.ts";
import { freePort } from "../support/freePort.ts";
import { skipWithoutRedis } from "../support/redis.ts";
import { testSignal } from "../support/testSignal.ts";

const PROJECT = resolve(import.meta.dirname, "../..");
const PAGE = readFileSync(join(PROJECT, "docs/many-machines.md"), "utf8");

/** What of a Kubernetes job is looked at. */
interface KubernetesJob {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly containers: readonly {
          readonly args: readonly string[];
          readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
        }[];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}

/** The first block of code below a heading that holds a word. */
function block(heading: string, word = ""): string {
  const section = PAGE.slice(PAGE.indexOf(`\n${heading}\n`)).split(/\n(?=#{2,3} )/)[1]!;
  return [...section.matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, code]) => code!).find((code) => code.includes(word))!;
}

describe("the commands of docs/many-machines.md", { timeout: 600_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), "many-machines-"));
  before(() => {
    mkdirSync(join(home, "music"));
    for (let i = 0; i < 9; i++) writeFileSync(join(home, `music/clip${i}.wav`), encodeWav([testSignal(5, 80 + i)]));
    symlinkSync(PROJECT, join(home, "music-genre-classification"));
    for (const [out, ...more] of [["whole.csv"], ["whole_3s.csv", "--segment", "3"]] as const) {
      shell(`npm run extract -- music/ --out ${out} ${more.join(" ")}`);
    }
  });
  after(() => rmSync(home, { recursive: true }));

  /** Runs a script as someone would whose home folder holds the music and the project. */
  function shell(script: string, env: Readonly<Record<string, string>> = {}): string {
    const { status, stdout, stderr } = spawnSync("sh", ["-e"], {
      cwd: home,
      input: script.replaceAll("npm run ", `npm --prefix ${PROJECT} run --silent `),
      env: { ...process.env, HOME: home, ...env },
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return stdout;
  }
  const same = (table: string, whole: string): void =>
    assert.equal(readFileSync(join(home, table), "utf8"), readFileSync(join(home, whole), "utf8"));

  it("work for fixed parts", () => {
    assert.match(shell(block("## Fixed parts: `--shard`")), /^part-1.*\npart-2.*\nfeatures\.csv: 9 rows of 9 files;/);
    same("features.csv", "whole.csv");
    for (const i of [1, 2]) rmSync(join(home, `part-${i}.csv`));
  });

  it("work for a Slurm array, which leaves parts that are there as they are", () => {
    const script = block("### A Slurm array", "#SBATCH");
    const [, tasks] = /--array=1-(\d+)/.exec(script)!;
    // Fewer parts than the page has, as each takes a second.
    const short = script.replace(`/${tasks!}"`, '/3"');
    assert.notEqual(short, script);
    for (let i = 1; i <= 3; i++) {
      writeFileSync(join(home, `part-${i}.csv.lock`), JSON.stringify({ pid: 1, host: "another", started: null }));
      assert.match(shell(short, { SLURM_ARRAY_TASK_ID: String(i) }), /, shard \d\/3: 6 rows of 3 files/);
      assert.equal(shell(short, { SLURM_ARRAY_TASK_ID: String(i) }), "");
    }
    shell(block("### A Slurm array", "--merge"));
    same("features_3s.csv", "whole_3s.csv");
    for (let i = 1; i <= 3; i++) rmSync(join(home, `part-${i}.csv`));
    rmSync(join(home, "features_3s.csv"));
  });

  it("are what a shell can read, the Slurm script among them", () => {
    const scripts = [...PAGE.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script]) => script!);
    assert.ok(scripts.length >= 6);
    for (const script of scripts) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      assert.equal(status, 0, `${stderr} in ${script}`);
    }
    // Settings after the first command are not read.
    const lines = block("### A Slurm array", "#SBATCH").split("\n");
    assert.match(lines[0]!, /^#!/);
    assert.match(lines[1]!, /^#SBATCH --array=1-\d+ /);
  });

  it("name a Kubernetes job whose parts are as many as its pods, and whose volumes are there", () => {
    const job = parse(block("### A Kubernetes job", "kind: Job"), { strict: true, uniqueKeys: true }) as KubernetesJob;
    assert.deepEqual([job.apiVersion, job.kind, job.spec.completionMode], ["batch/v1", "Job", "Indexed"]);
    const { containers, volumes, restartPolicy } = job.spec.template.spec;
    assert.equal(restartPolicy, "Never");
    const [container] = containers as [KubernetesJob["spec"]["template"]["spec"]["containers"][number]];
    const script = container.args.join("\n");
    assert.equal(container.args.length, 1);
    assert.ok(script.includes(`--shard "$((JOB_COMPLETION_INDEX + 1))/${job.spec.completions}"`));
    assert.equal(spawnSync("bash", ["-n"], { input: script }).status, 0);
    assert.deepEqual(
      container.volumeMounts.map(({ name }) => name),
      volumes.map(({ name }) => name),
    );
    for (const { mountPath } of container.volumeMounts) assert.ok(script.includes(`${mountPath}/`));
  });

  it("work for a Kubernetes job", () => {
    const [, command, pods] = /- (exec node[\s\S]*?\/(\d+)")\n/.exec(block("### A Kubernetes job", "kind: Job"))!;
    const script = command!.replace(/\n\s+/g, " ").replaceAll("/data/", `${home}/`);
    for (let i = 0; i < 2; i++) {
      const short = `cd ${PROJECT}\n${script.replace(`/${pods!}"`, '/2"')}`;
      assert.match(shell(short, { JOB_COMPLETION_INDEX: String(i) }), /part-\d\.csv, shard [12]\/2: /);
    }
    shell("npm run extract -- --merge part-0.csv part-1.csv --out features_3s.csv");
    same("features_3s.csv", "whole_3s.csv");
  });

  it("work for a queue on a laptop", { skip: skipWithoutRedis() }, async () => {
    const port = await freePort();
    rmSync(join(home, "features.csv"), { force: true });
    const script = block("### A laptop").replace("redis-server", `redis-server --port ${port} --daemonize no`);
    // Everything that it started is ended, which a terminal does when it is closed.
    const ended = `trap 'trap - TERM; kill 0' EXIT`;
    const session = spawn("sh", ["-e"], {
      cwd: home,
      env: { ...process.env, HOME: home, REDIS_URL: `redis://127.0.0.1:${port}` },
      detached: true,
    });
    let output = "";
    for (const stream of [session.stdout, session.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
    session.stdin.end(`${ended}\n${script}`.replaceAll("npm run ", `npm --prefix ${PROJECT} run --silent `));
    await once(session, "close");
    assert.match(output, /features\.csv: 9 rows of 9 files; skipped: 0/);
    same("features.csv", "whole.csv");
  });
});
