/** Something the user can fix: the one-line message is all they need to see. */
export class UserError extends Error {
  override readonly name = "UserError";
}
