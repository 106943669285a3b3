"""Drives the kernel through jupyter_client, step by step: one JSON request a line in, one JSON answer a line out."""

import json
import sys
import threading
import time

from jupyter_client.manager import KernelManager

TIMEOUT = 300


class Driver:
    def __init__(self, cwd):
        self.manager = KernelManager(kernel_name="tslab")
        self.manager.start_kernel(cwd=cwd)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    def execute(self, code, **options):
        """Runs a cell; gives its reply and all that was published for it, up to its idle."""
        messages = []
        reply = self.client.execute_interactive(
            code,
            timeout=TIMEOUT,
            allow_stdin=False,
            output_hook=lambda message: messages.append([message["msg_type"], message["content"]]),
            **options,
        )
        return {"reply": reply["content"], "messages": messages}

    def execute_asking(self, code, answers):
        """Runs a cell that asks; gives also what it asked. Where there is no answer left, the cell is interrupted."""
        questions = []

        def answer(message):
            questions.append(message["content"])
            if answers:
                self.client.input(answers.pop(0))
            else:
                self.manager.interrupt_kernel()

        messages = []
        reply = self.client.execute_interactive(
            code,
            timeout=TIMEOUT,
            allow_stdin=True,
            stdin_hook=answer,
            output_hook=lambda message: messages.append([message["msg_type"], message["content"]]),
        )
        return {"reply": reply["content"], "messages": messages, "questions": questions}

    def tell(self, message_type, content):
        """Sends any message; gives all that is published up to its idle, each with what kind of request it belongs to."""
        message = self.client.session.msg(message_type, content)
        self.client.shell_channel.send(message)
        published = []
        while True:
            answer = self.client.get_iopub_msg(timeout=TIMEOUT)
            parent = answer["parent_header"]
            published.append([answer["msg_type"], answer["content"], parent.get("msg_type")])
            if parent.get("msg_id") == message["header"]["msg_id"] and answer["content"].get("execution_state") == "idle":
                return published

    def execute_moving(self, code, value):
        """Runs a cell; the reader moves each widget that it opens to a value, as soon as it is there."""
        messages = []

        def hear(message):
            messages.append([message["msg_type"], message["content"]])
            if message["msg_type"] == "comm_open":
                data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
                content = {"comm_id": message["content"]["comm_id"], "data": data}
                self.client.shell_channel.send(self.client.session.msg("comm_msg", content))

        reply = self.client.execute_interactive(code, timeout=TIMEOUT, allow_stdin=False, output_hook=hear)
        return {"reply": reply["content"], "messages": messages}

    def interrupt_told(self, message_type, content, after):
        """Sends any message, interrupts what it leads to, and gives all that is published up to its idle."""
        threading.Timer(after, self.manager.interrupt_kernel).start()
        return self.tell(message_type, content)

    def size(self, code):
        """Runs a cell; gives the number of messages of each kind and the characters of text in them."""
        run = self.execute(code)
        kinds = [kind for kind, _ in run["messages"]]
        text = "".join(content.get("text", "") for _, content in run["messages"])
        data = sum(len(part) for _, content in run["messages"] for part in content.get("data", {}).values())
        return {"kinds": {kind: kinds.count(kind) for kind in kinds}, "text": text[:100] + text[-100:],
                "length": len(text), "data": data, "status": run["reply"]["status"]}

    def execute_all(self, cells, stop_on_error):
        """Sends several cells at once; gives the status of each."""
        ids = [self.client.execute(code, stop_on_error=stop_on_error) for code in cells]
        replies = [self.client.get_shell_msg(timeout=TIMEOUT) for _ in ids]
        begin = time.time()
        by_parent = {reply["parent_header"]["msg_id"]: reply["content"]["status"] for reply in replies}
        return {"statuses": [by_parent[one] for one in ids], "order": [r["parent_header"]["msg_id"] for r in replies] == ids,
                "seconds": time.time() - begin}

    def ask(self, method, args):
        """Sends one request and gives the content of its reply."""
        request = getattr(self.client, method)(*args)
        return self.client._recv_reply(request, timeout=TIMEOUT)["content"]

    def interrupt(self, code, after):
        """Sends a cell, interrupts it, and gives its reply."""
        request = self.client.execute(code)
        time.sleep(after)
        self.manager.interrupt_kernel()
        return self.client._recv_reply(request, timeout=TIMEOUT)["content"]

    def restart(self):
        self.manager.restart_kernel(now=False)
        self.client.wait_for_ready(timeout=TIMEOUT)
        return True

    def ask_history(self, options):
        return self.client._recv_reply(self.client.history(**options), timeout=TIMEOUT)["content"]

    def raw(self, message_type, content, metadata=None):
        """Sends any message and gives what is published for it, up to its idle."""
        message = self.client.session.msg(message_type, content, metadata=metadata)
        self.client.shell_channel.send(message)
        published = []
        while True:
            answer = self.client.get_iopub_msg(timeout=TIMEOUT)
            if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            published.append([answer["msg_type"], answer["content"]])
            if answer["content"].get("execution_state") == "idle":
                return published

    def later(self, kind):
        """The next published message of a kind, whenever it comes."""
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["msg_type"] == kind:
                return {"content": message["content"], "parent": message["parent_header"]}

    def alive(self):
        for _ in range(100):
            if not self.manager.is_alive():
                return False
            time.sleep(0.1)
        return True

    def quit(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=False)
        return True


driver = Driver(sys.argv[1])
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    method, args, options = json.loads(line)
    try:
        answer = {"value": getattr(driver, method)(*args, **options)}
    except Exception as error:  # noqa: BLE001
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer, default=str), flush=True)
    if method == "quit":
        break
