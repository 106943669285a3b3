import assert from "node:assert/strict";
import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type JupyterHome, jupyterHome } from "../../support/jupyter.ts";
import { type ClientRun, JupyterDriver } from "../../support/jupyterDriver.ts";
import { skipWithoutPython } from "../../support/python.ts";
import { withoutColours } from "../../support/session.ts";

const skip = skipWithoutPython("jupyter_client");

interface Size {
  readonly kinds: Readonly<Record<string, number>>;
  readonly text: string;
  readonly length: number;
  readonly data: number;
  readonly status: string;
}

describe("the kernel, driven by jupyter_client", { skip }, () => {
  let home: JupyterHome;
  let client: JupyterDriver;
  before(async () => {
    home = await jupyterHome();
    client = await JupyterDriver.start(home.env, home.notebooks);
  });
  after(async () => {
    await client.close();
    home.close();
  });

  const kinds = ({ messages }: ClientRun): string[] => messages.map(([kind]) => kind);
  const result = async (code: string): Promise<unknown> => {
    const { messages, reply } = await client.execute(code);
    assert.equal(reply.status, "ok", JSON.stringify(reply));
    const shown = messages.find(([kind]) => kind === "execute_result")?.[1].data as Record<string, unknown> | undefined;
    return shown?.["text/plain"];
  };

  it("tells what it is", async () => {
    const info = await client.call<Record<string, unknown>>("ask", ["kernel_info", []]);
    assert.equal(info.status, "ok");
    assert.match(String(info.protocol_version), /^5\.[3-9]$/);
    const language = info.language_info as Record<string, unknown>;
    const { name, file_extension, mimetype } = language;
    assert.deepEqual([name, file_extension, mimetype], ["typescript", ".ts", "text/typescript"]);
    assert.equal(await result('import ts from "typescript";\nts.version'), language.version);
  });

  it("publishes a cell's input, outputs and result between busy and idle, in their order", async () => {
    const run = await client.execute('console.log("first");\nconsole.error("second");\nconsole.log("third");\n6 * 7');
    assert.deepEqual(kinds(run), ["status", "execute_input", "stream", "stream", "stream", "execute_result", "status"]);
    const texts = run.messages.filter(([kind]) => kind === "stream").map(([, { name, text }]) => [name, text]);
    assert.deepEqual(texts, [
      ["stdout", "first\n"],
      ["stderr", "second\n"],
      ["stdout", "third\n"],
    ]);
    const { execution_count: count, payload, user_expressions: expressions } = run.reply;
    assert.deepEqual([payload, expressions], [[], {}]);
    for (const kind of ["execute_input", "execute_result"]) {
      assert.equal(run.messages.find(([one]) => one === kind)![1].execution_count, count, kind);
    }
  });

  it("counts only cells that are to be counted, and says nothing for silent ones", async () => {
    const { reply } = await client.execute("const counted = 1;");
    const count = reply.execution_count;
    const unstored = await client.execute("counted + 1", { store_history: false });
    assert.equal(unstored.reply.execution_count, count);
    assert.ok(kinds(unstored).includes("execute_result"));
    const silent = await client.execute('console.log("unheard");\ncounted + 1', {
      silent: true,
      user_expressions: { twice: "2 * counted", wrong: "nothing" },
    });
    assert.deepEqual(kinds(silent), ["status", "status"]);
    const expressions = silent.reply.user_expressions as Record<string, Record<string, unknown>>;
    assert.deepEqual(expressions.twice, { status: "ok", data: { "text/plain": "2" }, metadata: {} });
    assert.equal(expressions.wrong!.status, "error");
    const next = await client.execute("counted");
    assert.equal(next.reply.execution_count, (count as number) + 1);
  });

  it("says what was thrown and where, in the output and in the reply", async () => {
    const run = await client.execute('const before = 1;\nthrow new RangeError("too far");');
    assert.equal(run.reply.status, "error");
    const error = run.messages.find(([kind]) => kind === "error")![1];
    for (const said of [error, run.reply]) assert.deepEqual([said.ename, said.evalue], ["RangeError", "too far"]);
    const traceback = withoutColours((error.traceback as string[]).join("\n"));
    assert.match(traceback, new RegExp(`Cell In\\[${String(run.reply.execution_count)}\\]:2:7`));
  });

  it("sends U+FFFD for half a surrogate pair, which Python could not save", async () => {
    const run = await client.execute('console.log("\\ud800 printed");\n"\\ud800 worth"');
    assert.equal(run.messages.find(([kind]) => kind === "stream")![1].text, "\ufffd printed\n");
    const { data } = run.messages.find(([kind]) => kind === "execute_result")![1];
    assert.deepEqual(data, { "text/plain": "\ufffd worth" });
  });

  it("aborts what was sent after a cell that fails, or goes on where that is asked for", async () => {
    const cells = ['throw new Error("stop")', "1", "2"];
    const stopped = await client.call<{ statuses: string[]; order: boolean }>("execute_all", [cells, true]);
    assert.deepEqual(stopped.statuses, ["error", "aborted", "aborted"]);
    assert.ok(stopped.order);
    const went = await client.call<{ statuses: string[] }>("execute_all", [cells, false]);
    assert.deepEqual(went.statuses, ["error", "ok", "ok"]);
    assert.equal(await result('"at once"'), "at once", "what is sent after the replies is run");
  });

  it("loses none of 20,000 printed lines, and needs few messages for them", async () => {
    const size = await client.call<Size>("size", ["for (let i = 0; i < 20_000; i++) console.log(`line ${i}`);"]);
    assert.equal(size.length, Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join("").length);
    assert.match(size.text, /^line 0\nline 1\n[\s\S]*line 19999\n$/);
    assert.ok(
      size.kinds.stream! < 1000,
      `${size.kinds.stream} messages; Jupyter's server drops more than 1,000 a second`,
    );
  });

  it("brings 50 MB of display data to the client before the cell is idle", async () => {
    const code = `import { display } from "../src/notebook/display.ts";
const part = "x".repeat(1_000_000);
for (let i = 0; i < 50; i++) await display({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": part, "text/plain": "" }) });`;
    const size = await client.call<Size>("size", [code]);
    assert.equal(size.status, "ok");
    assert.equal(size.kinds.display_data, 50);
    assert.equal(size.data, 50_000_000);
  });

  it("replaces displays by id, shows them anew when their cell runs again, and clears outputs", async () => {
    const code = `import { clearOutput, display } from "../src/notebook/display.ts";
await display("one", { id: "box" });
await display("two", { id: "box" });
clearOutput({ wait: true });`;
    const metadata = { cellId: "the-cell" };
    const request = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    for (let time = 0; time < 2; time++) {
      const published = await client.call<ClientRun["messages"]>("raw", ["execute_request", request, metadata]);
      assert.deepEqual(
        published.map(([kind]) => kind),
        ["status", "execute_input", "display_data", "update_display_data", "clear_output", "status"],
      );
      const [shown, replaced, cleared] = published.slice(2).map(([, content]) => content);
      assert.deepEqual(shown!.transient, { display_id: "box" });
      assert.deepEqual(replaced!.transient, { display_id: "box" });
      assert.deepEqual(cleared, { wait: true });
    }
  });

  it("gives late output the header of the cell that it comes from", async () => {
    const code = 'setTimeout(() => console.log("from the timer"), 300);\n"sent"';
    const published = await client.call<ClientRun["messages"]>("raw", ["execute_request", { code, silent: false }]);
    assert.equal(published.at(-1)![1].execution_state, "idle");
    const late = await client.call<{ content: { text: string }; parent: { msg_type: string } }>("later", ["stream"]);
    assert.equal(late.content.text, "from the timer\n");
    assert.equal(late.parent.msg_type, "execute_request");
  });

  it("completes names, members, imports' names and paths from the notebook's folder", async () => {
    const complete = async (code: string): Promise<{ matches: string[]; cursor_start: number; cursor_end: number }> =>
      client.call("ask", ["complete", [code]]);
    await client.execute('import { FEATURES } from "../src/schema.ts";\nconst song = { title: "Blue", seconds: 30 };');
    assert.deepEqual((await complete("song.ti")).matches, ["title"]);
    assert.ok((await complete("FEATURES.ma")).matches.includes("map"));
    assert.deepEqual((await complete("const x = FEAT")).matches, ["FEATURES"]);
    assert.deepEqual((await complete('import { } from "../src/sche')).matches, ["schema.ts"]);
    assert.ok((await complete('import { } from "../src/')).matches.includes("notebook/"));
    assert.ok((await complete('import { } from "ml-')).matches.includes("ml-knn"));
    assert.deepEqual(
      (await client.call<{ matches: string[] }>("ask", ["complete", ['import { MEAN } from "../src/schema.ts"', 13]]))
        .matches,
      ["MEAN_FEATURES"],
    );
    // Jupyter counts an emoji as one character.
    const emoji = await complete('"🎵"; song.sec');
    assert.deepEqual([emoji.matches, emoji.cursor_start, emoji.cursor_end], [["seconds"], 10, 13]);
  });

  it("inspects names with their types and documentation, also within a call's parentheses", async () => {
    const inspect = async (
      code: string,
      ...cursor: number[]
    ): Promise<{ found: boolean; data: Record<string, string> }> => client.call("ask", ["inspect", [code, ...cursor]]);
    await client.execute('import { resolveSource } from "../src/dataset/resolveSource.ts";');
    const ours = await inspect("resolveSource", 3);
    assert.match(ours.data["text/plain"]!, /resolveSource\(name\?: string, root\?: string\): DataSource/);
    assert.match(ours.data["text/plain"]!, /Finds a data source by name/);
    assert.match(ours.data["text/markdown"]!, /^```typescript\n/);
    assert.match(ours.data["text/markdown"]!, /@example\n```typescript\nimport \{ resolveSource \}/);
    assert.match((await inspect("Math.max(1, ")).data["text/plain"]!, /Returns the larger of a set/);
    assert.deepEqual(await inspect("   "), { status: "ok", found: false, data: {}, metadata: {} } as object);
  });

  it("says whether a cell is complete", async () => {
    const isComplete = async (code: string): Promise<unknown> => client.call("ask", ["is_complete", [code]]);
    assert.deepEqual(await isComplete("const a = 1;"), { status: "complete" });
    assert.deepEqual(await isComplete("if (true) {"), { status: "incomplete", indent: "  " });
    assert.deepEqual(await isComplete("const text = `a ${1} b"), { status: "incomplete", indent: "" });
    assert.deepEqual(await isComplete("const a = [1]];\n"), { status: "invalid" });
  });

  it("asks the reader for text and for a yes, and stays with its names when it is interrupted meanwhile", async () => {
    interface Asked extends ClientRun {
      readonly questions: readonly { readonly prompt: string; readonly password: boolean }[];
    }
    const asking = async (code: string, answers: string[]): Promise<Asked> =>
      client.call("execute_asking", [code, answers]);
    const code = `const told = prompt("Name?"), sure = confirm("Sure?");
await Promise.resolve();
const more = prompt("More?", "preset");
[told, sure, more]`;
    const { questions, messages } = await asking(code, ["Bessie 🎵", "yes", ""]);
    assert.deepEqual(
      questions.map(({ prompt }) => prompt),
      ["Name? ", "Sure? [y/N] ", "More? "],
    );
    const { data } = messages.find(([kind]) => kind === "execute_result")![1];
    assert.deepEqual(data, { "text/plain": "[ 'Bessie 🎵', true, 'preset' ]" });
    for (const wait of ["", "await Promise.resolve();\n"]) {
      assert.equal((await asking(`${wait}prompt("Never answered")`, [])).reply.ename, "InterruptError");
    }
    const no = await asking("confirm(told)", ["n"]);
    assert.deepEqual(no.messages.at(-2)![1].data, { "text/plain": "false" });
    assert.equal(await result("told.length"), "9");
  });

  it("refuses to ask a reader who is not there, in one line", async () => {
    const { reply } = await client.execute('const who = prompt("Who?");');
    assert.equal(reply.ename, "NoReaderError");
    assert.match(
      String(reply.evalue),
      /^prompt\("Who\?"\) asks the reader, and here is none: declare the value[^\n]+$/,
    );
  });

  it("knows the session's inputs, answers about comms, and closes one that is opened", async () => {
    await client.execute('"remember me"');
    const history = async (options: object): Promise<string[]> => {
      const { history: found } = await client.call<{ history: [number, number, string][] }>("ask_history", [options]);
      return found.map(([, , code]) => code);
    };
    assert.deepEqual(await history({ hist_access_type: "tail", n: 1 }), ['"remember me"']);
    assert.deepEqual(await history({ hist_access_type: "search", n: 5, pattern: "*remember*" }), ['"remember me"']);
    assert.deepEqual(await client.call("ask", ["comm_info", []]), { status: "ok", comms: {} });
    const published = await client.call<ClientRun["messages"]>("raw", [
      "comm_open",
      { comm_id: "one", target_name: "jupyter.widget", data: {} },
    ]);
    assert.deepEqual(
      published.map(([kind]) => kind),
      ["status", "comm_close", "status"],
    );
  });

  it("works in the notebook's folder", async () => {
    assert.equal(await result("process.cwd()"), home.notebooks);
  });

  it("uses an edited source file when its import is run again, and shows its type errors in the cell", async () => {
    const file = join(home.notebooks, "lib", "value.ts");
    mkdirSync(join(home.notebooks, "lib"));
    const write = (text: string, seconds: number): void => {
      writeFileSync(file, text);
      utimesSync(file, new Date(), new Date(Date.now() + seconds * 1000));
    };
    const code = 'import { value } from "./lib/value.ts";\nvalue';
    write("export const value: number = 1;\n", 1);
    assert.equal(await result(code), "1");
    write('export const value: number = "two";\n', 2);
    const wrong = await client.execute(code);
    assert.equal(wrong.reply.ename, "TypeScriptError");
    assert.match(String(wrong.reply.evalue), new RegExp(`${basename(home.notebooks)}/lib/value.ts:1:14 - TS2322`));
    write("export const value: string = `two`;\n", 3);
    assert.equal(await result(code), "two");
    const typed = await client.execute("const length: number = value;");
    assert.match(String(typed.reply.evalue), /TS2322/, "its new type is known too");
    rmSync(file);
    assert.match(String((await client.execute(code)).reply.evalue), /TS2307|TS6053/);
  });

  it("defines an in-memory module again", async () => {
    for (const books of [3, 4]) {
      await client.execute(`/** @module shelf */\nexport const books = ${books};`);
      assert.equal(await result('import { books } from "./shelf";\nbooks'), String(books));
    }
  });

  it("waits for a promise that one forgot to await", async () => {
    assert.equal(await result("new Promise((resolve) => setTimeout(resolve, 20, 'came'))"), "came");
    const { reply } = await client.execute("Promise.reject(new TypeError('did not'))");
    assert.deepEqual([reply.status, reply.ename], ["error", "TypeError"]);
  });

  it("interrupts a cell that computes, that waits, and that computes after it has waited", async () => {
    await client.execute("let kept = 1;");
    const wait = "await new Promise((resolve) => setTimeout(resolve, 10));";
    for (const code of ["while (true) {}", "await new Promise(() => undefined);", `${wait}\nwhile (true) {}`]) {
      const reply = await client.call<Record<string, unknown>>("interrupt", [code, 1]);
      assert.deepEqual([reply.status, reply.ename], ["error", "InterruptError"], code);
      assert.equal(await result("kept"), "1", code);
    }
  });

  it("restarts without the names it had", async () => {
    await client.call("restart");
    const { reply } = await client.execute("kept");
    assert.match(String(reply.evalue), /Cannot find name 'kept'/);
    assert.equal(reply.execution_count, 1);
  });

  it("tells in the cell why it dies, and is then dead to its client", async () => {
    const { reply, messages } = await client.execute("process.exit(3);");
    assert.deepEqual([reply.status, reply.ename], ["error", "DeadKernelError"]);
    assert.match(String(reply.evalue), /exit code 3/);
    assert.equal(messages.at(-1)![1].execution_state, "idle");
    assert.equal(await client.call("alive"), false);
  });
});
