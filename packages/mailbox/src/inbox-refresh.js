// Keeps what is marked as live fresh while it is on screen, tells moments as the reader's clock does, and shows a mail whole;
// without this script the page works and is refreshed by hand.
const EVERY_MS = 3000;

const english = navigator.languages.find((language) => /^en\b/.test(language)) ?? "en-GB";
const format = (options) => new Intl.DateTimeFormat(english, options);
const exact = format({ dateStyle: "medium", timeStyle: "long" });
const forms = { exact, clock: format({ timeStyle: "medium" }), day: format({ dateStyle: "medium" }) };

/** Only the browser knows the reader's time zone. */
function tellMoments(page) {
  for (const time of page.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    time.title = exact.format(at);
    const form = forms[time.dataset.form];
    if (form) time.textContent = form.format(at);
  }
  return page;
}

async function fetchPage() {
  const answer = await fetch(location.href);
  if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}.`);
  return tellMoments(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

function show(fresh) {
  for (const part of document.querySelectorAll("[data-live]")) showPart(part, fresh.getElementById(part.id));

  // The status element stays the same one, so a screen reader announces its new text.
  const status = document.querySelector("[role=status]");
  if (status) status.textContent = fresh.querySelector("[role=status]").textContent;
}

function showPart(part, freshPart) {
  if (part.innerHTML === freshPart.innerHTML) return;
  const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
  part.replaceWith(freshPart);
  if (focused) freshPart.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

async function refresh() {
  if (!document.hidden) await fetchPage().then(show, () => {});
  setTimeout(refresh, EVERY_MS);
}

/**
 * Makes the frame of the mail as tall as the mail, and smaller where the mail is wider than its place. The mail itself can't be
 * looked into, for its links may act: a second frame of it, in which nothing may act, is measured in its place.
 */
function showWhole(paper) {
  const sheet = paper.parentElement;
  const gauge = document.createElement("iframe");
  gauge.className = "gauge";
  gauge.setAttribute("sandbox", "allow-same-origin");
  gauge.setAttribute("aria-hidden", "true");
  gauge.tabIndex = -1;
  gauge.src = `${paper.src}?gauge`;
  function fit() {
    const mail = gauge.contentDocument.documentElement;
    const room = sheet.clientWidth;
    gauge.style.width = `${room}px`;
    const width = Math.max(room, mail.scrollWidth);
    gauge.style.width = `${width}px`;
    const height = mail.scrollHeight;
    paper.style.width = `${width}px`;
    paper.style.height = `${height}px`;
    paper.style.transform = `scale(${room / width})`;
    sheet.style.height = `${Math.ceil((height * room) / width)}px`;
  }
  gauge.addEventListener("load", () => new ResizeObserver(fit).observe(sheet));
  sheet.prepend(gauge);
}

tellMoments(document);
const paper = document.querySelector("iframe.paper");
if (paper !== null) showWhole(paper);
setTimeout(refresh, EVERY_MS);
