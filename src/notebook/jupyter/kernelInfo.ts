import { createRequire } from "node:module";
import { PROTOCOL_VERSION } from "./message.ts";

/** The TypeScript that checks cells: the project's. */
const { version: TYPESCRIPT_VERSION } = createRequire(import.meta.url)("typescript/package.json") as {
  version: string;
};

/** What the kernel reports about itself and its language. */
export const KERNEL_INFO = {
  status: "ok",
  protocol_version: PROTOCOL_VERSION,
  implementation: "typescript-session",
  implementation_version: "1.0.0",
  language_info: {
    name: "typescript",
    version: TYPESCRIPT_VERSION,
    mimetype: "text/typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    // CodeMirror's modes: JupyterLab's, and those of older notebooks.
    codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    nbconvert_exporter: "script",
  },
  banner: `TypeScript ${TYPESCRIPT_VERSION} on Node ${process.version}`,
  help_links: [
    { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
    { text: "Node", url: "https://nodejs.org/docs/" },
  ],
  debugger: false,
  supported_features: [],
} as const;
