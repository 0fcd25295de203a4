/* The first page: search by the beginnings of words, filters, and the map under the arrow keys. */
(() => {
"use strict";
const all = (what, where = document) => [...where.querySelectorAll(what)];
const form = document.querySelector(".find"), tiles = all(".tiles li");
const said = form.querySelector("output"), list = form.querySelector("ul"), fields = form.elements;

/* A word is cut to what its forms have in common: «Златоуста», «библиотеками»; ё is е; prepositions are passed over. */
const ENDING = /(ого|его|ому|ему|ыми|ими|ами|ями|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ию|ия|ых|их|ым|им|ом|ем|ам|ям|ах|ях|ую|юю|[аеиоуыэюяйь])$/;
const SMALL = /^(в|во|на|по|и|о|об|для|с|к|у)$/;
const stem = word => { const cut = word.replace(ENDING, ""); return cut.length > 1 ? cut : word; };
const entries = all("[data-q]").map(item => {
  const { q, m, k, s } = item.dataset, link = item.querySelector("a"), words = q.split(" ");
  return { words, all: m ? words.concat(m.split(" ")) : words, key: k, short: s, href: link.getAttribute("href"), label: link.textContent };
});
const people = entries.filter(entry => entry.key && !entry.short), procedures = entries.filter(entry => entry.short);
const found = text => {
  const hits = among(text, "words");
  return hits?.length === 0 ? among(text, "all") : hits;
};
const among = (text, kind) => {
  const asked = (text.toLowerCase().replace(/ё/g, "е").match(/[a-zа-я0-9]+(?:\.\d+)*/g) ?? []).filter(word => !SMALL.test(word));
  if (!asked.length) return null;
  const fits = part => word => /^\d/.test(part) ? word === part : word.startsWith(stem(part));
  const has = asked.map(part => new Set(entries.filter(entry => entry[kind].some(fits(part)))));
  const whole = entry => has.every(own => own.has(entry));
  const pairs = procedures.flatMap(one => people
    .filter(where => has.every(own => own.has(one) || own.has(where)) && !whole(one) && !whole(where))
    .map(where => ({ key: where.key, href: `pair/${one.key}/${where.key}.html`, label: `${where.label}: ${one.short}` })));
  return [...entries.filter(whole), ...pairs];
};

/* What is asked for stands in the address: the back button brings it back. */
const NAMES = ["q", "group", "level"], MOST = 8;
const state = () => "#" + new URLSearchParams(NAMES.map(name => [name, fields[name].value]));
const count = (what, where) => all(what, where).filter(item => !item.hidden).length;
const show = () => {
  const [asked, group, level] = NAMES.map(name => fields[name].value), hits = found(asked);
  const keys = new Set((hits ?? []).map(hit => hit.key));
  all("[data-g]").forEach(box => {
    box.hidden = !!group && box.dataset.g !== group && !(group === "overall" && box.closest(".three"));
  });
  all(".quad tbody tr").forEach(row => { row.hidden = !!level && !row.querySelector(".mk.k" + level); });
  tiles.forEach(tile => {
    const off = hits && !keys.has(tile.dataset.k) || level && !tile.querySelector(".mk.k" + level);
    tile.classList.toggle("off", !!off);
  });
  list.replaceChildren(...(hits ?? []).slice(0, MOST).map(hit => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = hit.href;
    link.textContent = hit.label;
    item.append(link);
    return item;
  }));
  const told = [];
  if (hits) told.push(hits.length ? "Найдено: " + hits.length + (hits.length > MOST ? `, показаны первые ${MOST}` : "") : "Ничего не найдено");
  if (level) told.push("На этом уровне: " + all(".quad [data-g]").filter(box => !box.hidden)
    .map(box => `${box.querySelector("h3 a").textContent} – ${count("tbody tr", box)}`).join(", "));
  said.textContent = told.join(". ");
  return hits;
};
const restore = () => {
  if (location.hash && !location.hash.includes("=")) return;
  const asked = new URLSearchParams(location.hash.slice(1));
  NAMES.forEach(name => { fields[name].value = asked.get(name) ?? ""; });
  show();
};
form.hidden = false;
fields.q.addEventListener("input", () => { show(); location.replace(state()); });
all("select", form).forEach(choice => choice.addEventListener("change", () => { show(); location.hash = state(); }));
form.addEventListener("reset", () => setTimeout(() => { show(); location.hash = state(); }));
form.addEventListener("submit", event => {
  event.preventDefault();
  const hits = show();
  if (hits?.length) location.href = hits[0].href;
});
addEventListener("hashchange", restore);
restore();

/* An arrow key leads from a tile to the nearest one that way. */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const place = tile => ["--c", "--r"].map(name => +tile.style.getPropertyValue(name));
document.querySelector(".tiles").addEventListener("keydown", event => {
  const way = ARROWS[event.key], tile = event.target.closest("li");
  if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const [column, row] = place(tile), far = other => {
    const [x, y] = place(other), [dx, dy] = [x - column, y - row];
    const along = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    return along > 0 && (way[1] || !aside) ? along + 3 * aside : Infinity;
  };
  const next = tiles.reduce((best, other) => far(other) < far(best) ? other : best);
  if (far(next) < Infinity) next.querySelector("a").focus();
});
})();
