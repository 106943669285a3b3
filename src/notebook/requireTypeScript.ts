import type { Notebook } from "./nbformat.ts";
import { NotebookError } from "./notebookError.ts";

const LANGUAGES = new Set(["typescript", "javascript"]);
/** Kernels whose names identify the language if nothing else does. */
const KERNELS: readonly (readonly [kernel: RegExp, language: string])[] = [
  [/^(python|ipykernel|conda)/i, "Python"],
  [/^ir\d*$/i, "R"],
  [/^julia/i, "Julia"],
];

/**
 * Rejects a notebook that says that it is in another language.
 * @throws NotebookError
 */
export function requireTypeScript({ metadata }: Notebook, path: string): void {
  const { kernelspec, language_info: info } = metadata;
  const kernel = kernelspec?.name ?? "";
  const told = kernelspec?.language ?? info?.name ?? KERNELS.find(([name]) => name.test(kernel))?.[1];
  if (typeof told !== "string" || LANGUAGES.has(told.toLowerCase())) return;
  const of = kernel === "" ? "" : ` (kernel ${kernel})`;
  const way = "run it with Jupyter, or choose the kernel TypeScript in it";
  throw new NotebookError(`${path}: a notebook in ${told}${of}, and these run in TypeScript: ${way}`);
}
