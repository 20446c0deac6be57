"use strict";
// Review: a claim that was read is told without the page being loaded anew.
document.addEventListener("submit", async e => {
  const form = e.target, words = form.dataset.done;
  if (!words) return;
  e.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
    if (answer.type !== "opaqueredirect") throw new Error(answer.status);
    const told = document.createElement("p"), mark = document.createElement("span");
    mark.className = "mark ok"; mark.setAttribute("aria-hidden", "true");
    told.className = "state small"; told.setAttribute("role", "status"); told.append(mark, words);
    const next = [...document.querySelectorAll("form[data-done] button")].find(b => form.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING && !form.contains(b));
    form.replaceWith(told); next?.focus();
    const count = document.querySelector("#read-count"), left = document.querySelectorAll("form[data-done]").length;
    if (count) count.textContent = `${count.dataset.of - left} of ${count.dataset.of} read`;
    if (!left) location.reload();
  } catch { form.submit(); }
});
// The review of a translation: its pages come as soon as they are made.
for (const part of document.querySelectorAll("[data-from]")) (async () => {
  try {
    const answer = await fetch(part.dataset.from);
    if (!answer.ok) throw new Error(answer.status);
    part.innerHTML = await answer.text();
    document.querySelector("#page-count").textContent = part.firstElementChild.dataset.count;
  } catch { part.firstElementChild.textContent = "The pages cannot be brought. Load this page again."; }
  part.removeAttribute("aria-busy");
})();
// Bring in: a file goes to the desk as it is, and the page of what it came to is opened.
for (const form of document.querySelectorAll("form[data-brings]")) form.addEventListener("submit", async e => {
  e.preventDefault();
  const [file] = form.querySelector("[type=file]").files, told = form.querySelector("[role=status]"), brand = form.querySelector("select");
  if (!file) return;
  const say = (words, amiss = true) => { told.textContent = words; told.className = amiss ? "note warn" : "small soft"; };
  say("Reading it…", false);
  const asked = new URLSearchParams({ name: file.name, ...(brand ? { brand: brand.value } : {}) });
  try {
    const answer = await fetch(`${form.dataset.brings}?${asked}`, { method: "POST", body: file, headers: { "x-token": document.querySelector("#bring").dataset.token, "content-type": "application/octet-stream" } });
    if (answer.status === 413) { say("The file is larger than 20 MB. Have Word compress its pictures, and save it again."); return; }
    const now = await answer.json();
    if (now.address) location.href = now.address;
    else say([now.amiss, now.hint].filter(Boolean).join(" "));
  } catch { say("The desk does not answer. Try it again."); }
});
