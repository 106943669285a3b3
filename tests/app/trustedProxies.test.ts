import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { trustedProxies } from "../../src/app/trustedProxies.ts";

describe("trustedProxies", () => {
  const trusts = (setting: string, address: string, hop = 0): boolean => {
    const trust = trustedProxies(setting);
    assert.ok(trust);
    return trust(address, hop);
  };

  it("believes nobody when it is off", () => {
    assert.equal(trustedProxies("off"), false);
  });

  it("believes as many proxies as are said to be there, wherever they are", () => {
    assert.deepEqual(
      [0, 1, 2].map((hop) => trusts("2", "203.0.113.9", hop)),
      [true, true, false],
    );
  });

  it("believes proxies by address, range or the range's name, however far they are", () => {
    const setting = "loopback, 10.1.0.0/16,2001:db8::/32, 203.0.113.9";
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.1.2.3", "2001:db8:1::5", "203.0.113.9"])
      assert.ok(trusts(setting, address, 3), address);
    for (const address of ["10.2.0.1", "203.0.113.10", "2001:db9::1", "10.1.2.3:4567", "unknown", ""])
      assert.ok(!trusts(setting, address), address);
  });

  it("never believes everyone, and says what to set instead", () => {
    for (const setting of ["on", "true", "yes", "all", "*", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0/8", "", "1.5"])
      assert.throws(() => trustedProxies(setting), {
        name: "RangeError",
        message: /^expected off, .* \(1\), .*10\.0\.0\.0\/8.*visitor/,
      });
    for (const setting of ["0.0.0.0/0", "::/0", "loopback,0.0.0.0/0"])
      assert.throws(() => trustedProxies(setting), { message: /all addresses/ });
    for (const setting of ["0", "11", "9999999"]) assert.throws(() => trustedProxies(setting), { message: /1 to 10/ });
  });
});
