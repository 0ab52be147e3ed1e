const numbers = new Intl.NumberFormat();

/** A count in words, as it is read out too: "1,284", or "more than 10,000" where nobody counted further. */
export function countWords(count: number, hasMore: boolean): string {
  return hasMore ? `more than ${numbers.format(count)}` : numbers.format(count);
}
