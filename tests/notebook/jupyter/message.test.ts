import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MessageCodec } from "../../../src/notebook/jupyter/message.ts";

describe("MessageCodec", () => {
  const identities = [Buffer.from("client"), Buffer.from("hop")];

  it("reads what it writes, with its identities", () => {
    const codec = new MessageCodec("hmac-sha256", "secret");
    const parent = { ...codec.decode(codec.encode([], {}, "a", {})).header };
    const message = codec.decode(
      codec.encode(identities, parent, "execute_request", { code: "1 + 1" }, { cellId: "x" }),
    );
    assert.deepEqual(message.identities, identities);
    assert.equal(message.header.msg_type, "execute_request");
    assert.deepEqual([message.content, message.metadata], [{ code: "1 + 1" }, { cellId: "x" }]);
  });

  it("signs as jupyter_client does", () => {
    const codec = new MessageCodec("hmac-sha256", "a0436f6c-1916-498b-8eb9-e81ab9368e84");
    const frames = codec.encode([], {}, "status", { execution_state: "busy" });
    assert.match(frames[1]!.toString(), /^[0-9a-f]{64}$/);
    assert.equal(frames[0]!.toString(), "<IDS|MSG>");
    assert.equal(
      new MessageCodec("hmac-sha256", "").encode([], {}, "status", {})[1]!.length,
      0,
      "no key, no signature",
    );
  });

  it("refuses a message that was changed, signed with another key, or cut", () => {
    const codec = new MessageCodec("hmac-sha256", "secret");
    const frames = codec.encode(identities, {}, "execute_request", { code: "1" });
    const changed = frames.with(-1, Buffer.from('{"code":"2"}'));
    assert.throws(() => codec.decode(changed), /not signed with this kernel's key/);
    assert.throws(() => new MessageCodec("hmac-sha256", "other").decode(frames), /not signed/);
    assert.throws(() => codec.decode(frames.slice(0, -1)), /without all its frames/);
  });
});
