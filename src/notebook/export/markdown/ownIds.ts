/** A comment, an element whose content isn't HTML, or a tag. */
const PIECE = /<!--[^]*?-->|<(script|style|textarea|title)\b[^>]*>[^]*?<\/\1\s*>|<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ID = /(\sid\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/**
 * An author's HTML with ids that nothing else in the page has: a second `id="page"` would take the page's own links and scripts to the
 * wrong place.
 * @param unique the id to write, for one as it is written
 */
export function ownIds(html: string, unique: (id: string) => string): string {
  return html.replace(PIECE, (piece, raw: string | undefined) =>
    piece.startsWith("<!--") || raw !== undefined
      ? piece
      : piece.replace(ID, (_, before: string, double?: string, single?: string, bare?: string) => {
          const id = unique(double ?? single ?? bare ?? "");
          return `${before}"${id.replaceAll('"', "&quot;")}"`;
        }),
  );
}
