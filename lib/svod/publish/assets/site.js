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

/* Search by the beginnings of words, whatever their case: «Златоуста», «библиотеками». */
const form = document.querySelector(".find");
if (!form) return;
const ENDING = /(ого|его|ому|ему|ыми|ими|ами|ями|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ию|ия|ых|их|ым|им|ом|ем|ам|ям|ах|ях|ую|юю|[аеиоуыэюяйь])$/;
const stem = word => { const cut = word.replace(ENDING, ""); return cut.length > 2 ? cut : word; };
const places = all("[data-q]").map(item => ({ words: item.dataset.q.split(" "), key: item.dataset.k, link: item.querySelector("a") }));
const input = form.querySelector("input"), said = form.querySelector("output"), list = form.querySelector("ul");
const find = () => {
  const asked = input.value.toLowerCase().replace(/ё/g, "е").match(/[a-zа-я0-9]+/g) ?? [];
  const fits = (word, part) => /^\d/.test(part) ? word === part : word.startsWith(stem(part));
  const hits = asked.length ? places.filter(place => asked.every(part => place.words.some(word => fits(word, part)))) : [];
  const keys = new Set(hits.map(hit => hit.key));
  all(".tiles li").forEach(tile => tile.classList.toggle("off", asked.length > 0 && !keys.has(tile.dataset.k)));
  list.replaceChildren(...hits.slice(0, 8).map(hit => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = hit.link.href;
    link.textContent = hit.link.textContent;
    item.append(link);
    return item;
  }));
  said.textContent = !asked.length ? "" : hits.length ? "Найдено: " + hits.length : "Ничего не найдено";
  return hits;
};
form.hidden = false;
input.addEventListener("input", find);
form.addEventListener("submit", event => {
  event.preventDefault();
  const hits = find();
  if (hits.length) location.href = hits[0].link.href;
});
})();
