/** Something the user can mend: its message, one line, is all they need to see. */
export class UserError extends Error {
  override readonly name = "UserError";
}
