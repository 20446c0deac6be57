// Without this script a shelf is a plain list. It finds handouts, and shows one list at a time.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const names = new Intl.DisplayNames(["en"], { type: "language" });
  for (const place of all("option[data-language], span[data-language]")) {
    place.textContent = names.of(place.dataset.language) ?? place.dataset.language;
  }

  const items = all(".item").map((item) => ({
    item,
    words: fold(item.dataset.words + " " + all("span[data-language]", item).map((s) => s.textContent)),
  }));
  const chosen = (id) => one(id)?.value ?? "";

  function find() {
    const wanted = fold(chosen("#search")).split(/\s+/);
    const language = chosen("#language");
    const since = chosen("#since");
    for (const { item, words } of items) {
      item.hidden = !(
        wanted.every((word) => words.includes(word)) &&
        (!language || item.dataset.language === language) &&
        (!since || item.dataset.since >= since)
      );
    }
    const left = items.filter(({ item }) => !item.hidden).length;
    one(".count").textContent = left === items.length ? "" : `${left} of ${items.length}`;
  }

  const form = one(".find");
  form.hidden = items.length < 2;
  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    one(".item:not([hidden]) :is(.open, h3 a)")?.focus();
  });

  const views = all(".view");
  function show() {
    const asked = views.find((view) => `#${view.id}` === location.hash) ?? views[0];
    for (const view of views) view.hidden = view !== asked;
    for (const link of all("nav a[href^='#']")) {
      if (asked && link.hash === `#${asked.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
  addEventListener("hashchange", show);
  show();

  for (const action of all(".action")) action.hidden = false;
  for (const button of all("[data-print]")) button.addEventListener("click", () => print());
  find();
  if (!location.hash) one("#search").focus();
})();
