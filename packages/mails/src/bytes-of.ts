const encoder = new TextEncoder();

/** The size of a text in bytes, as UTF-8. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length;
}
