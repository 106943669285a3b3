import { NAME_FORMS, type NameForm, type SegmentName, trackOfFile } from "./nameForms.ts";
import { TableError } from "./tableError.ts";

/** What a row of a table is: a whole clip, or a segment of one. */
export type RowUnit = "clip" | "segment";

/** What rows say about themselves. Each list has one entry per row. */
export interface NamedRows {
  readonly path: string;
  readonly filename: readonly string[];
  /** The line on which each row starts. */
  readonly line: readonly number[];
  readonly label: readonly string[];
  readonly artist?: readonly (string | null)[];
  /** The columns of these names, if the table has them. */
  readonly track?: readonly string[];
  readonly segment?: readonly string[];
}

/** The track and segment of each row. */
export interface TrackNames {
  readonly track: readonly string[];
  /** Null for whole clips. */
  readonly segment: readonly (number | null)[];
  /** A remark on how file names identified the tracks; absent if a column did, and for clips. */
  readonly remark?: string;
}

const WAY_OUT = `or a column "track" that names each row's track`;
/** With more 3-second segments than this, a track would be longer than six hours. */
const MOST_SEGMENTS = 7200;
/**
 * Segments are numbered from 0 or 1 on. Track numbers, by contrast, are far higher than a track has rows, even if most rows were left
 * out.
 */
const SPARSE = 20;
/** The share of tracks whose segments must be numbered without a gap for the names to be those of segments. */
const MOST = 0.9;

/**
 * Identifies the track of each row. A clip is a track, named by its file whatever digits the name starts with. A segment's track comes
 * from the column `track`, or else from the file names. These must all follow one scheme and must not imply nonsense, such as tracks
 * with two genres or with thousands of segments.
 * @throws TableError with a way out if the tracks can't be identified for certain
 */
export function nameTracks(rows: NamedRows, unit: RowUnit): TrackNames {
  if (unit === "clip") return nameClips(rows);
  const { track } = rows;
  if (!track) return readSegments(rows);
  const isCut = rows.segment?.every((segment) => segment !== "") ?? false;
  const problem = (isCut ? undefined : lonelyTracks(rows, track)) ?? mixedTrack(rows, track, "");
  if (problem) throw problem;
  return { track, segment: rows.segment?.map(numberOrNull) ?? numbered(track) };
}

function nameClips(rows: NamedRows): TrackNames {
  const { path, filename, line } = rows;
  const track = rows.track ?? filename.map(trackOfFile);
  const segment = track.map(() => null);
  const first = new Map<string, number>();
  track.forEach((name, row) => {
    const before = first.get(name);
    if (before !== undefined) {
      const both = `"${filename[before]!}" (line ${line[before]!}) and "${filename[row]!}"`;
      throw new TableError(
        { path, line: line[row]! },
        `track ${name} has several rows, ${both}; expected whole clips, one row a track (is it the other table?)`,
      );
    }
    first.set(name, row);
  });
  if (rows.track) return { track, segment };
  for (const form of NAME_FORMS) {
    const names = readAll(form, track);
    if (!names || !countUp(names)) continue;
    throw new TableError(
      { path },
      `the file names are those of segments, such as "${filename[0]!}"; expected whole clips, ${WAY_OUT} (is it the other table?)`,
    );
  }
  return { track, segment };
}

function readSegments(rows: NamedRows): TrackNames {
  const stems = rows.filename.map(trackOfFile);
  const complete = NAME_FORMS.flatMap((form) => {
    const names = readAll(form, stems);
    return names ? [names] : [];
  });
  if (complete.length === 0) throw noForm(rows, stems);
  const checked = complete.map((names) => ({ names, problem: nonsense(rows, names) }));
  const sensible = checked.filter(({ problem }) => !problem);
  if (sensible.length === 0) throw checked[0]!.problem!;
  // A name may fit both schemes: 3-rock.00100.0.wav.
  const sure = sensible.length > 1 ? sensible.filter(({ names }) => countUp(names)) : sensible;
  if (sure.length !== 1) throw ambiguous(rows, sensible[0]!.names[0]!, sensible[1]!.names[0]!);
  const { names } = sure[0]!;
  const track = names.map((name) => name.track);
  const [count, tracks] = [names.length, new Set(track).size].map((number) => number.toLocaleString("en"));
  return {
    track,
    segment: names.map(({ segment }) => segment),
    remark: `${count} segments of ${tracks} tracks, by names such as ${inWords(rows.filename[0]!, names[0]!)}`,
  };
}

/** What all names say, or undefined if one follows another scheme. */
function readAll(form: NameForm, stems: readonly string[]): SegmentName[] | undefined {
  const names: SegmentName[] = [];
  for (const stem of stems) {
    const name = form.read(stem);
    if (!name) return undefined;
    names.push(name);
  }
  return names;
}

/** The segment numbers of each track. */
function segmentsOf(names: readonly SegmentName[]): Map<string, number[]> {
  const segments = new Map<string, number[]>();
  for (const { track, segment } of names) {
    const known = segments.get(track);
    if (known) known.push(segment);
    else segments.set(track, [segment]);
  }
  return segments;
}

/** Whether tracks have several segments, nearly all of them numbered from 0 or 1 on without a gap. */
function countUp(names: readonly SegmentName[]): boolean {
  const tracks = [...segmentsOf(names).values()];
  const whole = tracks.filter((segments) => {
    const least = segments.reduce((a, b) => Math.min(a, b));
    const most = segments.reduce((a, b) => Math.max(a, b));
    return least <= 1 && new Set(segments).size === segments.length && most - least + 1 === segments.length;
  });
  return names.length >= 1.5 * tracks.length && whole.length >= MOST * tracks.length;
}

/** Why tracks can't be what these names say; undefined if they can. */
function nonsense(rows: NamedRows, names: readonly SegmentName[]): TableError | undefined {
  const track = names.map((name) => name.track);
  const reading = ` where ${inWords(rows.filename[0]!, names[0]!)}`;
  const problem = lonelyTracks(rows, track) ?? mixedTrack(rows, track, reading);
  if (problem) return problem;
  let numbers = 0;
  let worst: [track: string, rows: number, highest: number] = ["", 0, 0];
  for (const [name, segments] of segmentsOf(names)) {
    const highest = segments.reduce((a, b) => Math.max(a, b));
    numbers += highest;
    if (Math.max(segments.length, highest) > Math.max(worst[1], worst[2])) worst = [name, segments.length, highest];
  }
  const [name, count, highest] = worst;
  if (count <= MOST_SEGMENTS && highest <= MOST_SEGMENTS && numbers <= SPARSE * names.length) return undefined;
  return new TableError(
    { path: rows.path },
    `track ${name} would have ${count} of ${highest.toLocaleString("en")} segments${reading}; expected names like ${examples()}, ${WAY_OUT}`,
  );
}

/** Segments that are each the only one of their track: the names then don't identify tracks. */
function lonelyTracks({ path, filename }: NamedRows, track: readonly string[]): TableError | undefined {
  if (track.length < 2 || new Set(track).size < track.length) return undefined;
  return new TableError(
    { path },
    `each track has one row only, such as "${filename[0]!}"; expected segments named like ${examples()}, ${WAY_OUT} (is it the other table?)`,
  );
}

/** A track with two genres or two artists: either it is more than one track, or a genre is wrong. */
function mixedTrack(rows: NamedRows, track: readonly string[], reading: string): TableError | undefined {
  for (const [what, texts] of [
    ["genre", rows.label],
    ["artist", rows.artist ?? []],
  ] as const) {
    const first = new Map<string, number>();
    for (const [row, text] of texts.entries()) {
      if (text === null) continue;
      const before = first.get(track[row]!) ?? row;
      if (texts[before] !== text) {
        const wayOut = rows.track ? "" : `, ${WAY_OUT}`;
        return new TableError(
          { path: rows.path, line: rows.line[row]! },
          `track ${track[row]!} is of ${what} "${text}" here and "${texts[before]!}" on line ${rows.line[before]!}${reading}; expected one ${what} a track${wayOut}`,
        );
      }
      first.set(track[row]!, before);
    }
  }
  return undefined;
}

/** Says which row's name follows another scheme than most, or that there is no scheme at all. */
function noForm({ path, filename, line }: NamedRows, stems: readonly string[]): TableError {
  const readings = NAME_FORMS.map((form) => {
    const names = stems.map(form.read);
    return { form, names, fitting: names.filter(Boolean).length };
  });
  const { form, names, fitting } = readings.reduce((most, one) => (one.fitting > most.fitting ? one : most));
  if (fitting < filename.length / 2) {
    return new TableError(
      { path },
      `names such as "${filename[names.indexOf(undefined)]!}" don't tell a segment's track; expected names like ${examples()}, ${WAY_OUT} (is it the other table?)`,
    );
  }
  const row = names.indexOf(undefined);
  return new TableError(
    { path, line: line[row]! },
    `"${filename[row]!}" doesn't tell a segment's track as ${fitting.toLocaleString("en")} other names do; expected one form for all, like ${form.example}, ${WAY_OUT}`,
  );
}

function ambiguous({ path, filename }: NamedRows, one: SegmentName, other: SegmentName): TableError {
  return new TableError(
    { path },
    `${inWords(filename[0]!, one)} or segment ${other.segment} of track ${other.track}; expected ${WAY_OUT.replace("or ", "")}`,
  );
}

function inWords(filename: string, { track, segment }: SegmentName): string {
  return `"${filename}" is segment ${segment} of track ${track}`;
}

function examples(): string {
  return NAME_FORMS.map(({ example }) => example).join(" or ");
}

function numberOrNull(text: string): number | null {
  return text === "" ? null : Number(text);
}

/** Each row's position among the rows of its track, from 1. */
function numbered(track: readonly string[]): number[] {
  const count = new Map<string, number>();
  return track.map((name) => {
    const number = (count.get(name) ?? 0) + 1;
    count.set(name, number);
    return number;
  });
}
