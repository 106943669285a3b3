/** What a card says of a model. */
export interface ModelCard {
  readonly name: string;
  readonly engine: string;
  readonly options: object;
  /** What it has been trained on; undefined before that. */
  readonly trained: string | undefined;
}

/** A model in a few lines, as a notebook shows it: by MIME type. */
export function modelCard({ name, engine, options, trained }: ModelCard): Readonly<Record<string, string>> {
  const lines = [
    ...Object.entries(options).map(([option, value]) => [option, String(value)] as const),
    ["engine", engine] as const,
    ["trained on", trained ?? "nothing yet"] as const,
  ];
  const rows = lines.map(
    ([option, value]) => `<tr><th scope="row">${escape(option)}</th><td>${escape(value)}</td></tr>`,
  );
  return {
    "text/html": `<table><caption>${escape(name)}</caption><tbody>${rows.join("")}</tbody></table>`,
    "text/plain": `${name}\n${lines.map(([option, value]) => `  ${option}: ${value}`).join("\n")}`,
  };
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
