"use strict";
// Translating. What is typed goes to the server, which keeps it and tells what the rules find in it.
{
  const segs = $("#segs"), told = $("#saved"), back = $("#back"), { address, writer } = segs.dataset;
  let { token } = segs.dataset;
  const PAUSE = 250;  // ms without a key before a segment goes out
  const waiting = new Map();  // segments whose words have not gone out
  let sending = Promise.resolve();
  const say = (html, loud = false) => { told.innerHTML = html; told.classList.toggle("loud", loud); };
  const rest = ms => new Promise(done => setTimeout(done, ms));

  // Ask until there is an answer: the desk may start anew, or the person may have to sign in again.
  async function ask(path, fields) {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await fetch(path, { method: "POST", body: new URLSearchParams({ ...fields, token }), headers: { accept: "application/json" } });
        if (answer.status < 500 && answer.status !== 401 && answer.status !== 403) return await answer.json();
        if (answer.status < 500) { say("<b>You were signed out.</b> Your words are kept here. <a href='/sign-in' target='_blank'>Sign in again</a> in another window, and come back.", true); await signedIn(); continue; }
      } catch { /* as for a desk that is not there */ }
      say("<b>The desk does not answer.</b> What you type stays here, and is sent when it does.", true);
      await rest(Math.min(8000, 500 * 2 ** attempt));
    }
  }
  async function signedIn() {
    for (;;) {
      await rest(2000);
      try {
        const answer = await fetch(address, { headers: { accept: "application/json" } }), now = answer.ok ? await answer.json() : {};
        if (now.writer === writer) { token = now.token; return; }
      } catch { /* not yet */ }
    }
  }
  const field = (seg, what) => $(`[data-what=${what}]`, seg);
  function fieldsOf(seg) {
    const { segment, words, back, left } = seg.dataset, through = $("[data-through]", seg);
    const still = through && through.getAttribute("aria-pressed") !== "true";
    return { segment, words: field(seg, "words").value, back: field(seg, "back").value, left: still ? "1" : "", "was-words": words, "was-back": back, "was-left": left };
  }
  function later(seg, ms = PAUSE) {
    clearTimeout(waiting.get(seg.id));
    waiting.set(seg.id, setTimeout(() => send(seg.id), ms));
    say("<b>Not saved yet.</b> Your words are kept.");
  }
  function send(id) {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    sending = sending.then(async () => {
      const seg = document.getElementById(id), now = await ask(`${address}/change`, fieldsOf(seg));
      if (now.amiss) { say(`<b>Not kept.</b> ${now.amiss}`, true); return; }
      if (waiting.has(id)) return;  // more was typed meanwhile
      if (typing.has(id)) step(seg);
      const found = $("[data-found]", seg);
      if (found.innerHTML !== now.findings) found.innerHTML = now.findings;
      mark(seg);
      say(now.saved);
      look();
    });
    return sending;
  }
  function mark(seg) {
    const wrong = $(".finding:not(.maybe)[data-rule]", seg);
    wrong ? field(seg, "words").setAttribute("aria-invalid", "true") : field(seg, "words").removeAttribute("aria-invalid");
  }
  async function flush() {
    for (const id of [...waiting.keys()]) send(id);
    return sending;
  }
  async function save() {
    await flush();
    say("Saving…");
    const now = await ask(`${address}/save`, {});
    for (const [id, html] of Object.entries(now.rows || {})) if (!waiting.has(`s-${id}`)) put(id, html);
    for (const [name, count] of Object.entries(now.filters || {})) $(`[data-count=${name}]`).textContent = count;
    if (waiting.size) return;
    say(now.saved || `<b>Not saved.</b> ${now.amiss} Your words are kept.`, !now.done);
    look();
    if (now.first) { show("all"); $(`#w-${now.first}`).focus(); }
  }
  function put(id, html) {
    const seg = $(`#s-${id}`), held = document.activeElement, { id: at, selectionStart: from, selectionEnd: to } = seg.contains(held) ? held : {};
    const next = document.createRange().createContextualFragment(html).firstElementChild;
    if (seg.outerHTML === next.outerHTML) return;
    seg.replaceWith(next);
    mark(next);
    if (at === undefined) return;
    next.classList.add("stays");  // where a hand is, however it stands by now
    const there = (at && document.getElementById(at)) || field(next, "words");
    there.focus({ preventScroll: true });
    if (from !== undefined && from !== null) there.setSelectionRange?.(from, to);
  }

  // Undoing: back to what a segment said before it was typed in last; after all steps, to what is saved.
  const steps = [], typing = new Map();  // of each segment, what it says while it is typed in
  const said = seg => ({ words: field(seg, "words").value, back: field(seg, "back").value, left: !!$("[data-through]", seg) && $("[data-through]", seg).getAttribute("aria-pressed") !== "true" });
  const alike = (one, other) => one.words === other.words && one.back === other.back && one.left === other.left;
  const asSaved = ({ dataset }) => ({ words: dataset.words, back: dataset.back, left: !!dataset.left });
  segs.addEventListener("focusin", e => { const seg = e.target.closest(".seg"); if (seg) step(seg); });
  function step(seg) {  // what is said now is what a next change is undone to
    const was = typing.get(seg.id), now = said(seg);
    if (was && !alike(was, now)) steps.push({ id: seg.id, was });
    typing.set(seg.id, now);
  }
  function undo() {
    for (const id of typing.keys()) step(document.getElementById(id));
    let last = steps.pop();
    if (!last) {
      const seg = all(".seg", segs).reverse().find(one => !alike(said(one), asSaved(one)));
      if (!seg) { say("Nothing to undo."); return; }
      last = { id: seg.id, was: asSaved(seg) };
    }
    const seg = document.getElementById(last.id);
    field(seg, "words").value = last.was.words;
    field(seg, "back").value = last.was.back;
    $("[data-through]", seg)?.setAttribute("aria-pressed", String(!last.was.left));
    typing.set(last.id, last.was);
    seg.classList.add("stays");
    field(seg, "words").focus();
    later(seg, 0);
  }
  $("#undo").addEventListener("click", undo);

  // What is shown: all segments, or those that something is to be done with.
  const none = $(".none", segs);
  function show(name) {
    segs.dataset.show = name;
    all(".stays", segs).forEach(one => one.classList.remove("stays"));
    $(`[name=show][value=${name}]`).checked = true;
    none.hidden = name === "all" || !!$(`.seg[data-state=${name}]`, segs);
    history.replaceState(null, "", `${name === "all" ? address : `${address}?show=${name}`}${location.hash}`);
  }
  all("[name=show]").forEach(one => one.addEventListener("change", () => show(one.value)));
  back.addEventListener("click", () => {
    const on = segs.classList.toggle("with-back");
    back.setAttribute("aria-pressed", String(on));
  });

  // The page as it prints, set anew after each change.
  const sheet = $("#sheet"), image = $("img", sheet);
  let page = 0, pages = [], latest = 0;
  async function look() {
    const mine = ++latest;
    $("#setting").hidden = false;
    try {
      const answer = await fetch(`${address}/look?page=${page}`, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let left = "", done = false; !done;) {
        const part = await reader.read(), lines = (left + (part.value || "")).split("\n");
        done = part.done; left = lines.pop();
        for (const line of lines) if (line && mine === latest) took(JSON.parse(line));
      }
    } catch { /* the next change asks again */ }
    if (mine === latest) $("#setting").hidden = true;
  }
  function took({ pages: own, count, broken }) {
    $("#broken").hidden = !broken;
    $("#broken").textContent = broken ? `The page is as it was. ${broken[0].toUpperCase()}${broken.slice(1)}.` : "";
    if (!own) return;
    pages.length = count;
    for (const [number, src] of Object.entries(own)) pages[number] = src;
    turn(0);
  }
  function turn(step) {
    page = Math.max(0, Math.min(pages.length - 1, page + step));
    $("#page-of").textContent = `${page + 1} of ${pages.length || 1}`;
    if (pages[page]) { image.src = pages[page]; sheet.hidden = false; }
  }
  all("[data-turn]").forEach(one => one.addEventListener("click", () => turn(+one.dataset.turn)));

  function through(seg, on) {
    const button = $("[data-through]", seg);
    if (!button) return;
    button.setAttribute("aria-pressed", String(on));
    later(seg, 0);
  }
  segs.addEventListener("input", e => { if (e.target.dataset.what) later(e.target.closest(".seg")); });
  segs.addEventListener("click", e => {
    const seg = e.target.closest(".seg"), button = e.target.closest("button");
    if (!seg || !button) return;
    if ("through" in button.dataset) through(seg, button.getAttribute("aria-pressed") !== "true");
    if ("theirs" in button.dataset) {
      field(seg, "words").value = seg.dataset.words;
      field(seg, "back").value = seg.dataset.back;
      $("[data-through]", seg)?.setAttribute("aria-pressed", "false");
      $("[data-clash]", seg).remove();
      field(seg, "words").focus();
      later(seg, 0);
    }
  });
  addEventListener("keydown", e => {
    if (!(e.ctrlKey || e.metaKey)) return;
    if (e.key.toLowerCase() === "s") { e.preventDefault(); save(); }
    const seg = e.target.closest?.(".seg");
    if (seg && e.key === "Enter") {
      e.preventDefault();
      through(seg, true);
      const shown = all(".seg", segs).filter(one => one.offsetParent), next = shown[shown.indexOf(seg) + 1];
      if (next) field(next, "words").focus();
    }
  });
  $("#save").addEventListener("click", save);
  addEventListener("pagehide", () => { for (const id of waiting.keys()) navigator.sendBeacon(`${address}/change`, new URLSearchParams({ ...fieldsOf(document.getElementById(id)), token })); });
  all(".seg", segs).forEach(mark);
  show(segs.dataset.show);
  look();
}
