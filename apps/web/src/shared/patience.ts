/** How long a change of page waits before it shows that something is being loaded, in milliseconds. */
const patienceMilliseconds = 150;

/**
 * Waits for what a page needs, but not longer than nobody notices: what is quick shows at once, and what is slow shows its
 * skeleton. Throws what it throws within that time.
 */
export async function waitPatiently(needed: Promise<unknown>): Promise<void> {
  // What fails later is told by the component that reads it.
  needed.catch(() => null);
  await Promise.race([needed, new Promise((resolve) => setTimeout(resolve, patienceMilliseconds))]);
}
