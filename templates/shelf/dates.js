// A shelf may stay open over midnight, or lie for months: what may no longer be given says so.
(() => {
  const two = (number) => String(number).padStart(2, "0");

  function look() {
    const now = new Date();
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    for (const part of document.querySelectorAll("[data-good]")) part.hidden = today > part.dataset.good;
    for (const part of document.querySelectorAll("[data-past]")) part.hidden = today <= part.dataset.past;
  }

  for (const moment of ["pageshow", "focus", "beforeprint"]) addEventListener(moment, look);
  document.addEventListener("visibilitychange", look);
  setInterval(look, 60000);
  look();
})();
