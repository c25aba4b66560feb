// Runs in the overlay's component: a click on a mark asks for its passage; Escape, the cross or the backdrop close it.
// The keyboard stays inside the open overlay and returns to the mark it was opened from.
let opener = null;
const overlay = () => element.querySelector(".smeta-overlay");
const close = () => {
  if (!overlay()) return;
  overlay().remove();
  opener?.focus?.();
  opener = null;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href*="#cite-"]');
  if (link) {
    event.preventDefault();
    event.stopPropagation();
    opener = link;
    trigger("select", { reference: link.getAttribute("href").split("#cite-")[1] });
  } else if (event.target.closest?.(".smeta-close") || event.target.classList?.contains("smeta-overlay")) {
    close();
  }
}, true);
document.addEventListener("keydown", (event) => {
  if (!overlay()) return;
  if (event.key === "Escape") {
    close();
  } else if (event.key === "Tab") {
    const stops = [...overlay().querySelectorAll("button, a[href]")];
    const last = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement === last || !overlay().contains(document.activeElement)) {
      event.preventDefault();
      (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
    }
  }
});
new MutationObserver(() => {
  const opened = overlay();
  if (!opened || opened.dataset.ready) return;
  opened.dataset.ready = "yes";
  opened.querySelector(".smeta-close").focus();
  opened.querySelector("mark")?.scrollIntoView({ block: "center" });
}).observe(element, { childList: true, subtree: true });
