/** What a page may ask of a field in which a part of a mail is written. */
export type FieldHandle = {
  /** Puts the cursor into the field; at a line and column, counted from 1, if they are given. */
  focus(place?: { line: number; column: number }): void;
  /** Puts a text in place of what is selected, and the cursor behind it. */
  insert(text: string): void;
  /** The element that has the focus when the field has it. */
  target(): HTMLElement | null;
};
