/** Makes scrollable parts reachable by keyboard: wide tables, long outputs, code. Only if they overflow. */
export function startScrollers(): void {
  const fit = (element: Element): void => {
    const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
    if (scrolls) element.setAttribute("tabindex", "0");
    else element.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) fit(target);
  });
  for (const element of document.querySelectorAll("main pre, .table-scroll, .formula")) observer.observe(element);
}
