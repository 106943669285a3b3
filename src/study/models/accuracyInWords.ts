import { cellsOf, type GridCell } from "./accuracyGrid.ts";
import { accuracyMargin } from "./accuracyMargin.ts";
import {
  countOf,
  formatPercent,
  formatPoints,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
} from "../common/index.ts";

/** What the accuracies mean: how much random rows add, which model wins either way, and how sure one can be. */
export function accuracyInWords(grid: readonly GridCell[], id: "30s" | "3s"): Markdown {
  const cells = grid.filter(({ table }) => table.id === id);
  const random = ranked(cells.filter(({ by }) => by === "row"));
  const byTrack = ranked(cells.filter(({ by }) => by === "track"));
  const { table, testTracks } = byTrack[0]!;
  const rowsPerTrack = table.table.X.rows / new Set(table.table.track).size;
  const winners =
    random[0]!.model.id === byTrack[0]!.model.id
      ? `${random[0]!.model.label} is first either way`
      : `${random[0]!.model.label} is first on random rows, ${byTrack[0]!.model.label} by track`;
  const margin = accuracyMargin(byTrack[0]!);
  const precision = prose`The test part by track has ${countOf(testTracks, "track")}, and rows of one track stand and fall together, so that a score by track is known to about ±${formatPoints(margin, margin < 0.05 ? 1 : 0)} only. Smaller differences between models mean little.`;
  const artists = ranked(cells.filter(({ by }) => by === "artist"))[0];
  if (rowsPerTrack < 1.5) {
    const alike = cells.filter(({ by }) => by !== "artist");
    return markdown(
      prose`On the ${table.title} a track is one row, so that random rows and random tracks are the same experiment with another draw: ${listScores(alike)}. The differences between these two columns are chance.`,
      artists && describeArtists(artists, byTrack[0]!),
      precision,
    );
  }
  const drops = random.map((cell) => {
    const honest = cellsOf(byTrack, { table: id, model: cell.model.id })[0]!;
    return { cell, honest, drop: cell.evaluation.testAccuracy - honest.evaluation.testAccuracy };
  });
  const sentences = drops.map(
    ({ cell, honest, drop }) =>
      prose`${cell.model.label} ${formatPercent(cell.evaluation.testAccuracy)} on random rows, ${formatPercent(honest.evaluation.testAccuracy)} by track (${signedPoints(-drop)})`,
  );
  const largest = drops.reduce((most, one) => (one.drop > most.drop ? one : most));
  return markdown(
    prose`On the ${table.title}: ${joinProse(sentences, "; ")}. ${
      largest.drop > 0.02
        ? prose`**${largest.cell.model.label} loses most: ${formatPoints(largest.drop)} of its ${formatPercent(largest.cell.evaluation.testAccuracy)} come from having met the test tracks in training.**`
        : "Splitting by track costs next to nothing here."
    } ${capitalise(winners)}.`,
    artists && describeArtists(artists, byTrack[0]!),
    precision,
  );
}

function signedPoints(difference: number): Prose {
  if (Math.abs(difference) < 0.005) return prose`no difference`;
  return prose`${difference < 0 ? "−" : "+"}${formatPoints(difference)}`;
}

/** What keeping artists apart changes, beyond what the draw of the test part explains. */
function describeArtists(artists: GridCell, tracks: GridCell): Prose {
  const drop = tracks.evaluation.testAccuracy - artists.evaluation.testAccuracy;
  const found = prose`Split by artist, the best is ${artists.model.label} with ${formatPercent(artists.evaluation.testAccuracy)}`;
  if (Math.abs(drop) < Math.hypot(accuracyMargin(artists), accuracyMargin(tracks))) {
    return prose`${found}; the difference to the best by track, ${formatPoints(drop)}, is within what the draw of the test part explains.`;
  }
  return drop > 0
    ? prose`${found}, ${formatPoints(drop)} less than by track: having met an artist's other tracks helps as well.`
    : prose`${found}, ${formatPoints(drop)} more than by track.`;
}

function listScores(cells: readonly GridCell[]): Prose {
  const models = [...new Set(cells.map(({ model }) => model.label))];
  return listProse(
    models.map((name) => {
      const scores = cells
        .filter(({ model }) => model.label === name)
        .map(({ evaluation }) => formatPercent(evaluation.testAccuracy));
      return prose`${name} ${scores.join(" and ")}`;
    }),
  );
}

function ranked(cells: readonly GridCell[]): GridCell[] {
  return [...cells].sort((a, b) => b.evaluation.testAccuracy - a.evaluation.testAccuracy);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
