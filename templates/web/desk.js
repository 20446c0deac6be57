"use strict";
// The whole of the desk's script. Every page works without it: it saves keys, and waits.
const $ = (s, of = document) => of.querySelector(s), all = (s, of = document) => [...of.querySelectorAll(s)];
document.documentElement.classList.add("js");
const text = async (address, options) => { const answer = await fetch(address, options); return { status: answer.status, html: await answer.text() }; };

// Find: results as one types; Enter opens the first, the arrows go through them.
const q = $("#q"), results = $("#results"), hits = () => all(".hits .hit h2 a", results);
let asking = null, pending = Promise.resolve(), pause = 0, shown = q && q.value.trim();
function ask() {
  clearTimeout(pause);
  const words = q.value.trim();
  if (words === shown) return pending;
  shown = words;
  asking?.abort(); asking = new AbortController();
  const address = "/find?q=" + encodeURIComponent(words);
  pending = text(address, { signal: asking.signal }).then(({ status, html }) => {
    if (status === 200) { const inside = results.contains(document.activeElement); results.innerHTML = html; if (inside) (hits()[0] || q).focus(); history.replaceState(null, "", words ? "/?q=" + encodeURIComponent(words) : "/"); }
    else location.reload();
  }).catch(() => { shown = null; });
  return pending;
}
if (q) {
  q.setSelectionRange(q.value.length, q.value.length);
  q.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(ask, 120); });
  q.form.addEventListener("submit", async e => {
    e.preventDefault();
    if (!q.value.trim()) return;
    await ask();
    const [first] = hits();
    if (first) location.href = first.href;
  });
}
addEventListener("keydown", e => {
  const at = document.activeElement, typing = /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); if (q) { q.focus(); q.select(); } else location.href = "/"; }
  const rows = q ? hits() : [];
  if (e.key === "ArrowDown" && rows.length && (at === q || rows.includes(at))) { e.preventDefault(); rows[Math.min(rows.indexOf(at) + 1, rows.length - 1)].focus(); }
  if (e.key === "ArrowUp" && rows.includes(at)) { e.preventDefault(); (rows[rows.indexOf(at) - 1] || q).focus(); }
});

// A picture that is not drawn yet comes as one point: it is asked for again.
const late = image => {
  if (image.naturalWidth !== 1 || !image.src.includes("/picture/")) return;
  const times = +(image.dataset.times || 0) + 1;
  image.dataset.times = times;
  if (times < 60) setTimeout(() => { image.src = image.src.replace(/#.*$/, "").replace(/([?&])again=\d+/, "$1again=" + times) + (image.src.includes("again=") ? "" : (image.src.includes("?") ? "&" : "?") + "again=" + times); }, 700 + 150 * times);
};
document.addEventListener("load", e => { if (e.target.tagName === "IMG") late(e.target); }, true);
all("img").filter(image => image.complete).forEach(late);

// Look: another format, how its printer stands, a sheet that is still being made.
const look = $("#look"), pages = $("#pages"), printer = $("#printer");
let told = "";
async function wait() {
  const address = pages?.dataset.making;
  if (!address) return;
  try {
    const { status, html } = await text(address);
    const making = $("#making");
    if (status === 202) { if (making && html !== told) making.innerHTML = told = html; return wait(); }
    if (status !== 200) throw new Error(status);
    pages.innerHTML = html; delete pages.dataset.making;
    if (making) making.textContent = "";
  } catch { setTimeout(wait, 2000); }
}
wait();
look?.addEventListener("change", e => { if (e.target.name === "format") location.replace(look.dataset.look + "?format=" + encodeURIComponent(e.target.value)); });
printer?.addEventListener("change", () => {
  const chosen = printer.selectedOptions[0], state = chosen.dataset.state, line = $("#printer-state");
  if (line) { const ready = state === "Ready", here = chosen.value === "browser"; $(".mark", line).className = "mark " + (ready ? "ok" : here ? "off" : "must"); line.lastElementChild.textContent = (ready || here ? state : "It " + state) + "."; }
  const trays = (chosen.dataset.trays || "").split("|").filter(Boolean), field = $("#tray");
  if (field) { $("#trays").hidden = !trays.length; field.replaceChildren(field.options[0], ...trays.map(name => new Option(name, name))); field.value = ""; }
});

// A job: what becomes of it, as it happens; when the server comes back, so does this.
const job = $("#job");
function follow(at, address, done) {
  const source = new EventSource(address);
  source.onmessage = e => {
    const told = JSON.parse(e.data);
    at.innerHTML = told.html;
    if (told.over) { source.close(); $("[data-next]", at)?.focus(); done?.(told); }
  };
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(at, address, done), 2000); };
}
if (job?.dataset.events) follow(job, job.dataset.events);

document.addEventListener("click", e => {
  const button = e.target.closest("button, a");
  if (!button) return;
  if (button.dataset.step && $("#copies")) { const field = $("#copies"), most = +$("[data-most]").dataset.most; field.value = Math.min(most, Math.max(1, (+field.value || 1) + +button.dataset.step)); }
  if (button.dataset.copy) { navigator.clipboard?.writeText($("#" + button.dataset.copy).textContent.trim()); button.textContent = "Copied"; }
  if (button.dataset.print === "page") print();
});

// For one person: the pages with the words as they are typed; printed, the fields are empty again.
const person = $("#person"), preview = $("#preview");
let drawing = null, drawPause = 0;
const body = () => new URLSearchParams(new FormData(person));
async function draw() {
  drawing?.abort(); drawing = new AbortController();
  try {
    const answer = await fetch(person.dataset.preview, { method: "POST", body: body(), signal: drawing.signal });
    if (!answer.ok) return;
    const { pages, count, amiss } = await answer.json();
    if (amiss) return;
    preview.replaceChildren(...pages.map((src, n) => {
      const figure = document.createElement("figure"), image = new Image(794, 1123), caption = document.createElement("figcaption");
      image.src = src; image.alt = caption.textContent = `Page ${n + 1} of ${count}`;
      figure.append(image, caption);
      return figure;
    }));
    $("#sides-of").textContent = `${count} ${count === 1 ? "side" : "sides"} · `;
  } catch { /* the words stand in their fields; the next pause draws them */ }
}
if (person) {
  draw();
  person.addEventListener("input", () => { clearTimeout(drawPause); drawPause = setTimeout(draw, 900); });
  person.addEventListener("reset", () => { clearTimeout(drawPause); drawPause = setTimeout(draw, 100); $("#name").focus(); });
  person.addEventListener("submit", async e => {
    e.preventDefault();
    const tell = $("#job"), again = () => { tell.innerHTML = '<div class="note warn" role="alert"><h2>Not sent</h2><p>The desk does not answer. Your words are still here: press Print again.</p></div>'; };
    try {
      const answer = await fetch(person.action, { method: "POST", body: body(), headers: { accept: "application/json" } });
      if (!answer.ok) { const page = new DOMParser().parseFromString(await answer.text(), "text/html"); tell.replaceChildren($(".note", page) || "Not sent."); return; }
      const { events, slip, amiss } = await answer.json();
      if (amiss) {
        const note = document.createElement("div"), words = document.createElement("p");
        note.className = "note warn"; note.setAttribute("role", "alert"); words.textContent = amiss.join("; ") + "."; note.append(words);
        tell.replaceChildren(note);
        return;
      }
      person.elements.slip.value = slip;
      follow(tell, events, told => { if (told.printed) { preview.replaceChildren(); person.reset(); $("#promise").textContent = "The fields are empty again. Nothing was kept."; } });
    } catch { again(); }
  });
}
$("#job")?.addEventListener("submit", e => {  // beside what was typed, which stays
  if (!person) return;
  e.preventDefault();
  fetch(e.target.action, { method: "POST", body: new URLSearchParams(new FormData(e.target)), redirect: "manual" });
});
addEventListener("pageshow", e => { if (e.persisted && person) person.reset(); });
