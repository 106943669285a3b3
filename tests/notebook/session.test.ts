import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT, TestKernel } from "../support/session.ts";
import { until } from "../support/until.ts";

describe("an interactive kernel that is left alone before its first cell", () => {
  it("gets ready without a trace: no output, no count and no name", async () => {
    const kernel = new TestKernel(undefined, true);
    try {
      await kernel.kernel.ready();
      await sleep(500);
      assert.deepEqual(kernel.events, []);
      assert.match((await kernel.error("any + 1")).evalue, /'any' only refers to a type/);
      assert.equal((await kernel.run("1")).reply.executionCount, 2);
    } finally {
      await kernel.close();
    }
  });
});

describe("session", () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = new TestKernel();
    await kernel.kernel.ready();
  });
  after(() => kernel.close());

  it("hands over the value of the last expression, whatever its type", async () => {
    const { events, reply } = await kernel.run("const answer = 6 * 7;\nanswer");
    assert.equal(reply.status, "ok");
    assert.deepEqual(events, [
      { type: "execute_result", execution: reply.executionCount, data: { "text/plain": "42" }, metadata: {} },
    ]);
    assert.equal(await kernel.text("({ a: [1, 2], b: 'c' })"), "{ a: [ 1, 2 ], b: 'c' }");
    assert.equal(await kernel.text("'two\\nlines'"), "two\nlines");
    assert.equal(await kernel.text("new Float64Array(2)"), "Float64Array(2) [ 0, 0 ]");
  });

  it("shows nothing for a cell that ends in a declaration, in undefined or in null", async () => {
    for (const code of ["const quiet = 1;", "undefined", "null", "", "// only a comment"]) {
      assert.deepEqual((await kernel.run(code)).events, [], code);
    }
  });

  it("keeps names and types from cell to cell", async () => {
    await kernel.run("interface Song { title: string }\nlet song: Song = { title: 'Blue' };");
    await kernel.run("song = { title: 'Red' };");
    assert.equal(await kernel.text("song.title"), "Red");
    const error = await kernel.error("song = { title: 3 };");
    assert.match(error.evalue, /1:10 - TS2322: Type 'number' is not assignable to type 'string'/);
  });

  it("finds names of earlier cells in shorthand properties and patterns, and leaves a cell's own names alone", async () => {
    await kernel.run("let seed = 1;\nlet size = 2;");
    assert.equal(await kernel.text("const own = 3;\n({ seed, own })"), "{ seed: 1, own: 3 }");
    assert.equal(await kernel.text("[7].map((seed) => ({ seed, size }))"), "[ { seed: 7, size: 2 } ]");
    await kernel.run("({ seed, size = 9 } = { seed: 5 } as { seed: number; size?: number });");
    assert.equal(await kernel.text("`${seed} ${size}`"), "5 9");
  });

  it("lets a later cell declare a name again with another type", async () => {
    await kernel.run("const again: number = 1;");
    assert.equal(await kernel.text("const again = 'one';\nagain"), "one");
  });

  it("awaits at the top level", async () => {
    const code = "const later = await new Promise<number>((resolve) => setTimeout(() => resolve(7), 10));\nlater + 1";
    assert.equal(await kernel.text(code), "8");
    assert.equal(await kernel.text("await Promise.resolve(later)"), "7");
  });

  it("names an error, its message and the line of the cell where it was thrown", async () => {
    await kernel.run("function fail(value: any) {\n  return value.missing.deeper;\n}");
    const { reply, events } = await kernel.run("const before = 1;\n\nfail(\n  {},\n);");
    const error = events.find((event) => event.type === "error");
    assert.ok(error && reply.status === "error" && !error.late);
    assert.equal(error.ename, "TypeError");
    assert.equal(error.evalue, "Cannot read properties of undefined (reading 'deeper')");
    const definedIn = reply.executionCount - 1;
    const traceback = error.traceback.join("\n");
    assert.match(traceback, new RegExp(`fail \\(Cell In\\[${definedIn}\\]:2:24\\)`));
    assert.match(traceback, new RegExp(`at Cell In\\[${reply.executionCount}\\]:3:1`));
    assert.doesNotMatch(traceback, /tslab|node:|kernelProcess/, "frames below the cell are left out");
  });

  it("shows the failing line in its surroundings", async () => {
    const { traceback } = await kernel.error("const one = 1;\nconst two = one as any;\ntwo.three.four;\n// end");
    assert.match(traceback.join("\n"), /> 3 \| two\.three\.four;\n {4}\| {11}\^/);
  });

  it("takes anything that is thrown, and follows causes", async () => {
    assert.deepEqual(await shortError("throw 'text';"), ["Uncaught", "text"]);
    assert.deepEqual(await shortError("throw undefined;"), ["Uncaught", "undefined"]);
    assert.deepEqual(await shortError("throw { code: 3 };"), ["Uncaught", "{ code: 3 }"]);
    assert.deepEqual(await shortError("class Odd extends Error { name = 'Odd' }\nthrow new Odd('x');"), ["Odd", "x"]);
    const error = await kernel.error("throw new Error('outer', { cause: new RangeError('inner') });");
    assert.match(error.traceback.join("\n"), /caused by:\nRangeError: inner/);
  });

  it("shows an error that is its own cause, and one whose stack can't be read", async () => {
    const circle = "const one: any = new Error('one');\none.cause = new Error('two', { cause: one });\nthrow one;";
    assert.match((await kernel.error(circle)).traceback.join("\n"), /^Error: one\n[^]*caused by:\nError: two\n/);
    assert.deepEqual(await shortError("throw Object.assign(new Error('odd'), { stack: 42 });"), ["Error", "odd"]);
    const unreadable = new TestKernel();
    try {
      await unreadable.run("Error.prepareStackTrace = () => { throw new Error('no stack'); };");
      assert.equal((await unreadable.error("throw new Error('shown');")).evalue, "shown");
      await unreadable.run("setTimeout(() => { throw new Error('late'); }, 1);");
      await unreadable.run("await new Promise((resolve) => setTimeout(resolve, 50));");
      assert.equal(await unreadable.text("'alive'"), "alive");
    } finally {
      await unreadable.close();
    }
  });

  it("refuses what the compiler's stack is too small for in one line, and goes on with all names", async () => {
    await kernel.run("let before = 1, everywhere = 2;");
    for (const nested of [`${"(".repeat(20_000)}1${")".repeat(20_000)}`, `0${" + 1".repeat(40_000)}`]) {
      const { evalue } = await kernel.error(nested);
      assert.match(evalue, /^1:1 - This cell is nested too deeply for the compiler: [^\n]+$/);
      assert.equal(await kernel.text("before + everywhere"), "3");
    }
  });

  it("writes errors that are printed or shown with the cell's own lines, and without what runs cells", async () => {
    const { reply, events } = await kernel.run(`const because = new RangeError("inner");
console.error(new Error("outer", { cause: because }));
console.log([because], "end");
because`);
    const inner = `at Cell In[${reply.executionCount}]:1:17`;
    const texts = events.map((event) =>
      event.type === "stream" ? event.text : event.type === "execute_result" ? event.data["text/plain"] : event,
    );
    assert.deepEqual(texts, [
      `Error: outer\n    at Cell In[${reply.executionCount}]:2:15 {\n  [cause]: RangeError: inner\n      ${inner}\n}\n`,
      `[\n  RangeError: inner\n      ${inner}\n] end\n`,
      `RangeError: inner\n    ${inner}`,
    ]);
    const { traceback } = await kernel.error(
      "import { loadClassifier } from '../src/models/index.ts';\nawait loadClassifier(null as any);",
    );
    assert.match(traceback[1]!, /^ {4}at loadClassifier \(src\/models\/loadClassifier\.ts:\d+:\d+\)$/);
  });

  it("refuses a cell that does not type-check, with line and column, and runs none of it", async () => {
    const error = await kernel.error("console.log('must not be printed');\nconst bad: string = 1;");
    assert.equal(error.ename, "TypeScriptError");
    assert.match(error.evalue, /^2:7 - TS2322: /);
    assert.match(error.traceback.join("\n"), /Cell In\[\d+\]:2:7 - TS2322/);
    assert.doesNotMatch(kernel.printed(), /must not be printed/);
  });

  it("does not ask for annotations in a cell, nor for the types of a package that has none", async () => {
    assert.equal(await kernel.text("const twice = (x) => 2 * x;\ntwice(4)"), "8");
    assert.equal(await kernel.text("import KNN from 'ml-knn';\ntypeof KNN"), "function");
  });

  it("takes type errors for warnings in a cell that begins with @ts-nocheck", async () => {
    const { events, reply } = await kernel.run("// quick\n// @ts-nocheck\nconst wide: string = 1;\nwide");
    assert.equal(reply.status, "ok");
    assert.deepEqual(
      events.map((event) => (event.type === "stream" ? [event.name, event.text] : event.type)),
      [["stderr", "warning: 3:7 - TS2322: Type 'number' is not assignable to type 'string'.\n"], "execute_result"],
    );
    assert.match((await kernel.error("// @ts-nocheck\nconst = 1;")).evalue, /^2:7 - TS1134: /);
    assert.match((await kernel.error("const after: string = 1; // @ts-nocheck")).evalue, /TS2322/);
  });

  it("names the file of an error that takes several lines to explain", async () => {
    const folder = mkdtempSync(join(ROOT, "notebooks", ".session-test-"));
    try {
      const code = "interface Song { title: { text: string } }\nexport const song: Song = { title: { text: 3 } };\n";
      writeFileSync(join(folder, "wrong.ts"), code + "export const list: Song[] = [song].map(() => ({ title: 1 }));\n");
      const error = await kernel.error(`import { song } from './${folder.split("/").at(-1)}/wrong.ts';\nsong`);
      for (const line of error.evalue.split("\n"))
        assert.match(line, /^(notebooks\/\.session-test-\w+\/wrong\.ts:[23]:|  )/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names a file in an error as the cell's import does", async () => {
    const { evalue } = await kernel.error("import schema, * as all from '../src/schema.ts';");
    assert.equal(evalue, "1:8 - TS1192: Module '\"../src/schema\"' has no default export.");
  });

  it("knows the TypeScript and the JavaScript of today", async () => {
    assert.equal(await kernel.text("[3, 1, 2].toSorted().with(0, 7)"), "[ 7, 2, 3 ]");
    assert.equal(
      await kernel.text("const some: number[] = [1, undefined].filter((x) => x !== undefined);\nsome"),
      "[ 1 ]",
    );
    const using = `const left: string[] = [];
{ using shelf = { [Symbol.dispose]: () => void left.push("left") }; left.push(typeof shelf); }
left.join()`;
    assert.equal(await kernel.text(using), "object,left");
    const decorated = `const seen: string[] = [];
const noted = (_: unknown, { name }: ClassMethodDecoratorContext): void => void seen.push(String(name));
class Choir { @noted sing() {} }
seen.join()`;
    assert.equal(await kernel.text(decorated), "sing");
    assert.equal(await kernel.text('import about from "../package.json" with { type: "json" };\nabout.license'), "MIT");
  });

  it("awaits in loops at the top level, and disposes of what it awaits", async () => {
    const { events } = await kernel.run("for await (const x of [Promise.resolve(1), 2]) console.log(x)");
    assert.deepEqual(events.map((event) => event.type === "stream" && event.text).join(""), "1\n2\n");
    const code = "let gone = 0;\n{ await using it = { [Symbol.asyncDispose]: async () => void gone++ }; }\ngone";
    assert.equal(await kernel.text(code), "1");
  });

  it("takes export in a cell for a declaration, as one pastes modules", async () => {
    const pasted = `export const exported = 3;
export function twice(n: number): number { return 2 * n; }
export interface Exported { readonly n: number }
export { basename as nameOf } from 'node:path';
export { exported };
export default { six: twice(exported) };`;
    assert.equal(await kernel.text(pasted), "{ six: 6 }");
    assert.equal(await kernel.text("const one: Exported = { n: exported };\nnameOf(`a/${one.n}`)"), "3");
    assert.equal(await kernel.text("export default function () { return 1; }"), "[Function (anonymous)]");
    assert.match((await kernel.error("export const wrong: string = 1;")).evalue, /^1:14 - TS2322/);
  });

  it("has what modules have: import.meta, import(), a require of its own", async () => {
    assert.equal(await kernel.text("import.meta.dirname"), join(ROOT, "notebooks"));
    assert.match(
      String(await kernel.text("import.meta.url + import.meta.resolve('ml-matrix')")),
      /^file:.*file:.*ml-matrix/,
    );
    assert.equal(await kernel.text("const { FEATURES: all } = await import('../src/schema.ts');\nall.length"), "57");
    assert.equal(await kernel.text("(await import('node:path')).basename('/a/b')"), "b");
    // What a module's types name without exporting it would keep a later cell from knowing the module's type.
    assert.equal(await kernel.text("const fileSystem = await import('node:fs');\nfileSystem.existsSync('/')"), "true");
    assert.equal(
      await kernel.text(
        "export const sameAgain = await import('node:fs'), rootFolder = '/';\nsameAgain.existsSync(rootFolder)",
      ),
      "true",
    );
    assert.equal(await kernel.text("fileSystem.existsSync === sameAgain.existsSync"), "true");
    assert.match((await kernel.error("const nowhere = await import('./nowhere.ts');")).evalue, /^1:30 - TS2307/);
    const code = `import { createRequire } from 'node:module';
import { basename } from 'node:path';
const require = createRequire(import.meta.url);
[basename('/a/b'), (require('../package.json') as { name: string }).name]`;
    assert.equal(await kernel.text(code), "[ 'b', 'music-genre-classification' ]");
    assert.equal(await kernel.text("require('../package.json').license"), "MIT");
    assert.equal(await kernel.text("import { join } from 'node:path';\njoin('a', 'b')"), "a/b");
  });

  it("takes declare global for its own cell alone", async () => {
    const code = "declare global { var counted: number; interface Array<T> { first(): T } }\nglobalThis.counted = 3;";
    assert.equal(
      await kernel.text(`${code}\nArray.prototype.first = function () { return this[0]; };\ncounted + [7].first()`),
      "10",
    );
    assert.match((await kernel.error("counted")).evalue, /^1:1 - TS2304/);
  });

  it("imports packages and files that await at their top level, and packages that are for import alone", async () => {
    const folder = mkdtempSync(join(ROOT, "notebooks", ".session-test-"));
    try {
      const name = `./${folder.split("/").at(-1)}`;
      writeFileSync(join(folder, "slow.mts"), "export const slow: number = await Promise.resolve(5);\n");
      const module = join(folder, "node_modules", "for-import");
      mkdirSync(module, { recursive: true });
      const description = {
        name: "for-import",
        type: "module",
        exports: { ".": { types: "./i.d.ts", import: "./i.js" } },
      };
      writeFileSync(join(module, "package.json"), JSON.stringify(description));
      writeFileSync(join(module, "i.d.ts"), "export const quick: number;\n");
      writeFileSync(join(module, "i.js"), "export const quick = await Promise.resolve(1);\n");
      assert.equal(await kernel.text(`import { slow } from '${name}/slow.mts';\nslow + 1`), "6");
      assert.equal(await kernel.text("slow"), "5");
      writeFileSync(join(folder, "package.json"), "{}");
      const there = new TestKernel(folder);
      await there.kernel.ready();
      assert.equal(await there.text("import { quick } from 'for-import';\nquick"), "1");
      assert.equal(await there.text("(await import('for-import')).quick"), "1");
      writeFileSync(join(folder, "late.ts"), "export const late: number = await Promise.resolve(5);\n");
      assert.match(
        (await there.error("import { late } from './late.ts';\nlate")).evalue,
        /^\.\/late\.ts awaits at its top level, which only an ES module may: name it \.mts, or/,
      );
      await there.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("goes on after an error with everything it had", async () => {
    await kernel.run("const kept = 'still here';\nthrow new Error('stop');");
    assert.equal(await kernel.text("again"), "one");
  });

  it("imports from the folder of the notebook, packages and Node's modules", async () => {
    assert.equal(await kernel.text("import { FEATURES } from '../src/schema.ts';\nFEATURES.length"), "57");
    assert.equal(await kernel.text("import { MEAN_FEATURES } from '../src/schema';\nMEAN_FEATURES.length"), "29");
    assert.equal(await kernel.text("import { basename } from 'node:path';\nbasename('/a/b')"), "b");
    assert.equal(await kernel.text("const { Matrix } = await import('ml-matrix');\nnew Matrix([[1, 2]]).columns"), "2");
    const error = await kernel.error("import { nothing } from './schema.ts';");
    assert.match(error.evalue, /1:25 - TS2307: Cannot find module '.\/schema.ts'/);
  });

  it("works in the folder of the notebook", async () => {
    assert.equal(await kernel.text("process.cwd()"), join(ROOT, "notebooks"));
    assert.equal(await kernel.text("__dirname"), join(ROOT, "notebooks"));
    const code = "import { readFileSync } from 'node:fs';\nreadFileSync('README.md', 'utf8').slice(0, 1)";
    assert.equal(await kernel.text(code), "#");
    const child = "import { execSync } from 'node:child_process';\nexecSync('pwd').toString().trim()";
    assert.equal(await kernel.text(child), join(ROOT, "notebooks"));
  });

  it("lets a source file import another one when it needs it", async () => {
    const folder = mkdtempSync(join(ROOT, "notebooks", ".session-test-"));
    try {
      writeFileSync(join(folder, "late.ts"), "export const late: string = 'came late';\n");
      writeFileSync(join(folder, "early.ts"), "export const load = async () => (await import('./late.ts')).late;\n");
      const name = folder.split("/").at(-1);
      assert.equal(await kernel.text(`import { load } from './${name}/early.ts';\nawait load()`), "came late");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("passes an imported class from cell to cell with its type", async () => {
    await kernel.run("import { LabelEncoder } from '../src/models/labelEncoder.ts';\nconst made = [LabelEncoder];");
    assert.equal(await kernel.text("made[0] === LabelEncoder"), "true");
    const error = await kernel.error("const wrong: number = made[0];");
    assert.match(error.evalue, /TS2322/);
  });

  it("loads an edited source file anew when its import is run again", async () => {
    const folder = mkdtempSync(join(ROOT, "notebooks", ".session-test-"));
    try {
      const file = join(folder, "value.ts");
      const middle = join(folder, "middle.ts");
      writeFileSync(file, "export const value = 1;\n");
      writeFileSync(middle, "export { value } from './value.ts';\n");
      const code = `import { value } from './${folder.split("/").at(-1)}/middle.ts';\nvalue`;
      assert.equal(await kernel.text(code), "1");
      writeFileSync(file, "export const value = 2;\n");
      utimesSync(file, new Date(), new Date(Date.now() + 5000));
      assert.equal(await kernel.text(code), "2");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("loses none of 20,000 printed lines", async () => {
    const fresh = new TestKernel();
    await fresh.kernel.ready();
    await fresh.run("for (let i = 0; i < 20_000; i++) console.log(`line ${i}`);");
    await fresh.close();
    const expected = Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join("");
    assert.equal(fresh.printed(), expected);
  });

  it("tells stdout from stderr and hears child processes too", async () => {
    const { events } = await kernel.run("console.error('careful');\nprocess.stdout.write('é');\nundefined;");
    assert.deepEqual(
      events.map((event) => event.type === "stream" && [event.name, event.text]),
      [
        ["stderr", "careful\n"],
        ["stdout", "é"],
      ],
    );
    await kernel.run(
      "import { execSync } from 'node:child_process';\nexecSync('echo from a child', { stdio: 'inherit' });",
    );
    await until(() => kernel.printed().includes("from a child\n"));
  });

  it("gives late output and late errors to the cell they come from", async () => {
    const { reply } = await kernel.run(
      `setTimeout(() => console.log('a timer speaks'), 30);
setTimeout(() => { throw new RangeError('a timer fails'); }, 40);
Promise.reject(new SyntaxError('nobody awaits'));
0;`,
    );
    await kernel.run("await new Promise((resolve) => setTimeout(resolve, 80));");
    const late = kernel.events.filter((event) => event.execution === reply.executionCount);
    assert.ok(late.some((event) => event.type === "stream" && event.text === "a timer speaks\n"));
    const errors = late.filter((event) => event.type === "error");
    assert.deepEqual(
      errors.map(({ ename, late: isLate }) => [ename, isLate]),
      [
        ["SyntaxError", true],
        ["RangeError", true],
      ],
    );
    assert.match(errors[1]!.traceback.join("\n"), new RegExp(`Cell In\\[${reply.executionCount}\\]:2:\\d+`));
  });

  it("shows an object as it says itself, in several MIME types at once", async () => {
    const { events } = await kernel.run(
      `({ [Symbol.for("Jupyter.display")]: async () => ({
  "text/html": "<b>bold</b>", "application/json": { a: new Float32Array([1, NaN]) }, "image/png": new Uint8Array([1, 2]) }) })`,
    );
    assert.equal(events.length, 1);
    const [event] = events;
    assert.ok(event?.type === "execute_result");
    assert.equal(event.data["text/html"], "<b>bold</b>");
    assert.deepEqual(event.data["application/json"], { a: [1, null] });
    assert.equal(event.data["image/png"], "AQI=");
    assert.equal(typeof event.data["text/plain"], "string");
  });

  it("reports an object whose own display fails as the cell's error", async () => {
    const code = `({ [Symbol.for("Jupyter.display")]() { throw new Error("can't show"); } })`;
    assert.deepEqual(await shortError(code), ["Error", "can't show"]);
    assert.deepEqual((await shortError(`({ [Symbol.for("Jupyter.display")]: () => 3 })`))[0], "TypeError");
  });

  it("shows danfojs frames as tables and plotly figures as charts, each with text", async () => {
    const frame = await kernel.run(
      "import { DataFrame } from 'danfojs-node';\nnew DataFrame({ genre: ['Folk', 'Rock'], share: [0.25, 0.5] })",
    );
    const table = frame.events.at(-1);
    assert.ok(table?.type === "execute_result");
    assert.match(String(table.data["text/html"]), /<table class="dataframe">[\s\S]*<td class="number">0\.25<\/td>/);
    assert.match(String(table.data["text/plain"]), /genre +share\n0 +Folk +0\.25/);

    const chart = await kernel.run(
      "({ data: [{ type: 'bar', y: new Float64Array([1, 2]) }], layout: { title: 'Bars' } })",
    );
    const shown = chart.events.at(-1);
    assert.ok(shown?.type === "execute_result");
    assert.deepEqual(shown.data, {
      "application/vnd.plotly.v1+json": { data: [{ type: "bar", y: [1, 2] }], layout: { title: "Bars" } },
      "text/plain": "Chart: Bars (bar)",
    });
  });

  it("displays in the middle of a cell and replaces a display by its id", async () => {
    const { events } = await kernel.run(
      `import { display } from "../src/notebook/display.ts";
await display({ first: 1 }, { id: "box", metadata: { alt: "a box" } });
await display({ second: 2 }, { id: "box" });
"end"`,
    );
    assert.deepEqual(
      events.map((event) => event.type),
      ["display_data", "update_display_data", "execute_result"],
    );
    const [first] = events;
    assert.ok(first?.type === "display_data" && first.displayId === "box");
    assert.deepEqual(first.metadata, { alt: "a box" });
  });

  it("takes tslab's own display, updates included", async () => {
    const { events } = await kernel.run(
      "import { display as show, newDisplay } from 'tslab';\nshow.html('<i>x</i>');\nconst box = newDisplay();\nbox.text('1');\nbox.text('2');",
    );
    assert.deepEqual(
      events.map((event) =>
        event.type === "display_data" || event.type === "update_display_data" ? [event.type, event.data] : event,
      ),
      [
        ["display_data", { "text/html": "<i>x</i>" }],
        ["display_data", { "text/plain": "1" }],
        ["update_display_data", { "text/plain": "2" }],
      ],
    );
  });

  it("keeps in-memory modules working", async () => {
    await kernel.run("/** @module shelf */\nexport const books: number = 3;");
    assert.equal(await kernel.text("import { books } from './shelf';\nbooks + 1"), "4");
  });

  it("refuses to ask a reader, as none is there", async () => {
    const error = await kernel.error("const told: string = prompt('Name?');");
    assert.match(error.evalue, /^prompt\("Name\?"\) asks the reader, and here is none: declare the value in the cell/);
    assert.match(error.traceback.join("\n"), /Cell In\[\d+\]:1:22/);
  });

  it("interrupts a loop that computes and a wait that does not end, and lives on", async () => {
    for (const code of ["while (true) {}", "await new Promise(() => undefined);"]) {
      const running = kernel.error(code);
      // An interrupt that comes while the cell is still compiled may have no effect on one that computes.
      const interrupting = setInterval(() => kernel.kernel.interrupt(), 400);
      try {
        assert.equal((await running).ename, "InterruptError", code);
      } finally {
        clearInterval(interrupting);
      }
    }
    assert.equal(await kernel.text("again"), "one");
  });

  async function shortError(code: string): Promise<[string, string]> {
    const { ename, evalue } = await kernel.error(code);
    return [ename, evalue];
  }
});
