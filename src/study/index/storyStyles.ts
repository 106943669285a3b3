/** The story's styles beyond the pages' own. Colours are the page's. */
export const STORY_STYLES = `<style>
.verdicts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem; max-width: none; margin: 1.75rem 0 1.5rem; padding: 0; list-style: none; }
.prose .verdicts li { margin: 0; padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-left: 4px solid var(--line-strong); border-radius: 0.375rem; font-size: 0.9375rem; line-height: 1.4; break-inside: avoid; }
.verdicts b { display: block; font-size: 1.6rem; line-height: 1.2; }
.verdicts small { display: block; color: var(--muted); line-height: 1.35; }
.prose .verdicts .verdict-agrees { border-left-color: var(--good); }
.prose .verdicts .verdict-differs { border-left-color: var(--error); }
.prose .verdicts .verdict-simulated { border-left: 4px dashed var(--accent); }
.prose .verdicts .verdict-contradicted-in-source { border-left-color: var(--notice); }
.headlines.table-scroll { max-height: none; }
.headlines.table-scroll tbody th { min-width: var(--name-width, 9rem); white-space: normal; }
@media (max-width: 40rem) {
  .headlines.table-scroll :is(th, td) { padding: 0.35rem 0.3rem; font-size: 0.8125rem; white-space: normal; }
  .headlines.table-scroll tbody th { min-width: 4rem; }
}
.choice { position: relative; display: flex; flex-wrap: wrap; gap: 0.35rem; margin: 0 0 0.75rem; padding: 0; border: 0; }
.choice legend { float: left; min-width: 5.5rem; padding: 0.2rem 0; color: var(--muted); font-size: 0.875rem; }
.choice input { position: absolute; opacity: 0; }
.choice label { padding: 0.15rem 0.65rem; border: 1px solid var(--line-strong); border-radius: 1rem; font-size: 0.875rem; cursor: pointer; }
.choice label span { color: var(--muted); font-variant-numeric: tabular-nums; }
.choice input:checked + label { border-color: var(--accent); background: var(--accent-soft); color: var(--accent); }
.choice input:focus-visible + label { outline: 2px solid var(--accent); outline-offset: 2px; }
.prose .figure-list { max-width: none; }
.figure-list .number { text-align: right; }
.figure-list .table-scroll td.why { min-width: 11rem; white-space: normal; }
.figure-list .table-scroll td.verdict { min-width: 6rem; white-space: normal; }
.figure-list .table-scroll tbody th { min-width: var(--name-width, 10rem); white-space: normal; }
@container (width < 800px) { .figure-list .table-scroll :is(.number, .why, .verdict, tbody th) { padding-inline: 6px; white-space: normal; } .figure-list .table-scroll td.why { min-width: 8rem; } }
.figure-list .narrow { display: none; }
@media screen and (max-width: 30rem) { .figure-list .narrow { display: inline; } .figure-list .table-scroll td.verdict { min-width: 0; } .figure-list .table-scroll tbody th { min-width: 5rem; } .figure-list .table-scroll :is(th, td) { font-size: 11.5px; } }
.figure-list tbody tr { scroll-margin-top: 6rem; }
@media print { .figure-list { display: none; } }
.figure-list tbody tr:target { background: var(--accent-soft); }
</style>`;
