/** Why tables can't be built, in one line that says what to do. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}
