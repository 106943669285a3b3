/** The folder from which the command was called: npm works in the project's and keeps this one in INIT_CWD. Paths that a user gives start there. */
export function callerFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
