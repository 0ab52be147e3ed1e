/**
 * Whether the server has other screens by now than the ones that this page is of: theirs begin with another script. Rejects
 * when it does not answer.
 */
export async function isReplaced(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>("script[type=module]");
  const answer = await fetch("/", { cache: "no-store" });
  const page = await answer.text();
  return answer.ok && own !== null && !page.includes(new URL(own.src).pathname);
}
