/**
 * Marks that come along unseen when text is copied from documents and web pages, and belong to no name: soft hyphens, blanks
 * without width, directions. The joiners stay, which some scripts and emoji need.
 */
const unseenMarks = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** What was typed or pasted without marks that nobody sees; a tabulator, as between the cells of a table, becomes a blank. */
export function withoutUnseenMarks(text: string): string {
  return text.replaceAll(unseenMarks, "").replaceAll("\t", " ");
}
