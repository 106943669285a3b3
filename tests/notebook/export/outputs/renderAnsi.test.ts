import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renderAnsi } from "../../../../src/notebook/export/outputs/renderAnsi.ts";

const ansi = (text: string): string => renderAnsi(text).text;

describe("renderAnsi", () => {
  it("escapes text with and without colours", () => {
    assert.equal(ansi("<b> & 'x'"), "&lt;b&gt; &amp; &#39;x&#39;");
    assert.equal(ansi("\x1b[31m<b>\x1b[0m"), '<span class="ansi-red-fg">&lt;b&gt;</span>');
  });

  it("shows named colours and styles as classes, and ends them where they end", () => {
    assert.equal(
      ansi("\x1b[1;92;44ma\x1b[22;39;49mb"),
      '<span class="ansi-bold ansi-bright-green-fg ansi-blue-bg">a</span>b',
    );
    assert.equal(ansi("\x1b[3m\x1b[4ma\x1b[0mb"), '<span class="ansi-italic ansi-underline">a</span>b');
    assert.equal(ansi("\x1b[7ma\x1b[27mb"), '<span class="ansi-black-fg ansi-white-bg">a</span>b');
  });

  it("shows palette and true colours", () => {
    assert.equal(ansi("\x1b[38;5;208ma"), '<span style="color:rgb(255, 135, 0)">a</span>');
    assert.equal(ansi("\x1b[48;5;244ma"), '<span style="background-color:rgb(128, 128, 128)">a</span>');
    assert.equal(ansi("\x1b[38;5;1ma"), '<span class="ansi-red-fg">a</span>');
    assert.equal(ansi("\x1b[38;2;1;2;3ma"), '<span style="color:rgb(1, 2, 3)">a</span>');
  });

  it("drops what is no colour without losing text or colour", () => {
    assert.equal(ansi("\x1b[31ma\x1b[2Kb\x1b[1;3Hc"), '<span class="ansi-red-fg">abc</span>');
    assert.equal(ansi("\x1b]8;;https://example.org\x07link\x1b]8;;\x07 \x1b]0;title\x1b\\x \x1b(B\x1b"), "link x ");
    assert.equal(ansi("a\x00b\x08"), "ab");
  });

  it("writes over a line after a carriage return, as a terminal does", () => {
    assert.equal(ansi("10 %\r100 %\ndone\r\n"), "100 %\ndone\n");
    assert.equal(ansi("abcdef\rxy"), "xycdef");
    assert.equal(ansi("\x1b[32m1/9\x1b[0m\r\x1b[32m9/9\x1b[0m"), '<span class="ansi-green-fg">9/9</span>');
  });

  it("stays quick on a long text", () => {
    const line = "\x1b[1m\x1b[31mred\x1b[0m plain\n";
    assert.equal(ansi(line.repeat(20_000)).split("\n").length, 20_001);
  });
});
