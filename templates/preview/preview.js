// Shows the newest pages and what is wrong with them, without moving what is looked at.
"use strict";
const byId = (id) => document.getElementById(id);
let at = 0, last = "";

function made(tag, text, kind) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function list(id, problems) {
  let hint = ""; // told once where it is the same for several, one after the other
  byId(id).replaceChildren(...problems.map((one) => {
    const item = made("li", "", one.severity);
    const where = one.line ? `${one.file}:${one.line}:${one.column}` : one.file;
    item.append(made("p", one.message, "fact"));
    if (one.hint && one.hint !== hint) item.append(made("p", one.hint, "hint"));
    hint = one.hint;
    item.append(made("p", `${where} [${one.rule}]`, "place"));
    return item;
  }));
}

function show(image, page) {
  if (page.width) [image.width, image.height] = [page.width, page.height];
  const address = page.name ? `/pages/${page.name}.jpg` : "";
  if (!address || image.dataset.wanted === address) return;
  image.dataset.wanted = address;
  const next = new Image(); // in its place once it is there, so that nothing flickers
  next.onload = () => { if (image.dataset.wanted === address) image.src = address; };
  next.src = address;
}

function pages(all) {
  const main = byId("pages");
  while (main.children.length > all.length) main.lastElementChild.remove();
  all.forEach((page, number) => {
    const image = main.children[number] || main.appendChild(document.createElement("img"));
    image.alt = `Page ${number + 1} of ${all.length}`;
    if (!page.width) Object.assign(page, {width: all[0].width, height: all[0].height});
    show(image, page);
  });
}

function told(now) {
  document.title = `${now.title}: preview`;
  byId("title").textContent = now.title;
  byId("about").textContent = [now.clinic, now.format, now.code].filter(Boolean).join(", ");
  const count = now.pages.length;
  byId("state").textContent = now.busy ? "Setting the pages…"
    : now.errors.length ? "Not shown yet: see what is wrong"
    : `${count} ${count === 1 ? "page" : "pages"}, as saved`;
  document.body.classList.toggle("busy", now.busy);
  byId("broken").hidden = !now.errors.length;
  list("errors", now.errors);
  if (count) pages(now.pages);
  const others = (now.findings || []).filter((one) => one.severity !== "info");
  if (now.findings) {
    byId("count").textContent = others.length ? `To look at: ${others.length}`
      : now.errors.length ? "The rest is checked once this is mended" : "Nothing to look at";
    list("findings", now.findings);
  }
}

function look() {
  const middle = innerHeight / 2;
  const number = [...byId("pages").children].findIndex((image) => image.getBoundingClientRect().bottom > middle);
  if (number < 0 || number === at) return;
  at = number;
  fetch(`/at/${at}`, {method: "POST"}).catch(() => {});
}

const events = new EventSource("/events");
events.onmessage = (event) => { if (event.data !== last) told(JSON.parse(last = event.data)); };
events.onerror = () => { byId("state").textContent = "The preview has ended: start it again with handouts preview"; last = ""; };
addEventListener("scroll", look, {passive: true});
