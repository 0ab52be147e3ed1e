/** Splits plain text into words and http(s) links in turn: every second part, from the second on, is a link. */
export function splitAtLinks(text: string): string[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])/);
}
