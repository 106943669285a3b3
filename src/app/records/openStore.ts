import type { Tell } from "../tell.ts";
import { EmbeddedStore } from "./embeddedStore.ts";
import { MongoStore } from "./mongoStore.ts";
import type { RecordStore } from "./recordStore.ts";

/** Opens the record store: MongoDB if an address is given, otherwise the embedded one in a folder. */
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
