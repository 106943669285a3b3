import type { Tell } from "../tell.ts";
import { EmbeddedStore } from "./embeddedStore.ts";
import { MongoStore } from "./mongoStore.ts";
import type { RecordStore } from "./recordStore.ts";

/** The record store: MongoDB where an address is given, else the embedded one in a folder. */
export function openStore({
  mongodb,
  folder,
  tell = () => undefined,
}: {
  readonly mongodb?: string | undefined;
  readonly folder: string;
  readonly tell?: Tell;
}): Promise<RecordStore> {
  return mongodb === undefined ? EmbeddedStore.open(folder, tell) : MongoStore.open(mongodb);
}
