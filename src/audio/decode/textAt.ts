/** The bytes from `begin` on as Latin-1 text, for the names of formats and chunks. */
export function textAt(file: Uint8Array, begin: number, length = 4): string {
  return String.fromCharCode(...file.subarray(begin, begin + length));
}
