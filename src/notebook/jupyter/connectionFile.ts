import { readFileSync } from "node:fs";
import { NotebookError } from "../notebookError.ts";

/** Where a client expects its kernel, as written to a file by the client. */
export interface Connection {
  readonly transport: string;
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  /** Such as `hmac-sha256`. */
  readonly signature_scheme: string;
  /** Empty if messages are not signed. */
  readonly key: string;
}

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/**
 * Reads a client's connection file.
 * @throws NotebookError if it isn't one
 */
export function readConnectionFile(path: string): Connection {
  let file: Partial<Record<string, unknown>>;
  try {
    file = JSON.parse(readFileSync(path, "utf8")) as Partial<Record<string, unknown>>;
  } catch (error) {
    throw new NotebookError(`${path}: can't be read as a connection file (${(error as Error).message})`);
  }
  const missing = PORTS.filter((name) => typeof file[name] !== "number");
  if (missing.length > 0) throw new NotebookError(`${path}: is no connection file: it lacks ${missing.join(", ")}`);
  const defaults = { transport: "tcp", ip: "127.0.0.1", signature_scheme: "hmac-sha256", key: "" };
  return { ...defaults, ...file } as unknown as Connection;
}

/** The address of one of the kernel's five sockets. */
export function addressOf({ transport, ip }: Connection, port: number): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}
