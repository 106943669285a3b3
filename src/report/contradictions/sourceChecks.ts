import type { SourceCheck } from "./sourceCheck.ts";

/** Every check of the report against itself, in its order. */
export const SOURCE_CHECKS: readonly SourceCheck[] = [];

/** What in the report speaks against a published figure: the conclusions of the checks that fail on it. */
export function contradictionsOf(id: string): readonly string[] {
  return SOURCE_CHECKS.filter(({ holds, figures }) => !holds && figures.includes(id)).map(
    ({ conclusion, arithmetic }) => conclusion ?? arithmetic,
  );
}
