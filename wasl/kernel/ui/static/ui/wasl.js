// The one script of Wasl: keys and comfort only. Every page works without it.
"use strict";

// Ctrl+Enter sends the form one stands in.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form[data-keys]");
    if (form) { event.preventDefault(); form.requestSubmit(); }
  }
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open], details.ask[open], details.bottom-more[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  }
  const row = event.target.closest("table[data-list] tr");
  if (row && (event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.matches("input, select, textarea")) {
    const links = [...row.closest("table").querySelectorAll("tr[data-open]")].map((line) => line.querySelector("a"));
    const place = links.indexOf(row.querySelector("a"));
    const next = links[place + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }
  fromFieldToResults(event);
});

// The arrows go from a search field to what it found and back; Enter opens the result one stands on.
function fromFieldToResults(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const inField = event.target.closest("form[data-finder]");
  const inResults = event.target.closest("[data-found]");
  if (!step || event.altKey || !(inField || inResults)) { return; }
  const field = document.querySelector("form[data-finder] input[type=search]");
  const results = [...document.querySelectorAll("[data-found] a[data-result]")];
  const place = results.indexOf(document.activeElement) + step;
  const next = place < 0 ? (inResults ? field : null) : results[place];
  if (next) { event.preventDefault(); next.focus(); }
}

// A click anywhere on a line opens it; words can still be selected.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.menu[open], details.ask[open]")) {
    if (!open.contains(event.target)) { open.open = false; }
  }
  const row = event.target.closest("tr[data-open]");
  if (row && !event.target.closest("a, button, input, label, select, summary") && !String(window.getSelection())) {
    row.querySelector("a").click();
  }
});

// A choice among filters applies at once.
document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-filters] select")) { event.target.form.requestSubmit(); }
});

// A form that leaves does not leave twice.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-keys]")) {
    const button = event.target.querySelector("button[type=submit]");
    if (button) { setTimeout(() => { button.disabled = true; }); }
  }
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-keys] button[disabled]")) { button.disabled = false; }
});

// What needs reading first has the focus; after "more", the first new line has it.
const first = document.querySelector("[data-focus]");
if (first) { first.focus(); }
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.elt.matches("[data-more]")) {
    const lines = document.querySelectorAll("table[data-list] tbody:not(.more)");
    const link = lines[lines.length - 1].querySelector("tr a");
    if (link) { link.focus(); }
  }
});
