// A click on a mark asks for its passage; Escape, the cross or the backdrop close it.
(() => {
  const holder = () => document.getElementById("smeta-overlay-holder");
  const close = () => holder()?.querySelector(".smeta-overlay")?.remove();
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="#cite-"]');
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      const box = document.querySelector("#smeta-cite textarea, #smeta-cite input");
      if (!box) return;
      // The same mark may be opened twice: the trailing spaces make the value new each time.
      const reference = link.getAttribute("href").split("#cite-")[1];
      box.value = box.value.trim() === reference && !box.value.endsWith(" ") ? reference + " " : reference;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    if (event.target.closest?.(".smeta-close") || event.target.classList?.contains("smeta-overlay")) close();
  }, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
})();
