/** Called with what the service does while it starts, and when something it needs fails or is back. */
export type Tell = (message: string, details?: Readonly<Record<string, unknown>>) => void;
