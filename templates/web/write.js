"use strict";
// The editor. Words go to the server as they are typed, one change after the other; the page, the
// phone view and what the rules find come back on a line of their own. Typing waits for none of it.
{
  const words = $("#words"), bar = $(".bar"), sheet = $("#sheet"), address = words.dataset.address;
  const told = $("#saved"), JSON_ANSWER = { accept: "application/json" };
  const PAUSE = 100;  // ms without a key before a change goes out
  let token = words.dataset.token, section = words.dataset.section, page = 0, format = words.dataset.format;
  let sending = Promise.resolve(), latest = 0, seen = 0;
  let form = { revision: words.dataset.revision };  // the text that the fields show; another after they are drawn anew
  const waiting = new Map();  // fields whose words have not gone out

  // Ask until there is an answer: the desk may start anew, or the person may have to sign in again.
  async function ask(path, fields) {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await fetch(path, { method: "POST", body: new URLSearchParams({ ...fields, token }), headers: JSON_ANSWER });
        if (answer.status < 500 && answer.status !== 401 && answer.status !== 403) return await answer.json();
        if (answer.status < 500) { say("<b>You were signed out.</b> Your words are kept here. <a href='/sign-in' target='_blank'>Sign in again</a> in another window, and come back.", true); await signedIn(); continue; }
      } catch { /* as for a desk that is not there */ }
      say("<b>The desk does not answer.</b> What you type stays here, and is sent when it does.", true);
      await pause(Math.min(8000, 500 * 2 ** attempt));
    }
  }
  const pause = ms => new Promise(done => setTimeout(done, ms));
  async function signedIn() {
    for (;;) {
      await pause(2000);
      try {
        const answer = await fetch(`${address}/section/title`, { headers: JSON_ANSWER });
        const now = answer.ok ? await answer.json() : {};
        if (now.writer === words.dataset.writer) { token = now.token; return; }
      } catch { /* not yet */ }
    }
  }
  const say = (html, loud = false) => { told.innerHTML = html; told.classList.toggle("loud", loud); };

  // What is typed.
  function valueOf(field) {
    if (field.type === "checkbox") return field.checked ? "true" : "false";
    if (field.dataset.kind === "table") return JSON.stringify(Object.fromEntries(all(".cols-pair", field).map(pair => all("input, textarea", pair).map(one => one.value)).filter(([name]) => name.trim())));
    if (field.dataset.list) return JSON.stringify(all("select", field.closest("fieldset")).map(one => one.value));
    return field.value;
  }
  function later(typed) {
    const field = typed.dataset.part ? typed.closest("[data-kind=table]") : typed;
    if (!field.dataset.key) return;
    clearTimeout(waiting.get(field)?.timer);
    waiting.set(field, { form, timer: setTimeout(() => send(field), field.tagName === "SELECT" || field.type === "checkbox" ? 0 : PAUSE) });
    say("<b>Not saved yet.</b> Your words are kept.");
  }
  function send(field) {
    const own = waiting.get(field)?.form || form;
    clearTimeout(waiting.get(field)?.timer);
    waiting.delete(field);
    const change = { op: "set", key: field.dataset.list || field.dataset.key, value: valueOf(field), kind: field.dataset.kind || "text", section };
    if (field.dataset.list) change.whole = "1";
    sending = sending.then(() => tell(change, field, own));
    return sending;
  }
  async function flush() {
    for (const field of [...waiting.keys()]) send(field);
    return sending;
  }
  async function tell(change, field = null, own = form) {
    const now = await ask(`${address}/change`, { ...change, revision: own.revision, once: crypto.getRandomValues(new Uint32Array(2)).join("-") });
    took(now, field, own);
    return now;
  }
  function took(now, field, own) {
    if (now.amiss && now.html === undefined) { field ? amiss(field, now.amiss) : say(`<b>Not done.</b> ${now.amiss}`, true); return; }
    if (field) amiss(field, "");
    if (now.section !== undefined) section = now.section;
    if (now.html !== undefined) show(now.html, now.focus, now.revision); else own.revision = now.revision;
    if (now.saved) say(now.saved, now.saved.includes("not kept"));
    if (now.amiss) say(`<b>Look again.</b> ${now.amiss}`, true);
    if (now.sections !== undefined) list(now.sections);
    if (now.todo !== undefined) $("#todo").outerHTML = now.todo;
    look();
  }
  function amiss(field, what) {
    const id = "amiss-" + field.id, there = document.getElementById(id);
    if (!what) { there?.remove(); if (field.dataset.amiss) { field.removeAttribute("aria-invalid"); delete field.dataset.amiss; } return; }
    const note = there || document.createElement("div");
    note.id = id; note.className = "finding"; note.textContent = what;
    under(field, note); field.setAttribute("aria-invalid", "true"); field.dataset.amiss = "1";
  }
  function under(field, note) {
    const line = field.closest(".point, .line-of");
    let last = field;
    while (last.nextElementSibling?.classList.contains("finding")) last = last.nextElementSibling;
    line ? line.append(note) : last.after(note);
  }
  words.addEventListener("input", e => later(e.target));
  words.addEventListener("change", e => { if (e.target.dataset.fileFor) { putIn(e.target.files[0], $("#" + e.target.dataset.fileFor)); e.target.value = ""; } else if (waiting.has(e.target)) send(e.target); });
  words.addEventListener("submit", e => e.preventDefault());

  // What is pressed: blocks and points are added, moved and removed; a section is opened.
  document.addEventListener("click", async e => {
    all(".menu[open]").forEach(menu => { if (!menu.contains(e.target)) menu.open = false; });
    const button = e.target.closest("[data-op], [data-open], [data-adds], [data-tab], [data-mark], [data-turn], [data-close], [data-source-for], [data-links], [data-dismiss], [data-chosen]");
    if (!button) return;
    if (button.dataset.dismiss) return $("#" + button.dataset.dismiss).close();
    if ("sourceFor" in button.dataset) return findSource(button);
    if ("chosen" in button.dataset) return chosen();
    if ("links" in button.dataset) return $("#links").showModal();
    if (button.dataset.op) { e.preventDefault(); await flush(); await tell({ section, ...button.dataset }); }
    else if (button.dataset.open) { e.preventDefault(); await open(button.dataset.open); }
    else if (button.dataset.adds) adds(button);
    else if (button.dataset.tab) tab(button.dataset.tab);
    else if (button.dataset.mark) mark(button);
    else if (button.dataset.turn) turn(+button.dataset.turn);
    else if (button.dataset.close) close($("#" + button.dataset.close));
  });
  function close(box) {
    const opener = $(`[aria-controls="${box.id}"]`);
    box.hidden = true; opener?.setAttribute("aria-expanded", "false"); opener?.focus();
  }
  function adds(button) {
    const box = $("#" + button.getAttribute("aria-controls")), open = box.hidden;
    all(".kinds-box").forEach(other => { other.hidden = true; });
    all("[data-adds]").forEach(other => other.setAttribute("aria-expanded", "false"));
    box.hidden = !open; button.setAttribute("aria-expanded", String(open));
    if (open) { $("button, input", box)?.focus(); box.scrollIntoView({ block: "nearest" }); }
  }
  addEventListener("keydown", e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") { e.preventDefault(); save(); }
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "b" && e.target.dataset?.prose !== undefined) { e.preventDefault(); wrap(e.target, "**", "**"); }
    if (e.key === "Escape") {
      const menu = e.target.closest(".menu[open]"), box = e.target.closest(".kinds-box");
      if (menu) { menu.open = false; $("summary", menu).focus(); }
      else if (box) close(box);
    }
    const point = e.target.closest?.(".point");
    if (point && e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) { e.preventDefault(); $(`[data-op=move][data-step="${e.key === "ArrowUp" ? -1 : 1}"]`, point)?.click(); }
    if (point && e.key === "Enter" && e.target.tagName === "INPUT") { e.preventDefault(); $("[data-op=add]", point)?.click(); }
  });

  async function open(name, focus = "") {
    await flush();
    const answer = await fetch(`${address}/section/${encodeURIComponent(name)}`, { headers: JSON_ANSWER }).catch(() => null);
    if (!answer?.ok) { say(answer?.status === 404 ? "<b>That is not here any more.</b> Load the page again." : "<b>The desk does not answer.</b> Try it again.", true); return; }
    const now = await answer.json();
    section = name;
    tab("words");  // a field that is not shown cannot be gone to
    show(now.html, focus || "first", now.revision);
    list(now.sections);
    const here = `${address}?section=${encodeURIComponent(name)}`;
    if (!location.href.endsWith(here)) history.pushState(null, "", here);  // back goes to the section before
    if (!words.contains(document.activeElement)) toPage();
  }
  addEventListener("popstate", () => open(new URLSearchParams(location.search).get("section") || "title"));
  function show(html, focus, revision) {
    const top = words.scrollTop, held = document.activeElement, { id, selectionStart: from, selectionEnd: to } = words.contains(held) ? held : {};
    keepTools();
    words.innerHTML = html;
    if (revision) form = { revision };
    words.scrollTop = focus === "first" ? 0 : top;
    const field = focus === "first" ? $("input, textarea, select", words) : (focus && fieldAt(focus)) || (id && document.getElementById(id)) || null;
    field?.focus();
    if (field && field.id === id && from !== undefined && from !== null) field.setSelectionRange?.(from, to);
  }
  function fieldAt(key, parts = JSON.parse(key)) {  // the field of a key, else of what holds it
    const fields = new Map(all("input[data-key], textarea[data-key], select[data-key]", words).map(one => [one.dataset.key, one]));
    for (let length = parts.length; length > 0; length--) { const field = fields.get(JSON.stringify(parts.slice(0, length))); if (field) return field; }
    return null;
  }
  const list = html => { $("#sections").innerHTML = html; };

  // The small bar over a field: bold, a list, a source, a link to a handout.
  let bound = null;
  const tools = $("#tools");
  const keepTools = () => { tools.hidden = true; words.after(tools); bound = null; };  // what is drawn anew would take it along
  words.addEventListener("focusin", e => {
    const field = e.target;
    if (!("prose" in (field.dataset || {}))) return;
    const place = field.closest(".cells") || field;
    if (place.previousElementSibling !== tools) place.before(tools);
    tools.hidden = false;
    bound = field;
  });
  function wrap(field, before, after) {
    const { selectionStart: from, selectionEnd: to, value } = field;
    field.setRangeText(before + value.slice(from, to) + after, from, to, "end");
    if (from === to) field.setSelectionRange(from + before.length, from + before.length);
    field.focus(); later(field);
  }
  function mark(button) {
    if (!bound) return;
    if (button.dataset.mark === "bold") wrap(bound, "**", "**");
    if (button.dataset.mark === "list") { const at = bound.selectionStart, start = bound.value.lastIndexOf("\n", at - 1) + 1; bound.setRangeText((start && bound.value[start - 2] !== "\n" ? "\n" : "") + "- ", start, start, "end"); bound.focus(); later(bound); }
    all("dialog[open]").forEach(one => one.close());
    if (button.dataset.mark === "link") wrap(bound, "[", `](handout:${button.dataset.handout})`);
  }

  // Sources: found by author, title or year; a new one is written down once for all texts.
  let sought = null, seeking = 0;
  function findSource(button) {
    sought = button.dataset.sourceFor;
    $("#source-q").value = "";
    $("#sources").showModal();
    $("#source-q").focus();
    seek();
  }
  async function seek() {
    const mine = ++seeking, answer = await fetch("/write/sources?q=" + encodeURIComponent($("#source-q").value));
    if (!answer.ok || mine !== seeking) return;
    $("#source-hits").replaceChildren(...(await answer.json()).map(one => {
      const item = document.createElement("li"), button = document.createElement("button"), text = document.createElement("span"), small = document.createElement("small");
      button.type = "button"; button.className = "btn quiet"; small.className = "soft"; text.append(one.label, document.createElement("br"), small); small.textContent = one.title;
      button.append(text); item.append(button); button.addEventListener("click", () => cite(one));
      return item;
    }));
  }
  $("#source-q").addEventListener("input", () => { clearTimeout(seek.pause); seek.pause = setTimeout(seek, 120); });
  async function cite(one) {
    $("#sources").close();
    if (sought) { await flush(); await tell({ op: "append", key: sought, value: one.key, kind: "source", whole: "1", section }); return; }
    if (!bound) return;
    const before = bound.value.slice(0, bound.selectionEnd), gap = before && !/\s$/.test(before) ? " " : "";
    bound.setRangeText(`${gap}[${one.label}]`, bound.selectionEnd, bound.selectionEnd, "end"); bound.focus(); later(bound);
  }
  $("#new-source").addEventListener("submit", async e => {
    e.preventDefault();
    const now = await ask("/write/sources", Object.fromEntries(new FormData(e.target))), wrong = $(".note", e.target);
    if (now.amiss) { wrong.hidden = false; wrong.textContent = now.amiss; return; }
    wrong.hidden = true; e.target.reset(); await cite(now);
  });

  // A picture is put beside the text's file; words for those who cannot see it are asked for at its field.
  async function putIn(file, select) {
    if (!file) return;
    await flush();
    const answer = await fetch(`${address}/pictures?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file, headers: { ...JSON_ANSWER, "x-token": token, "content-type": "application/octet-stream" } }).catch(() => null);
    const now = answer?.status === 413 ? { amiss: "This picture is larger than 20 MB. Make it smaller." } : answer ? await answer.json() : { amiss: "The desk does not answer. Try it again." };
    if (now.amiss) { amiss(select, now.amiss); return; }
    const { key } = select.dataset;
    await tell({ op: "set", key, value: now.name, kind: "drawing", whole: "1", section });
    const described = fieldAt(JSON.stringify([...JSON.parse(key).slice(0, -1), "alt"]));
    if (described && !described.value) described.focus();
  }
  const hasFiles = e => e.dataTransfer?.types.includes("Files");
  addEventListener("dragover", e => { if (hasFiles(e)) e.preventDefault(); });  // beside the words too: it would be opened in their place
  addEventListener("drop", async e => {
    if (!hasFiles(e)) return;
    e.preventDefault();
    const [file] = e.dataTransfer.files, pane = e.target.closest?.("#words");
    if (!pane || !file) return;
    const block = e.target.closest(".block"), adder = block ? all("[data-op=add][data-tag=figure]", pane)[all(".block", pane).indexOf(block)] : all("[data-op=add][data-tag=figure]", pane).at(-1);
    const select = block && $("[data-kind=drawing]", e.target.closest(".point") || block) || block && $("[data-kind=drawing]", block);
    if (select) { await putIn(file, select); return; }
    if (!adder) { say("<b>Not put in.</b> A picture stands in a section: open one, and drop it there.", true); return; }
    await flush();
    const { key } = adder.dataset;
    await tell({ section, op: "add", key, tag: "figure" });
    const added = fieldAt(JSON.stringify([...JSON.parse(key), "figure", "file"]));
    if (added) await putIn(file, added);
  });

  // The page: the one that is looked at first; a run that was overtaken still shows what it has.
  async function look() {
    phone();
    const mine = ++latest;
    $("#setting").hidden = false;
    try {
      const answer = await fetch(`${address}/look?page=${page}&format=${format}&revision=${form.revision}`, { headers: { accept: "application/x-ndjson" } });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const parts = (rest + value).split("\n");
        rest = parts.pop();
        for (const line of parts) if (mine >= seen) { if (line) took_look(JSON.parse(line), mine); }
      }
    } catch { /* the next change asks again */ }
    if (mine === latest) $("#setting").hidden = true;
  }
  let pictures = [], boxes = [], places = [];  // places: where fields stand, once all pages are set
  function took_look(now, mine) {
    if (now.pages) {
      seen = Math.max(seen, mine);
      pictures.length = now.count;
      for (const [number, src] of Object.entries(now.pages)) pictures[number] = src;
      const first = !boxes.length;
      boxes = now.boxes || boxes;
      places = now.fields || places;
      if (first) { const box = boxes.find(one => one.section === section); if (box && pictures[box.page]) page = box.page; }
      page = Math.min(page, now.count - 1);
      if (now.pages[page]) paint();
      $("#page-of").textContent = `${page + 1} of ${now.count}`;
    }
    if (now.findings && mine === latest) findings(now);
    if ("broken" in now || now.pages) broken(now.broken);
  }
  function broken(why) {
    $("#broken").hidden = !why;
    $("#broken").textContent = why ? `The page is as it was. ${why[0].toUpperCase()}${why.slice(1)}.` : "";
  }
  function paint() {
    const image = $("img", sheet);
    if (!pictures[page]) return;
    const next = new Image();
    next.onload = () => { image.src = next.src; image.width = next.naturalWidth; image.height = next.naturalHeight; here(); };
    next.src = pictures[page];
  }
  function turn(step) {
    page = Math.max(0, Math.min(pictures.length - 1, page + step));
    $("#page-of").textContent = `${page + 1} of ${pictures.length || 1}`;
    if (pictures[page]) paint(); else look();
  }
  // A field, or else the open section, shows its page, and a mark beside it.
  let gone = "";  // the key of the field that has the focus
  function placeOf(key, parts = key ? JSON.parse(key) : []) {  // of a field, else of what is shown of its block
    for (let length = parts.length; length >= Math.min(parts.length, 4) && length; length--) {
      const whole = JSON.stringify(parts.slice(0, length)), inside = whole.slice(0, -1) + ",";
      const found = places.filter(one => one.key === whole || one.key.startsWith(inside));
      if (found.length) return found.find(one => one.page === page) || found[0];
    }
    return null;
  }
  const shown = () => placeOf(gone) || boxes.find(one => one.section === section && one.page === page) || boxes.find(one => one.section === section);
  function toPage() {
    const box = shown();
    if (box && box.page !== page) turn(box.page - page); else here();
  }
  function here() {
    const mark = $(".here", sheet), image = $("img", sheet), box = shown();
    mark.hidden = box?.page !== page;
    if (mark.hidden) return;
    mark.style.top = `${box.top * image.offsetHeight}px`;
    mark.style.height = `${(box.bottom - box.top) * image.offsetHeight}px`;
  }
  words.addEventListener("focusin", e => { gone = e.target.closest("[data-key]:is(input, textarea, select), [data-kind=table]")?.dataset.key || ""; toPage(); });
  new ResizeObserver(here).observe($("img", sheet));
  $("img", sheet).addEventListener("click", e => {
    const { offsetWidth: width, offsetHeight: height } = e.target, across = e.offsetX / width, at = e.offsetY / height;
    const box = boxes.find(one => one.page === page && one.top <= at && at < one.bottom);
    if (!box) return;
    const far = one => Math.hypot(Math.max(one.left - across, across - one.right, 0) * width, Math.max(one.top - at, at - one.bottom, 0) * height);
    const size = one => (one.right - one.left) * (one.bottom - one.top);
    const [nearest] = places.filter(one => one.page === page && one.section === box.section).sort((one, other) => far(one) - far(other) || size(one) - size(other));
    open(box.section, nearest?.key);
  });
  function phone() {
    const frame = $("#phone");
    if (frame.hidden) return;
    const top = frame.contentWindow?.scrollY || 0;
    frame.onload = () => frame.contentWindow.scrollTo(0, top);
    frame.src = `${address}/phone?revision=${form.revision}`;
  }
  $("#format").addEventListener("change", e => { format = e.target.value; pictures = []; places = []; look(); });
  all("[name=view]").forEach(one => one.addEventListener("change", e => { const small = e.target.value === "phone"; $("#phone").hidden = !small; sheet.hidden = small; phone(); }));

  // What the rules find: a dot beside its section, a sentence under its field.
  function findings(now) {
    all(".finding[data-rule]", words).forEach(one => one.remove());
    all("[aria-describedby]", words).forEach(one => { one.removeAttribute("aria-describedby"); if (!one.dataset.amiss) one.removeAttribute("aria-invalid"); });
    now.findings.forEach((one, number) => {
      const field = fieldAt(one.key || "[]");
      const place = field || (one.section === section && $(".loose", words));
      if (!place) return;
      const note = document.createElement("div"), line = document.createElement("p"), kind = document.createElement("b");
      note.id = `finding-${number}`; note.className = one.must ? "finding" : "finding maybe"; note.dataset.rule = one.rule;
      kind.textContent = one.must ? "Must change." : "Look at."; line.append(kind, " " + one.words); note.append(line);
      if (one.why) { const more = document.createElement("details"), head = document.createElement("summary"), why = document.createElement("p"); head.textContent = one.example ? "Why, and an example" : "Why"; why.textContent = one.why; more.append(head, why); if (one.example) { const shown = document.createElement("p"); shown.textContent = one.example; more.append(shown); } note.append(more); }
      if (field) {
        under(field, note);
        field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), note.id].filter(Boolean).join(" "));
        if (one.must) field.setAttribute("aria-invalid", "true");
      } else place.append(note);
    });
    all("[data-dots]").forEach(one => { one.innerHTML = now.dots[one.dataset.dots] || ""; });
    $("#todo").outerHTML = now.todo;
  }

  // Saving. Nothing that was typed is lost: it is kept by the server from the first key.
  async function save() {
    await flush();
    say("Saving…");
    saved(await ask(`${address}/save?section=${encodeURIComponent(section)}`, { revision: form.revision }));
  }
  function saved(now) {
    if (now.section !== undefined) section = now.section;
    if (now.html !== undefined) show(now.html, now.focus, now.revision);
    if (now.sections !== undefined) list(now.sections);
    if (waiting.size) return;  // more was typed meanwhile
    const left = all("[data-amiss]", words).length;  // what no field can hold
    say((now.saved || `<b>Not saved.</b> ${now.amiss} Your words are kept.`) + (left ? " <b>But not what is marked below.</b>" : ""), !now.done || left);
    look();
  }
  $("#save").addEventListener("click", e => { e.preventDefault(); save(); });
  addEventListener("pagehide", () => { for (const [field, own] of waiting) navigator.sendBeacon(`${address}/change`, new URLSearchParams({ token, op: "set", key: field.dataset.list || field.dataset.key, value: valueOf(field), kind: field.dataset.kind || "text", section, revision: own.form.revision })); });

  async function chosen() {
    const box = $("[data-choose]"), fields = {};
    all("textarea, input:checked", box).forEach(one => { fields[one.name] = one.value; });
    saved(await ask(box.dataset.choose, fields));
  }
  words.addEventListener("change", e => { if (e.target.name?.startsWith("side-")) { const field = $("#words-" + e.target.name.slice(5)); if (field) field.value = e.target.dataset.words; } });

  // One pane at a time where there is no room for three.
  const root = document.documentElement, narrow = matchMedia("(max-width: 63.99rem)");
  const fold = () => all("[data-narrow-closed]").forEach(one => { one.open = !narrow.matches || root.dataset.pane === "list"; });
  const panes = $(".panes"), tops = {};  // how far each pane was scrolled, where one shows at a time
  function tab(name) { tops[root.dataset.pane] = panes.scrollTop; root.dataset.pane = name; panes.scrollTop = tops[name] || 0; all("[data-tab]").forEach(one => one.setAttribute("aria-pressed", String(one.dataset.tab === name))); fold(); here(); }
  tab("words"); narrow.addEventListener("change", fold);
  look();
}
