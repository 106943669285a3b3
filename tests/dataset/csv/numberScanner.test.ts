import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { wholeWindow } from "../../../src/dataset/csv/lineWindows.ts";
import { NumberScanner } from "../../../src/dataset/csv/numberScanner.ts";
import { randomSource } from "../../support/randomData.ts";

/** What the scanner makes of each text, or undefined where it declines. */
function scanAll(texts: readonly string[]): (number | undefined)[] {
  const { bytes } = wholeWindow(Buffer.from(texts.join(",")));
  const scanner = new NumberScanner(bytes);
  const values = new Float64Array(1);
  let at = 0;
  return texts.map((text) => {
    const scanned = scanner.scan(at, 1, values, 0);
    assert.equal(scanner.end, scanned === 1 ? at + text.length : at, `the end of ${text}`);
    at += text.length + 1;
    return scanned === 1 ? values[0] : undefined;
  });
}

/** Checks that every text is scanned as `Number()` reads it, or declined. @returns how many were declined */
function declinedOf(texts: readonly string[]): number {
  const values = scanAll(texts);
  return texts.filter((text, i) => {
    if (values[i] === undefined) return true;
    assert.ok(Object.is(values[i], Number(text)), `${text} was read as ${values[i]}`);
    return false;
  }).length;
}

/** A finite float64 of any bits. */
function anyFloat(integer: (from: number, to: number) => number): number {
  const view = new DataView(new ArrayBuffer(8));
  do {
    view.setInt32(0, integer(-(2 ** 31), 2 ** 31 - 1));
    view.setInt32(4, integer(-(2 ** 31), 2 ** 31 - 1));
  } while (!Number.isFinite(view.getFloat64(0)));
  return view.getFloat64(0);
}

describe("NumberScanner", () => {
  it("reads the ways to write a number", () => {
    const texts = [
      "0",
      "-0",
      "-0.0",
      "7",
      "+7",
      "007",
      "5.",
      ".5",
      "-.25",
      "1e3",
      "1E-3",
      "2.5e+2",
      "0.00",
      "0e5",
      "123456789",
    ];
    assert.equal(declinedOf(texts), 0);
    assert.ok(Object.is(scanAll(["-0.0"])[0], -0));
  });

  it("declines what is no number", () => {
    const texts = [
      "",
      "-",
      ".",
      "e5",
      "1e",
      "1e+",
      "nan",
      "inf",
      "1.2.3",
      "--1",
      "1 ",
      " 1",
      "0x10",
      "1_000",
      "12a",
      "1.5f",
      `"1"`,
    ];
    assert.equal(declinedOf(texts), texts.length);
  });

  it("reads every float64 between 1e-40 and 1e17 as it was written", () => {
    const { normal, uniform } = randomSource(1);
    const texts = Array.from({ length: 100_000 }, () => String(normal() * 10 ** (57 * uniform() - 40)));
    assert.ok(declinedOf(texts) < 20, "hardly one is too close to call");
  });

  it("reads every float32 as it was written, in short and in float64 digits", () => {
    const { normal, uniform } = randomSource(2);
    const values = Array.from({ length: 50_000 }, () => Math.fround(normal() * 10 ** (20 * uniform() - 10)));
    assert.ok(declinedOf(values.map(String)) < 10);
    assert.equal(declinedOf(values.map((value) => String(Number(value.toPrecision(8))))), 0);
  });

  it("reads any float64 rightly or not at all", () => {
    const { integer } = randomSource(3);
    declinedOf(Array.from({ length: 50_000 }, () => String(anyFloat(integer))));
  });

  it("reads digits of any count, with and without a point, rightly or not at all", () => {
    const { integer, uniform } = randomSource(4);
    const digits = (count: number): string => Array.from({ length: count }, () => integer(0, 9)).join("");
    const texts = Array.from({ length: 100_000 }, () => {
      const sign = uniform() < 0.3 ? "-" : "";
      const zeros = uniform() < 0.2 ? "0".repeat(integer(1, 12)) : "";
      const exponent = uniform() < 0.2 ? `e${integer(-30, 30)}` : "";
      return `${sign}${digits(integer(1, 12))}.${zeros}${digits(integer(0, 22))}${exponent}`;
    });
    assert.ok(declinedOf(texts) < texts.length / 2);
  });

  it("rounds rightly, or declines, halfway between two float64 and beside", () => {
    const { integer } = randomSource(5);
    const texts: string[] = [];
    for (let i = 0; i < 20_000; i++) {
      // An odd multiple of half the distance of float64 numbers in [2^53, 2^54), moved by powers of ten.
      const odd = 2n ** 53n + 2n * BigInt(integer(0, 2 ** 31 - 1)) + 1n;
      const text = String(odd);
      texts.push(
        text,
        `${text.slice(0, 1)}.${text.slice(1)}`,
        `${text.slice(0, 8)}.${text.slice(8)}`,
        `${text}.5`,
        `${text}e-${i % 30}`,
      );
      // 0.5 ulp above a float64 between 0.5 and 1 has 54 binary places, of which 17 digits are as close as one can write.
      const half = (2n ** 53n + 2n * BigInt(integer(0, 2 ** 31 - 1)) + 1n) * 10n ** 17n;
      texts.push(`0.${String(half >> 54n).padStart(17, "0")}`, `0.${String((half >> 54n) + 1n).padStart(17, "0")}`);
    }
    declinedOf(texts);
  });

  it("scans as many numbers of a line as it is told, and stops at what it declines and at the line's end", () => {
    const { bytes } = wholeWindow(Buffer.from("1,2.5,x,4\r\n5,6"));
    const scanner = new NumberScanner(bytes);
    const values = new Float64Array(4).fill(-1);
    assert.equal(scanner.scan(0, 4, values, 1), 2);
    assert.deepEqual([...values], [-1, 1, 2.5, -1]);
    assert.equal(scanner.end, 5);
    assert.equal(scanner.scan(8, 4, values, 0), 1);
    assert.equal(scanner.end, 9);
    assert.equal(scanner.scan(11, 1, values, 0), 1);
    assert.equal(scanner.end, 12);
    assert.equal(scanner.scan(11, 3, values, 0), 2);
    assert.equal(scanner.end, 14);
    assert.equal(scanner.scan(6, 1, values, 0), 0);
    assert.equal(scanner.end, 6);
  });

  it("reads a number wherever it stands, next to any others", () => {
    const { integer, normal } = randomSource(6);
    for (let i = 0; i < 300; i++) {
      const before = "9".repeat(integer(0, 40));
      const numbers = Array.from({ length: integer(1, 6) }, () => normal().toPrecision(integer(1, 17)));
      const end = ["", "\n", "\r\n", ",", ",x"][i % 5]!;
      const { bytes } = wholeWindow(Buffer.from(before + numbers.join(",") + end));
      const values = new Float64Array(numbers.length);
      assert.equal(new NumberScanner(bytes).scan(before.length, numbers.length, values, 0), numbers.length);
      assert.deepEqual([...values], numbers.map(Number));
    }
  });
});
