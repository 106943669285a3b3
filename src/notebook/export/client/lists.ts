/** A reader's choices for a list: a search, a sort order, and a value for each filter; only non-defaults. */
type Choices = Map<string, string>;

/**
 * Starts filterable lists: `[data-list]` contains radio buttons by filter, `value-all` for none, and a table whose rows have the
 * filter's value as `data-NAME`. This adds a search field and sorting by column heading, updates the counts beside the filters, and
 * keeps the choices in the page's address, so that a link shows the same rows. Without this script the radio buttons still work,
 * through CSS.
 */
export function startLists(): void {
  for (const list of document.querySelectorAll<HTMLElement>("[data-list]")) start(list);
}

function start(list: HTMLElement): void {
  const name = list.dataset.list!;
  const body = list.querySelector("tbody");
  if (!body) return;
  const rows = [...body.rows];
  const inputs = [...list.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  const filters = [...new Set(inputs.map((input) => input.name))];
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "Search figures";
  search.setAttribute("aria-label", "Search");
  const status = document.createElement("p");
  status.className = "list-status";
  status.setAttribute("role", "status");
  list.querySelector(".table-scroll")!.before(search, status);
  const words = rows.map((row) => row.textContent.toLowerCase());

  const fits = (row: HTMLTableRowElement, i: number, choices: Choices, but?: string): boolean =>
    words[i]!.includes((choices.get("q") ?? "").toLowerCase()) &&
    filters.every((filter) => filter === but || !choices.has(filter) || row.dataset[filter] === choices.get(filter));

  const show = (choices: Choices): void => {
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !fits(row, i, choices);
      if (!row.hidden) shown++;
    });
    for (const input of inputs) {
      const value = input.id.slice(input.name.length + 1);
      const count = rows.filter(
        (row, i) => fits(row, i, choices, input.name) && (value === "all" || row.dataset[input.name] === value),
      ).length;
      const label = list.querySelector(`label[for="${CSS.escape(input.id)}"] span`);
      if (label) label.textContent = String(count);
      input.checked = value === (choices.get(input.name) ?? "all");
    }
    search.value = choices.get("q") ?? "";
    status.textContent = `${shown} of ${rows.length} shown`;
    sort(list, rows, choices.get("sort"));
  };

  const chosen = (): Choices => {
    const choices: Choices = readAddress(name);
    const set = (key: string, value: string, none: string): void => {
      if (value === none) choices.delete(key);
      else choices.set(key, value);
    };
    set("q", search.value, "");
    for (const input of inputs) if (input.checked) set(input.name, input.id.slice(input.name.length + 1), "all");
    return choices;
  };
  const choose = (choices: Choices): void => {
    history.replaceState(null, "", writeAddress(name, choices));
    show(choices);
  };
  search.addEventListener("input", () => {
    choose(chosen());
  });
  for (const input of inputs) {
    input.addEventListener("change", () => {
      choose(chosen());
    });
  }
  list.querySelectorAll("thead th").forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const choices = chosen();
      const now = choices.get("sort");
      const next = now === `${column}` ? `-${column}` : now === `-${column}` ? undefined : `${column}`;
      if (next === undefined) choices.delete("sort");
      else choices.set("sort", next);
      choose(choices);
    });
  });
  const follow = (): void => {
    if (!isAddress(name)) return;
    show(readAddress(name));
    list.closest("section")?.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  show(readAddress(name));
  follow();
}

/** Sorts the rows by a column, numbers by value, descending with a minus sign; in the original order if no column is given. */
function sort(list: HTMLElement, rows: readonly HTMLTableRowElement[], by: string | undefined): void {
  const column = by === undefined ? -1 : Math.abs(Number(by));
  const downwards = by?.startsWith("-") ?? false;
  list.querySelectorAll("thead th").forEach((heading, i) => {
    if (i === column) heading.setAttribute("aria-sort", downwards ? "descending" : "ascending");
    else heading.removeAttribute("aria-sort");
  });
  const text = (row: HTMLTableRowElement): string => row.cells[column]?.textContent.trim() ?? "";
  const value = (row: HTMLTableRowElement): number => parseFloat(text(row).replace("−", "-").replaceAll(",", ""));
  const sorted =
    column < 0
      ? rows
      : [...rows].sort((a, b) => {
          const [one, other] = [value(a), value(b)];
          const numbers = Number(isNaN(one)) - Number(isNaN(other));
          const order = numbers || (isNaN(one) ? text(a).localeCompare(text(b)) : one - other);
          return downwards && numbers === 0 ? -order : order;
        });
  rows[0]?.parentElement?.append(...sorted);
}

/** `#figures&verdict=simulated&q=folk`: after the name, as a query. */
function isAddress(name: string): boolean {
  return location.hash === `#${name}` || location.hash.startsWith(`#${name}&`);
}

function readAddress(name: string): Choices {
  return new Map(isAddress(name) ? new URLSearchParams(location.hash.slice(name.length + 2)) : []);
}

function writeAddress(name: string, choices: Choices): string {
  return choices.size === 0 ? `#${name}` : `#${name}&${new URLSearchParams([...choices]).toString()}`;
}
