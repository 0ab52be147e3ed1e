type Source = { html: string; text?: string };

/** A source of about so many characters. */
type Make = (length: number) => Source;

const times = (length: number, piece: string) => piece.repeat(Math.floor(length / piece.length));
const full =
  (piece: string): Make =>
  (length) => ({ html: times(length, piece) });
const within =
  (before: string, piece: string, after: string): Make =>
  (length) => ({ html: before + times(length - before.length - after.length, piece) + after });
const nested =
  (open: string, close: string): Make =>
  (length) => {
    const pairs = Math.floor(length / (open.length + close.length));
    return { html: open.repeat(pairs) + close.repeat(pairs) };
  };
const link = '<a href="https://b.example">';
const bold = (index: number) => `<b a${index.toString(36)}>`;

/** What costs somebody who reads it carelessly more than its length: words for lint, by what they are made of. */
export const hostileSources: Record<string, Make> = {
  "{{x}}": full("{{x}}"),
  "{{x}} in both parts": (length) => ({
    html: times(length, "{{x}}"),
    text: times(length, "{{x}}"),
  }),
  "{{ link }}, always empty": full("{{ link }}"),
  "{{ user.name }} in the text": (length) => ({ html: "<p>x</p>", text: times(length, "{{ user.name }}") }),
  "{{1}}a": full("{{1}}a"),
  "a[b][b]": within("{{ a", "[b]", "}}"),
  "default: names": within("{{ user.name | default: user.name", ",user.name", "}}"),
  "or or or": within("{% if x", " or x", "%}x{% endif %}"),
  "elsif elsif": within("{% if x %}", "{%elsif x%}", "{% endif %}"),
  "conditions, nested": nested("{% if user.name %}", "{% endif %}"),
  "conditions in a row": full("{% if user.name %}x{% endif %}"),
  "{% not closed": full("{%"),
  "{% in a string": within('{{ "}}', "{%", '" }}'),
  "< in strings": full('{{ "<" }}'),
  "<b> not closed": full("<b>"),
  "<b> nested": nested("<b>", "</b>"),
  "<b>s that come back in each <p>": (length) => {
    const opened = Array.from({ length: Math.floor(length / 14) }, (_, index) => bold(index)).join("");
    return { html: `<p>${opened}</p>${times(length / 2, "<p>x</p>")}` };
  },
  "<span>s and </bdi>s": (length) => ({
    html: times(length / 2, "<span>") + times(length / 2, "</bdi>"),
  }),
  attributes: (length) => ({
    html: `<p ${Array.from({ length: Math.floor(length / 6) }, (_, index) => `a${index}`).join(" ")}>x</p>`,
  }),
  "links in one paragraph": within("<p>", '<a href="tel:1">x</a>', "</p>"),
  "links that show a.a.a.": full(`${link}${"a.".repeat(980)}</a>`),
  "links that show a-a-a-": full(`${link}${"a-".repeat(980)}.</a>`),
  paragraphs: full("<p>x  x</p>"),
  "line breaks": full("<br>"),
  entities: full("&#1"),
  comments: full("<!-- -->"),
  "characters that can't be seen": full("\u0001"),
};
