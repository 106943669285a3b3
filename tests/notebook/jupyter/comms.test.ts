import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type JupyterHome, jupyterHome } from "../../support/jupyter.ts";
import { type ClientRun, JupyterDriver } from "../../support/jupyterDriver.ts";
import { skipWithoutPython } from "../../support/python.ts";

type Content = Readonly<Record<string, unknown>>;
/** What was published: message type, content, and the type of the request that it belongs to. */
type Published = readonly (readonly [type: string, content: Content, parent: string])[];

const IMPORT = 'import { display, progressBar, slider } from "../src/notebook/author.ts";\n';
const VIEW = "application/vnd.jupyter.widget-view+json";

describe("comms of the kernel, driven by jupyter_client", { skip: skipWithoutPython("jupyter_client") }, () => {
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

  const contentOf = ({ messages }: ClientRun, type: string): Content => {
    const found = messages.find(([kind]) => kind === type);
    assert.ok(found, JSON.stringify(messages));
    return found[1];
  };
  /** Runs a cell that opens one widget, and gives its comm. */
  const open = async (code: string): Promise<{ run: ClientRun; id: string; state: Content }> => {
    const run = await client.execute(IMPORT + code);
    assert.equal(run.reply.status, "ok", JSON.stringify(run.reply));
    const { comm_id: id, target_name: target, data } = contentOf(run, "comm_open");
    assert.equal(target, "jupyter.widget");
    return { run, id: id as string, state: (data as { state: Content }).state };
  };
  const tell = (type: string, content: Content): Promise<Published> => client.call("tell", [type, content]);
  const move = (id: string, value: number): Promise<Published> =>
    tell("comm_msg", { comm_id: id, data: { method: "update", state: { value }, buffer_paths: [] } });

  it("open a progress bar as a widget with text for other clients, and move it", async () => {
    const { run, id, state } = await open(
      'const bar = progressBar({ max: 5, description: "Folds" });\nawait display(bar);\nbar.value = 2;\nbar.value = 5;\n' +
        "await new Promise((resolve) => setTimeout(resolve, 200));",
    );
    const { _model_name: model, _view_name: view, value, max, description } = state;
    assert.deepEqual(
      { model, view, value, max, description },
      { model: "FloatProgressModel", view: "ProgressView", value: 0, max: 5, description: "Folds" },
    );
    const { data } = contentOf(run, "display_data") as { data: Content };
    assert.deepEqual(data[VIEW], { version_major: 2, version_minor: 0, model_id: id });
    assert.equal(data["text/plain"], "Folds: 0 of 5");
    const moved = contentOf(run, "comm_msg");
    assert.deepEqual(moved.data, { method: "update", state: { value: 2 }, buffer_paths: [] });
    // What it came to stays in the notebook, also for who has no widgets.
    const last = contentOf(run, "update_display_data").data as Content;
    assert.equal(last["text/plain"], "Folds: 5 of 5");
  });

  it("are listed by their target, and tell their state to a client that has come later", async () => {
    const { id } = await open("const level = slider({ min: 0, max: 1, step: 0.1, value: 0.5 });\nlevel");
    const listed = await client.call<{ comms: Content }>("ask", ["comm_info", ["jupyter.widget"]]);
    assert.deepEqual(listed.comms[id], { target_name: "jupyter.widget" });
    assert.deepEqual((await client.call<Content>("ask", ["comm_info", ["another"]])).comms, {});
    const answer = await tell("comm_msg", { comm_id: id, data: { method: "request_state" } });
    // A client knows the answer by its origin.
    const [, content] = answer.find(([type, , parent]) => type === "comm_msg" && parent === "comm_msg")!;
    const { method, state } = content.data as { method: string; state: Content };
    assert.deepEqual([method, state._model_name, state.value], ["update", "FloatSliderModel", 0.5]);
  });

  it("tell the cell what the reader chooses, and what it says of it belongs to the cell", async () => {
    const { id } = await open(
      "const k = slider({ min: 1, max: 15, value: 3 }, (k) => { console.log(`chosen ${k}`); display(`k is ${k}`, { id: 'k' }); });\nk",
    );
    const published = await move(id, 7);
    const later = await client.execute("k.value");
    const said = published.find(([type]) => type === "stream") ?? ["", {}, ""];
    assert.deepEqual([said[1].text, said[2]], ["chosen 7\n", "execute_request"]);
    assert.deepEqual((contentOf(later, "execute_result").data as Content)["text/plain"], "7");
  });

  it("are heard while a cell waits for them", async () => {
    const run = await client.call<ClientRun>("execute_moving", [
      `${IMPORT}await new Promise<number>((resolve) => { slider({ min: 1, max: 9 }, resolve); })`,
      4,
    ]);
    assert.deepEqual((contentOf(run, "execute_result").data as Content)["text/plain"], "4");
  });

  it("show what a listener throws in its cell, and an interrupt stops one that computes without an end", async () => {
    const { id } = await open(
      'const wrong = slider({ min: 1, max: 3 }, (k) => { if (k === 2) throw new RangeError("not 2"); for (;;); });\nwrong',
    );
    const thrown = (await move(id, 2)).find(([type]) => type === "error")!;
    assert.deepEqual([thrown[1].evalue, thrown[2]], ["not 2", "execute_request"]);
    const endless = { comm_id: id, data: { method: "update", state: { value: 3 } } };
    const published = await client.call<Published>("interrupt_told", ["comm_msg", endless, 1]);
    assert.equal(published.find(([type]) => type === "error")![1].ename, "InterruptError");
    const next = await client.execute("wrong.value");
    assert.deepEqual((contentOf(next, "execute_result").data as Content)["text/plain"], "3");
  });

  it("give way to what stands still where the client closes them, as one does without widgets", async () => {
    const { id } = await open('const files = progressBar({ max: 9, description: "Files" });\nawait display(files);');
    const closed = await tell("comm_close", { comm_id: id, data: {} });
    assert.deepEqual(Object.keys(closed.find(([type]) => type === "update_display_data")![1].data as Content), [
      "text/html",
      "text/plain",
    ]);
    const run = await client.execute("files.value = 4;");
    assert.equal((contentOf(run, "update_display_data").data as Content)["text/plain"], "Files: 4 of 9");
    assert.ok(!run.messages.some(([type]) => type === "comm_msg"));
    const listed = await client.call<{ comms: Content }>("ask", ["comm_info", ["jupyter.widget"]]);
    assert.ok(!(id in listed.comms));
  });

  it("that a client opens are closed: nothing here waits for one", async () => {
    const published = await tell("comm_open", { comm_id: "theirs", target_name: "jupyter.widget.control", data: {} });
    assert.deepEqual(published.find(([type]) => type === "comm_close")?.[1].comm_id, "theirs");
  });
});
