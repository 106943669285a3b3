import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const ENTRY = /^[0-9a-f]{64}\.bin$/;
const UNFINISHED = /^[0-9a-f]{64}\.bin\.[0-9a-f-]{36}\.tmp$/;
/** After an hour nobody is still writing the file. */
const GIVEN_UP = 3_600_000;

/**
 * Removes what was used longest ago, until the entries in a folder have no more bytes than `limit`; and what was left unfinished. Who is
 * reading a file that is removed reads on. Files that are no entries are left alone.
 */
export function removeOldest(folder: string, limit: number, now = Date.now()): void {
  const files = readdirSync(folder).flatMap((name) => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    return stats?.isFile() ? [{ name, size: stats.size, usedAt: stats.mtimeMs }] : [];
  });
  const remove = (name: string): void => rmSync(join(folder, name), { force: true });
  for (const { name, usedAt } of files) if (UNFINISHED.test(name) && now - usedAt > GIVEN_UP) remove(name);
  const entries = files.filter(({ name }) => ENTRY.test(name)).sort((a, b) => b.usedAt - a.usedAt);
  let total = 0;
  for (const { name, size } of entries) {
    total += size;
    if (total > limit) remove(name);
  }
}
