import { existsSync, readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type { AudioFile } from "../../audio/index.ts";
import { readTags, type Tags } from "../../audio/readTags.ts";
import { parseTextTable } from "../../dataset/index.ts";
import { UserError, visibleText } from "../../ground/index.ts";

/** What is known about a song. */
export interface Told {
  readonly genre?: string | undefined;
  /** The artist, or the album or folder that it shares with other songs. */
  readonly artist?: string | undefined;
}

/** What is known about all songs, and from where. */
export interface Telling {
  readonly of: (file: AudioFile) => Told;
  /** Where the artists of the songs that have a genre came from, in a sentence. */
  readonly credits: string;
  /** One line for each genre that occurs in several spellings. */
  readonly notes: readonly string[];
}

/** Where to look for genres, artists and albums. */
export interface Tellers {
  /** The folder that holds the songs. */
  readonly folder: string;
  /** A CSV to use instead of folders, with the columns filename and genre, and optionally artist and album. */
  readonly labels?: string | undefined;
  readonly genreFromTags?: boolean | undefined;
}

/** How many files are read at the same time. */
const AT_ONCE = 16;
/** Where an artist can come from, and how the sentence names it. */
const SOURCES = {
  table: "the table",
  folder: "folders",
  artist: "tags",
  album: "album tags",
} as const;

type Credit = Told & { readonly by?: keyof typeof SOURCES };

/**
 * Finds each song's genre, and the artist or album that must not be on both sides of a split. Artists come from the table or the folders,
 * otherwise from the tags in the files. A folder whose tags name a single artist counts as that artist, so that two albums of one artist
 * stay together.
 * @throws UserError if the table can't be read
 */
export async function tellSongs(files: readonly AudioFile[], tellers: Tellers): Promise<Telling> {
  const { folder, labels, genreFromTags = false } = tellers;
  const given = labels === undefined ? folderTells(folder, genreFromTags) : labelsTell(labels);
  const own = files.map(given);
  const tags = await tagsOf(files, (i) => labels !== undefined && own[i]!.artist !== undefined);
  const artistOf = labels === undefined ? singleArtists(own, tags) : new Map<string, string>();
  const credits = files.map((_, i) => {
    const genre = genreFromTags ? tags[i]!.genre : own[i]!.genre;
    return {
      ...creditOf(own[i]!, tags[i]!, artistOf, genreFromTags),
      genre: visibleText(genre ?? "").trim() || undefined,
    };
  });
  const genres = new Spellings(credits.map(({ genre }) => genre));
  const artists = new Spellings(credits.map(({ artist }) => artist));
  const told = new Map(
    credits.map(({ genre, artist }, i) => [
      files[i]!.path,
      { genre: genre && genres.of(genre), artist: artist && visibleText(artists.of(artist)) },
    ]),
  );
  return {
    of: ({ path }) => told.get(path) ?? {},
    credits: creditsInWords(credits.filter(({ genre }) => genre !== undefined)),
    notes: genres.several().map((ways) => `${ways.join(", ")}: treated as one genre, ${ways[0]!}`),
  };
}

/** The first folder below the given one names the genre, the next one the artist or album. */
function folderTells(folder: string, genreFromTags: boolean): (file: AudioFile) => Credit {
  return ({ path }) => {
    const folders = relative(folder, path).split(sep).slice(0, -1);
    if (genreFromTags) return folders.length > 0 ? { artist: folders.join("/"), by: "folder" } : {};
    const [genre, artist] = folders;
    return { genre, ...(artist !== undefined && { artist: `${genre}/${artist}`, by: "folder" }) };
  };
}

function labelsTell(path: string): (file: AudioFile) => Credit {
  if (!existsSync(path)) throw new UserError(`--labels ${path}: there is no such file`);
  const { columns, rows } = parseTextTable(path, readFileSync(path));
  const [name, genre, artist, album] = ["filename", "genre", "artist", "album"].map((column) =>
    columns.indexOf(column),
  );
  if (name! < 0 || genre! < 0) {
    throw new UserError(`--labels ${path}: needs the columns filename and genre; found ${columns.join(", ")}`);
  }
  const known = new Map(rows.map((row) => [row[name!]!, row]));
  return (file) => {
    const row = known.get(file.name);
    const credit = row?.[artist!] || row?.[album!];
    return { genre: row?.[genre!], ...(credit && { artist: credit, by: "table" }) };
  };
}

/** Reads the tags of all files but those that need none. */
async function tagsOf(files: readonly AudioFile[], needsNone: (i: number) => boolean): Promise<Tags[]> {
  const tags: Tags[] = [];
  for (let begin = 0; begin < files.length; begin += AT_ONCE) {
    const some = files.slice(begin, begin + AT_ONCE);
    tags.push(...(await Promise.all(some.map(({ path }, i) => (needsNone(begin + i) ? {} : readTags(path))))));
  }
  return tags;
}

/** The artist of each folder whose tags name exactly one. */
function singleArtists(own: readonly Credit[], tags: readonly Tags[]): Map<string, string> {
  const named = new Map<string, Map<string, string>>();
  own.forEach(({ artist: folder }, i) => {
    const { artist } = tags[i]!;
    if (folder === undefined || artist === undefined) return;
    named.set(folder, (named.get(folder) ?? new Map<string, string>()).set(artist.toLowerCase(), artist));
  });
  return new Map(
    [...named].flatMap(([folder, artists]) => (artists.size === 1 ? [[folder, [...artists.values()][0]!]] : [])),
  );
}

/** Folders come first, unless genres come from tags: then a folder need not be an artist or album, and comes last. */
function creditOf(own: Credit, tags: Tags, artistOf: ReadonlyMap<string, string>, tagsFirst: boolean): Credit {
  const { artist, by } = own;
  if (artist !== undefined && !tagsFirst) return { artist: artistOf.get(artist) ?? artist, by };
  if (tags.artist !== undefined) return { artist: tags.artist, by: "artist" };
  if (tags.album !== undefined) return { artist: tags.album, by: "album" };
  return artist === undefined ? {} : { artist, by };
}

function creditsInWords(credits: readonly Credit[]): string {
  const parts = Object.entries(SOURCES).flatMap(([source, title]) => {
    const count = credits.filter(({ by }) => by === source).length;
    return count > 0 ? [`${title} (${count} ${count === 1 ? "song" : "songs"})`] : [];
  });
  const none = credits.filter(({ by }) => by === undefined).length;
  if (parts.length === 0) return "Neither folders nor tags name the artists.";
  return `Artists come from ${parts.join(", ")}${none > 0 ? `; ${none} without` : ""}.`;
}

/** Treats names that differ only in case, or in how their accents are stored, as one name. */
export class Spellings {
  /** For each name, how often each spelling occurs, in order of appearance. */
  readonly #ways = new Map<string, Map<string, number>>();

  constructor(names: Iterable<string | undefined>) {
    for (const name of names) {
      if (name === undefined) continue;
      const ways = this.#ways.get(keyOf(name)) ?? new Map<string, number>();
      this.#ways.set(keyOf(name), ways.set(name, (ways.get(name) ?? 0) + 1));
    }
  }

  /** The most frequent spelling of a name. */
  of(name: string): string {
    const ways = [...(this.#ways.get(keyOf(name)) ?? [[name, 1] as const])];
    return ways.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  }

  /** The names with several spellings, the most frequent spelling first. */
  several(): string[][] {
    return [...this.#ways.values()]
      .filter(({ size }) => size > 1)
      .map((ways) => [...ways].sort((a, b) => b[1] - a[1]).map(([name]) => name));
  }
}

function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
