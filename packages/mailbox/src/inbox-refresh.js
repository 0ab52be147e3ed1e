// Keeps what is marked as live fresh while it is on screen; without this script the page works and is refreshed by hand.
const EVERY_MS = 3000;

async function fetchPage() {
  const answer = await fetch(location.href);
  if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}.`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
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

setTimeout(refresh, EVERY_MS);
