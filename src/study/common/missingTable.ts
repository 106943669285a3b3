import { type Markdown, markdown } from "./markdown.ts";
import { prose } from "./prose.ts";

/** What stands in place of a section that needs a table which the source hasn't got. */
export function missingTable(title: "30-second table" | "3-second table"): Markdown {
  return markdown(prose`*This source has no ${title}, so there is nothing to show here.*`);
}
