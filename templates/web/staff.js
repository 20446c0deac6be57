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
