import type { Output, StreamOutput } from "./nbformat.ts";

/**
 * Joins adjacent stream outputs of the same name and interprets control characters like a terminal: a backspace removes the previous
 * character, and a carriage return restarts the line.
 *
 * The rules are those of nbclient's `coalesce_streams`: a carriage return discards the text before it in its line, unless the line ends
 * there. For backspaces this does what nbclient intends: nbclient's own pattern takes `\b` for a word boundary and destroys the text.
 */
export function coalesceStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = [];
  // Collected in pieces, so that 20,000 printed lines aren't copied 20,000 times.
  let texts: string[] = [];
  let open: StreamOutput | undefined;
  const close = (): void => {
    if (open) joined.push({ ...open, text: overwrite(texts.join("")) });
    open = undefined;
    texts = [];
  };
  for (const output of outputs) {
    if (output.output_type !== "stream" || output.name !== open?.name) close();
    if (output.output_type === "stream") {
      open ??= output;
      texts.push(output.text);
    } else {
      joined.push(output);
    }
  }
  close();
  return joined;
}

function overwrite(text: string): string {
  if (!text.includes("\b") && !text.includes("\r")) return text;
  return (
    eraseBackspaced(text)
      .split("\n")
      // A carriage return at the end of the line overwrites nothing.
      .map((line) => line.slice(line.lastIndexOf("\r", line.length - 2) + 1))
      .join("\n")
  );
}

function eraseBackspaced(text: string): string {
  if (!text.includes("\b")) return text;
  const kept: string[] = [];
  for (const character of text) {
    if (character !== "\b") kept.push(character);
    else if (kept.length > 0 && kept.at(-1) !== "\n" && kept.at(-1) !== "\b") kept.pop();
    else kept.push(character);
  }
  return kept.join("");
}
