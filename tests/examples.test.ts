import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { after, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { progression } from "../src/audio/index.ts";
import { encodeWav } from "./support/encodeWav.ts";

const ROOT = resolve(import.meta.dirname, "..");
const QUESTIONS = readdirSync(join(ROOT, "src/study"));
const DOORS = [
  ...["schema", "dataset/index", "models/index", "audio/index", "ground/index", "app/index", "app/startService"],
  ...["audio/machines/index", "notebook/author", "notebook/index"],
  ...QUESTIONS.map((question) => `study/${question}/index`),
];

/** What has no example, as one would say no more than a neighbour's. Whatever is added to a door has one. */
const WITHOUT: readonly string[] = [
  // Parts of an extraction, which `Journal` and `extractTable` show.
  "audio/index checkTablePlace",
  "audio/index extractRows",
  "audio/index writeTable",
  "audio/index readZipPlace",
  // What `html` makes.
  "ground/index Html",
  "ground/index UserError",
  // What `prose` makes.
  "study/common/index Prose",
];

/** What needs no example by its name. */
const WITHOUT_BY_NAME: readonly RegExp[] = [
  // A question's sentences on its own results, and its results under the report's ids: the cells of its notebook are the examples.
  /^study\/(?!common|judge|index)\w+\/index \w+(InWords|Figures?)$/,
];

/** Whose examples are not run but type-checked only, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "dataset/index buildFma": "it fetches 7 GB",
  "audio/machines/index queueRows": "it needs Redis",
  "audio/machines/index runWorker": "it needs Redis",
  "notebook/index NotebookChecker": "a process has one, which holds on to its folder",
  "notebook/index publishNotebooks": "it runs a notebook of the project",
};

interface Example {
  /** The door and the name there: `models/index accuracy`. */
  readonly name: string;
  readonly code: string;
}

const OPTIONS = compilerOptions();
const HOST = readOnce(ts.createCompilerHost(OPTIONS));
const PROGRAM = ts.createProgram(
  DOORS.map((door) => join(ROOT, `src/${door}.ts`)),
  OPTIONS,
  HOST,
);
const OFFERED = DOORS.flatMap(offered);
const EXAMPLES: readonly Example[] = OFFERED.flatMap(({ name, examples }) => examples.map((code) => ({ name, code })));

// Within the project, so that packages are found.
mkdirSync(join(ROOT, ".cache"), { recursive: true });
const FOLDER = mkdtempSync(join(ROOT, ".cache/examples-"));
after(() => rmSync(FOLDER, { recursive: true, force: true }));

describe("the examples of what doors offer", { timeout: 600_000 }, () => {
  it("are there for each function and class, but for those named here", () => {
    const bare = OFFERED.filter(({ examples }) => examples.length === 0).map(({ name }) => name);
    assert.deepEqual(
      bare.filter((name) => !WITHOUT_BY_NAME.some((names) => names.test(name))),
      WITHOUT,
    );
  });

  it("have right types", () => {
    const paths = new Map(EXAMPLES.map(({ code }, i) => [join(ROOT, `notebooks/example-${i}.ts`), code]));
    const host: ts.CompilerHost = {
      ...HOST,
      fileExists: (path) => paths.has(path) || HOST.fileExists(path),
      readFile: (path) => paths.get(path) ?? HOST.readFile(path),
      getSourceFile: (path, version, ...rest) => {
        const code = paths.get(path);
        return code === undefined
          ? HOST.getSourceFile(path, version, ...rest)
          : ts.createSourceFile(path, code, version, true);
      },
    };
    const program = ts.createProgram([...paths.keys()], OPTIONS, host, PROGRAM);
    const problems = EXAMPLES.flatMap(({ name }, i) => {
      const file = program.getSourceFile(join(ROOT, `notebooks/example-${i}.ts`))!;
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
        ({ messageText, start = 0 }) =>
          `${name}, line ${ts.getLineAndCharacterOfPosition(file, start).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    });
    assert.deepEqual(problems, []);
  });

  it("give what they show", () => {
    const examples = EXAMPLES.filter(({ name }) => NOT_RUN[name] === undefined);
    const files = examples.map(({ name, code }, i) => {
      const file = join(FOLDER, `example-${i}.ts`);
      writeFileSync(file, asserting(name, code));
      return { name, file: pathToFileURL(file).href };
    });
    const main = join(FOLDER, "main.ts");
    writeFileSync(main, runner(files));
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", main], {
      cwd: ROOT,
      // Files are meant to be in the examples' folder, also where npm has started this.
      env: { ...process.env, INIT_CWD: undefined },
      encoding: "utf8",
      timeout: 540_000,
    });
    assert.equal(status, 0, `${stderr}\n${stdout}`);
  });
});

/** What a door offers that runs, functions and classes, with their examples. */
function offered(door: string): { readonly name: string; readonly examples: readonly string[] }[] {
  const checker = PROGRAM.getTypeChecker();
  const file = PROGRAM.getSourceFile(join(ROOT, `src/${door}.ts`))!;
  return checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if ((symbol.flags & ts.SymbolFlags.Value) === 0) return [];
    const type = checker.getTypeOfSymbol(symbol);
    const runs = symbol.flags & ts.SymbolFlags.Class || type.getCallSignatures().length > 0;
    if (!runs) return [];
    const tags = symbol.getJsDocTags(checker).filter(({ name }) => name === "example");
    return [{ name: `${door} ${exported.name}`, examples: tags.map(({ text }) => ts.displayPartsToString(text)) }];
  });
}

/**
 * An example that fails where a statement is not what the comment behind it shows: `accuracy(y, y); // => 1`. A `const` is shown so too.
 */
function asserting(name: string, code: string): string {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  let text = "";
  let end = 0;
  let count = 0;
  for (const statement of file.statements) {
    const [comment] = ts.getTrailingCommentRanges(code, statement.end) ?? [];
    const shown = comment && /^\/\/ => (.*)$/.exec(code.slice(comment.pos, comment.end))?.[1];
    if (shown === undefined) continue;
    count++;
    if (ts.isExpressionStatement(statement)) {
      text += code.slice(end, statement.getStart());
      text += `assertShown(${statement.expression.getText()}, ${JSON.stringify(shown)});`;
    } else if (ts.isVariableStatement(statement)) {
      const [declaration] = statement.declarationList.declarations;
      text += code.slice(end, statement.end);
      text += `assertShown(${declaration!.name.getText()}, ${JSON.stringify(shown)});`;
    } else assert.fail(`${name}: what is shown stands behind a ${ts.SyntaxKind[statement.kind]}`);
    end = comment!.end;
  }
  text += code.slice(end);
  assert.equal(count, code.split("// =>").length - 1, `${name}: what is shown does not stand behind a statement`);
  const toRoot = relative(FOLDER, ROOT);
  return `import { assertShown } from "${toRoot}/tests/support/exampleResults.ts";\n${text.replaceAll('"../src/', `"${toRoot}/src/`)}`;
}

/** A program that runs examples, each in a folder of its own which holds `song.wav`, the same as Folk and as Rock in `music`, and `labels.csv`. */
function runner(files: readonly { readonly name: string; readonly file: string }[]): string {
  const given = join(FOLDER, "given");
  const song = encodeWav([progression(4)]);
  for (const folder of ["music/Folk", "music/Rock"]) mkdirSync(join(given, folder), { recursive: true });
  writeFileSync(join(given, "song.wav"), song);
  writeFileSync(join(given, "music/Folk/morning.wav"), song);
  writeFileSync(join(given, "music/Rock/evening.wav"), song);
  writeFileSync(join(given, "labels.csv"), "filename,genre\nmorning.wav,Folk\nevening.wav,Rock\n");
  return `import { mkdirSync, symlinkSync } from "node:fs";
for (const [i, { name, file }] of ${JSON.stringify(files)}.entries()) {
  const folder = ${JSON.stringify(FOLDER)} + "/run-" + i;
  mkdirSync(folder);
  process.chdir(folder);
  for (const path of ["song.wav", "music", "labels.csv"]) symlinkSync(${JSON.stringify(given)} + "/" + path, path);
  try {
    await import(file);
  } catch (error) {
    console.error(name + ": " + (error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  }
}
`;
}

/** A host that reads and parses each file once for all programs. */
function readOnce(host: ts.CompilerHost): ts.CompilerHost {
  const read = new Map<string, ts.SourceFile | undefined>();
  return {
    ...host,
    getSourceFile: (path, ...rest) => {
      if (!read.has(path)) read.set(path, host.getSourceFile(path, ...rest));
      return read.get(path);
    },
  };
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => readFileSync(path, "utf8")) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  // What an example names, it may leave unused.
  return { ...options, noUnusedLocals: false };
}
