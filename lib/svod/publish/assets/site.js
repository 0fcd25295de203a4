(() => {
"use strict";
const all = (what, where = document) => [...where.querySelectorAll(what)];

/* Columns of a rating sort by a button in their heading; a missing value stays last. */
const order = new Intl.Collator("ru", { numeric: true });
for (const table of all("table.rate:not(:has(.grp))")) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
  const value = (row, i) => row.cells[i].dataset.v ?? row.cells[i].textContent.trim();
  const missing = text => /^(н\/д|–|не применимо|скрыто)/.test(text);
  heads.forEach((head, i) => {
    if (head.querySelector(".vh, svg")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    /* Chromium prints no button in a heading it repeats on the next sheet. */
    addEventListener("beforeprint", () => head.replaceChildren(...button.childNodes));
    addEventListener("afterprint", () => { button.append(...head.childNodes); head.append(button); });
    button.addEventListener("click", () => {
      const up = (a, b) => {
        const x = value(a, i), y = value(b, i);
        return missing(x) - missing(y) || (isFinite(x) && isFinite(y) ? x - y : order.compare(x, y));
      };
      const rows = [...body.rows], rising = rows.every((row, n) => !n || up(rows[n - 1], row) <= 0);
      rows.sort((a, b) => (rising && !missing(value(a, i)) && !missing(value(b, i)) ? -1 : 1) * up(a, b));
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", rising ? "descending" : "ascending");
      body.append(...rows);
    });
  });
}

/* A table or a drawing wider than its column can be reached and scrolled from the keyboard. */
const reach = box => {
  const over = box.scrollWidth > box.clientWidth + 1;
  box.classList.toggle("over-wide", over);
  if (over && !box.hasAttribute("tabindex")) {
    box.tabIndex = 0;
    if (!box.hasAttribute("role")) {
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", box.querySelector("caption")?.textContent ?? "Таблица");
    }
  }
};
const watch = new ResizeObserver(seen => seen.forEach(one => reach(one.target)));
all(".tw, .pic").forEach(box => watch.observe(box));

/* On a narrow screen the contents and all ratings but the first fold. */
const narrow = matchMedia("(max-width: 40rem)");
const fold = () => all(".fold").forEach((one, i) => { one.open = !narrow.matches || (i === 0 && !one.closest(".toc")); });
narrow.addEventListener("change", fold);
fold();
})();
