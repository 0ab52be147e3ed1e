// Keeps the list fresh while it is on screen; without this script the page works and is refreshed by hand.
const EVERY_MS = 3000;

async function fetchPage() {
  const answer = await fetch(location.href);
  if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}.`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function show(fresh) {
  const list = document.querySelector("#inbox");
  const freshList = fresh.querySelector("#inbox");
  if (list.innerHTML === freshList.innerHTML) return;

  const focused = list.contains(document.activeElement) && document.activeElement.getAttribute("href");
  list.replaceWith(freshList);
  if (focused) freshList.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();

  // The status element stays the same one, so a screen reader announces its new text.
  document.querySelector("[role=status]").textContent = fresh.querySelector("[role=status]").textContent;
}

async function refresh() {
  if (!document.hidden) await fetchPage().then(show, () => {});
  setTimeout(refresh, EVERY_MS);
}

setTimeout(refresh, EVERY_MS);
