/** Whether a text holds half a character (a lone surrogate): written as UTF-8, all of those are one and the same. */
export function holdsHalfCharacter(text: string): boolean {
  return /\p{Cs}/u.test(text);
}
