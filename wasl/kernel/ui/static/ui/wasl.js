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
  withinGrid(event);
  pressWhatBears(event);
});

// In a grid of fields the arrows go to the same column of the line above or below.
function withinGrid(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const cell = event.target.closest("table[data-grid] td");
  if (!step || event.altKey || !cell || event.target.type !== "text" || !cell.classList[0]) { return; }
  const same = [...cell.closest("table").querySelectorAll(`td.${cell.classList[0]} input`)];
  const next = same[same.indexOf(event.target) + step];
  if (next) { event.preventDefault(); next.focus(); next.select(); }
}

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

// A key written on a control (data-key) presses it. Digits and letters are known by their place, whatever the keyboard
// says there: on a French or Arabic one, too, the key of "1" is the first. Within a group (data-keyed) a key answers
// the question one stands in and goes to the next; after the last, to the button that sends.
let asked = null;
document.addEventListener("focusin", (event) => { asked = event.target.closest("[data-keyed]") || asked; });
function keyOf(event) {
  const place = /^(?:Digit([0-9])|Key([A-Z]))$/.exec(event.code);
  return place ? (place[1] || place[2].toLowerCase()) : event.key;
}
function pressWhatBears(event) {
  const key = keyOf(event);
  const typing = event.target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || (typing && key.length === 1)) { return; }
  const groups = [...document.querySelectorAll("[data-keyed]")];
  const group = groups.includes(asked) ? asked : groups[0];
  const bears = `[data-key="${CSS.escape(key)}"]`;
  const found = (group && group.querySelector(bears)) || document.querySelector(`${bears}:not([data-keyed] *)`);
  if (!found || found.disabled) { return; }
  event.preventDefault();
  if (!found.matches("[data-keyed] *")) { found.click(); return; }
  found.checked = true;
  const next = groups[groups.indexOf(group) + 1];
  const to = next ? (next.querySelector("input:checked") || next.querySelector("input")) : document.querySelector("[data-keys-end]");
  asked = next || group;
  if (to) { to.focus(); }
}

// Enter in a finder opens the best of what was found for the very words typed; quicker than the answer, it waits for it.
let eager = false;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("form[data-finder=enter] input[type=search]")) { return; }
  event.preventDefault();
  const found = document.querySelector("[data-found] [data-for]");
  const words = event.target.value.trim().replace(/\s+/g, " ");
  eager = words !== "" && !(found && found.dataset.for === words);
  if (eager) { htmx.trigger(event.target, "search"); return; }
  const best = document.querySelector("[data-found] a[data-result]");
  if (words && best) { best.click(); }
});
document.addEventListener("htmx:afterSwap", () => {
  const best = eager && document.querySelector("[data-found] a[data-result]");
  eager = false;
  if (best) { best.focus(); }
});

// What a page asks again by itself leaves alone the part in which somebody stands.
document.addEventListener("htmx:beforeRequest", (event) => {
  const part = event.detail.elt;
  if (part.matches("[data-renewed]") && part.contains(document.activeElement)) { event.preventDefault(); }
});

// A shared computer: locked by its button, its key, or when nobody touched any page for a while. The page is put away as
// it stands, out of the document, and comes back when its user does; the server has locked the session meanwhile.
const lock = document.querySelector("form[data-lock]");
let away = null;
function touched() { try { return Number(localStorage.getItem("wasl-touched")); } catch { return 0; } }
async function putAway(why) {
  if (away || !lock) { return; }
  const said = new FormData(lock);
  if (why === "idle") { said.append("idle", "1"); }
  const answer = await fetch(lock.action, { method: "POST", body: said, headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer || !answer.ok) { window.location.reload(); return; }
  const words = await answer.text();
  away = { page: document.createDocumentFragment(), title: document.title, frame: document.body.className };
  away.page.append(...document.body.childNodes);
  document.title = lock.dataset.title;
  document.body.className = "public";
  document.body.innerHTML = words;
  htmx.process(document.body);
  const field = document.querySelector("#locked input:not([type=hidden]), #locked button");
  if (field) { field.focus(); }
}
document.addEventListener("wasl-locked", putAway);
document.addEventListener("wasl-unlocked", () => {
  if (!away) { return; }
  document.body.replaceChildren(away.page);
  document.body.className = away.frame;
  document.title = away.title;
  away = null;
  for (const part of document.querySelectorAll("[data-renewed]")) {
    htmx.ajax("GET", part.getAttribute("hx-get"), { target: part, swap: "outerHTML" });
  }
});
if (lock) {
  const wait = Number(lock.dataset.minutes) * 60000;
  let last = Date.now(), told = last;
  const touch = () => {
    if (Date.now() - last < 2000) { return; }
    last = Date.now();
    try { localStorage.setItem("wasl-touched", String(last)); } catch { /* each page then counts for itself */ }
    if (wait && !away && last - told > wait / 3) { told = last; fetch(lock.dataset.present); }
  };
  for (const name of ["keydown", "pointerdown", "scroll"]) { document.addEventListener(name, touch, { passive: true, capture: true }); }
  lock.addEventListener("submit", (event) => { event.preventDefault(); putAway(); });
  if (wait) { setInterval(() => { if (Date.now() - Math.max(last, touched()) > wait) { putAway("idle"); } }, 15000); }
}
