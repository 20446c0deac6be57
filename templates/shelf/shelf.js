// Without this script a shelf is a plain list. It finds handouts, and shows one list at a time.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  const form = one(".find");
  const field = one("#search");
  const { fold, findable, search, suggest } = finding(
    ...[form.dataset.little, form.dataset.alike].map((words) => words.split(" ")),
  );
  const phrases = (text) => (text ? text.split("|") : []);
  const items = all(".item");
  const things = items.map((item) => {
    const shown = (selector) => all(selector, item).map((place) => fold(place.textContent));
    const { names, terms, headings, text } = item.dataset;
    return findable([
      [...phrases(names), ...shown(".facts .code")],
      phrases(terms),
      phrases(headings),
      phrases(text),
    ]);
  });
  const chosen = (id) => one(id)?.value ?? "";

  function find() {
    const language = chosen("#language");
    const since = chosen("#since");
    const found = search(things, field.value).map((at) => items[at]);
    for (const item of items) item.hidden = !found.includes(item);
    for (const item of found) {
      item.hidden = Boolean(
        (language && item.dataset.language !== language) || (since && item.dataset.since < since),
      );
    }
    one(".items").append(...found);
    tell(found.filter((item) => !item.hidden).length, found.length);
  }

  function tell(left, found) {
    const near = found ? "" : suggest(things, field.value);
    one(".count").textContent =
      left === items.length ? "" : found ? `${left} of ${items.length}` : "Nothing found.";
    one(".near").hidden = !near;
    one(".near button").textContent = near;
  }

  form.hidden = items.length < 2;
  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    one(".item:not([hidden]) :is(.open, h3 a)")?.focus();
  });
  one(".near button").addEventListener("click", ({ target }) => {
    field.value = target.textContent;
    find();
    field.focus();
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
  if (!location.hash) field.focus();
})();
