/**
 * Loaded into the process of each test file before the file itself (see tests/run.ts): no test runs for ever, and no process that
 * a test started outlives its file.
 */
import { once } from "node:events";
import { after, afterEach, beforeEach } from "node:test";
import { isMainThread, Worker } from "node:worker_threads";

/** The longest that one test may take, or the hooks between two, and the longest that a whole file may take, in ms. */
const TEST_LIMIT = 15 * 60_000;
const FILE_LIMIT = 40 * 60_000;
/** How long a test has to end when the processes that it started are gone, in ms. */
const GRACE = 20_000;

/**
 * Looks on from a thread of its own, because a test may block the file's: what took too long loses the processes that it started,
 * which ends most waits, and if that is no help the file's process too. Linux tells which processes these are in /proc;
 * elsewhere only the file's process is ended.
 */
const PROGRAM = `
const { readdirSync, readFileSync, readlinkSync, writeSync } = require("node:fs");
const { parentPort, workerData: { file, testLimit, fileLimit, grace } } = require("node:worker_threads");
let test = "before the first test";
let since = Date.now();
const begun = since;
let endedAt;

parentPort.on("message", (message) => {
  if (message.done) {
    endChildren();
    parentPort.postMessage("ended");
    return;
  }
  [test, since, endedAt] = [message.test, Date.now(), undefined];
});

setInterval(() => {
  const now = Date.now();
  const limit = now - begun > fileLimit ? "the file" : now - since > testLimit ? test : undefined;
  if (limit === undefined) return;
  if (endedAt === undefined) {
    endedAt = now;
    writeSync(2, \`\${file}: \${limit} takes too long: the processes started by it are ended\\n\`);
    endChildren();
  } else if (now - endedAt > grace) {
    writeSync(2, \`\${file}: \${limit} goes on without them: its process is ended\\n\`);
    process.kill(process.pid, "SIGKILL");
  }
}, Math.min(1000, testLimit)).unref();

function endChildren() {
  for (const { pid, begun } of descendants()) {
    try {
      // Its number may be another's by now.
      if (processOf(pid).begun === begun) process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

function descendants() {
  let pids = [];
  try {
    // Where /proc is that of other process numbers than ours, it tells nothing.
    if (Number(readlinkSync("/proc/self")) === process.pid)
      pids = readdirSync("/proc").filter((name) => /^\\d+$/.test(name)).map(Number);
  } catch {}
  const children = new Map();
  for (const pid of pids) {
    try {
      const { parent, begun } = processOf(pid);
      children.set(parent, [...(children.get(parent) ?? []), { pid, begun }]);
    } catch {}
  }
  const below = (pid) => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child.pid)]);
  return below(process.pid);
}

function processOf(pid) {
  // Behind the command's name, which may hold anything, come the state, the parent, and later on the time of its start.
  const stat = readFileSync(\`/proc/\${pid}/stat\`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(fields[1]), begun: fields[19] };
}
`;

// A test's own threads load this file as well.
if (isMainThread) {
  // Settings for the test of this.
  const { TEST_LIMIT: testLimit = TEST_LIMIT, TEST_GRACE: grace = GRACE } = process.env;
  const workerData = {
    file: process.argv[1],
    testLimit: Number(testLimit),
    fileLimit: FILE_LIMIT,
    grace: Number(grace),
  };
  const watch = new Worker(PROGRAM, { eval: true, execArgv: [], workerData });
  watch.unref();
  beforeEach((context) => watch.postMessage({ test: JSON.stringify(context.name) }));
  afterEach((context) => watch.postMessage({ test: `what follows ${JSON.stringify(context.name)}` }));
  after(async () => {
    watch.ref();
    watch.postMessage({ done: true });
    await once(watch, "message");
    watch.unref();
  });
}
