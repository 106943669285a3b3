/**
 * Where to look for what the reader asks about, most likely first: the name at the cursor, the name that ends there, and the function
 * whose arguments contain the cursor.
 */
export function inspectionOffsets(code: string, offset: number): number[] {
  const offsets = [offset];
  if (offset > 0) offsets.push(offset - 1);
  const called = endOfCalled(code, offset);
  if (called !== undefined) offsets.push(called);
  return offsets.filter((at) => isName(code[at]));
}

/** The last character before the innermost parenthesis that is open at `offset`. */
function endOfCalled(code: string, offset: number): number | undefined {
  let depth = 0;
  for (let i = offset - 1; i >= 0; i--) {
    const character = code[i]!;
    if (character === ")") depth++;
    if (character !== "(" || depth-- > 0) continue;
    const before = code.slice(0, i).replace(/(?:<[^<>()]*>)?\s*$/, "");
    return before.length - 1;
  }
  return undefined;
}

function isName(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
