import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { visitorOf } from "../../src/app/trustedProxies.ts";

describe("visitorOf", () => {
  it("is an IPv4 address, without the port that some proxies add or the prefix of IPv6", () => {
    for (const address of ["203.0.113.7", "203.0.113.7:50123", "::ffff:203.0.113.7", "[::ffff:203.0.113.7]:80"])
      assert.equal(visitorOf(address), "203.0.113.7", address);
  });

  it("is the /64 network of an IPv6 address, however it is written", () => {
    for (const address of [
      "2001:db8:0:7::1",
      "2001:DB8:0:7:ffff::2",
      "[2001:db8::7:1:2:3:4]:443",
      "2001:0db8:0000:0007:0:0:0:9",
      "2001:db8:0:7::1%eth0",
    ])
      assert.equal(visitorOf(address), "2001:db8:0:7::/64", address);
    assert.equal(visitorOf("::1"), "0:0:0:0::/64");
    assert.equal(visitorOf("fe80::5"), "fe80:0:0:0::/64");
    assert.equal(visitorOf("64:ff9b::192.0.2.1"), "64:ff9b:0:0::/64");
    assert.notEqual(visitorOf("2001:db8:0:8::1"), visitorOf("2001:db8:0:7::1"));
  });

  it("is whatever else stands there as it is", () => {
    assert.equal(visitorOf("unknown"), "unknown");
    assert.equal(visitorOf(""), "");
  });
});
