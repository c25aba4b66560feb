// Runs in the overlay's component: a click on a mark asks for its passage; Escape, the cross or the backdrop close it.
const close = () => element.querySelector(".smeta-overlay")?.remove();
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href*="#cite-"]');
  if (link) {
    event.preventDefault();
    event.stopPropagation();
    trigger("select", { reference: link.getAttribute("href").split("#cite-")[1] });
  } else if (event.target.closest?.(".smeta-close") || event.target.classList?.contains("smeta-overlay")) {
    close();
  }
}, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
