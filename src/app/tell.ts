/** Told what the service does while it starts, and when something that it needs fails or is back. */
export type Tell = (message: string, details?: Readonly<Record<string, unknown>>) => void;
