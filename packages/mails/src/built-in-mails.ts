import type { Language } from "@latchkey/contract/languages.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { MailTemplate } from "./parse-template.ts";

/** A sentence that is offered only with a stop link. */
type Stop = {
  /** What stands in [brackets] is the link. */
  html: string;
  /** The link follows on its own line. */
  text: string;
};

/** What a notice about a link says by itself. */
type LinkNotice = { subject: string; title: string; lead: string };

/** The sentences of the built-in mails in one language: plain text with Liquid, never HTML. */
export type MailWording = {
  locale: Language;
  direction: "ltr" | "rtl";
  /** What ends a label that stands before its value. */
  colon: string;
  /** What stands between two sentences. */
  gap: "" | " ";
  hello: string;
  footer: string;
  signIn: string;
  /** Asks whether a mail that an administrator caused comes as a surprise. */
  unexpected: string;
  /** In the mails that carry nothing to be stopped: whom to ask, and the stop. */
  contactSoon: string;
  stopNotice: Stop;
  accessInfo: {
    subject: string;
    preheader: string;
    title: string;
    lead: string;
    signInAddress: string;
    userName: string;
    password: string;
    validity: string;
    howTo: string;
    steps: readonly [string, string, string];
    caution: string;
    stop: Stop;
  };
  passwordChangeLink: {
    subject: string;
    preheader: string;
    title: string;
    lead: string;
    /** Text part only: the link follows. */
    openIt: string;
    button: string;
    validity: string;
    /** HTML part only: the address follows. */
    withoutButton: string;
    notAsked: string;
    caution: string;
    stop: Stop;
  };
  passwordChanged: {
    subject: string;
    preheader: string;
    title: string;
    byYou: string;
    byAdministrator: string;
    signedOut: string;
    notYou: string;
  };
  administratorChangedYourAccess: {
    subject: string;
    preheader: string;
    title: string;
    lead: string;
    about: string;
  };
  /** An administrator has a link in hand: beside it stands what the mail of a link says. */
  linkCopied: LinkNotice;
  linkExtended: LinkNotice;
  emailChanged: {
    subject: string;
    preheader: string;
    title: string;
    lead: string;
    about: string;
    stop: Stop;
  };
  recoveryStopped: {
    subject: string;
    preheader: string;
    title: string;
    hello: string;
    lead: string;
    done: string;
    doneItems: readonly [string, string, string, string];
    next: string;
    nextItems: readonly [string, string, string];
    openRecord: string;
    footer: string;
  };
  signInStopped: {
    subject: string;
    preheader: string;
    title: string;
    lead: string;
    items: readonly [string, string, string];
  };
};

const namePlaceholder = /\{\{ user\.(?:firstName|name)\b.*?\}\}/g;

/** A greeting in HTML. Names may run in another direction than the sentence around them. */
function greet(hello: string): string {
  return `<p>${hello.replace(namePlaceholder, "<bdi>$&</bdi>")}</p>`;
}

/** A sentence in HTML: what matters is strong, and every value keeps its own direction. */
function mark(sentence: string): string {
  return sentence
    .replace(/\{\{ (?:expiresAt|stoppedAt|user\.name) \}\}/g, "<strong><bdi>$&</bdi></strong>")
    .replace(/\{\{ user\.userName \}\}/g, '<strong translate="no"><bdi>$&</bdi></strong>')
    .replace(/\{\{ (?:productName|companyName|support) \}\}/g, "<bdi>$&</bdi>");
}

const list = (element: "ol" | "ul", items: readonly string[]) =>
  `<${element}>\n${items.map((item) => `<li>${mark(item)}</li>`).join("\n")}\n</${element}>`;

const button = (link: string, label: string) =>
  `<p class="action"><a class="button" href="{{ ${link} }}">${label}</a></p>`;

const address = (link: string) => `<a href="{{ ${link} }}" dir="ltr">{{ ${link} }}</a>`;

const addressLine = (link: string) => `<p class="address">${address(link)}</p>`;

/** Writes the built-in mails in one language; they are built alike in all of them. */
export function builtInMails(wording: MailWording): Record<TemplateKey, MailTemplate> {
  const { locale, direction, colon, gap, hello, accessInfo, passwordChangeLink, passwordChanged } = wording;
  const { administratorChangedYourAccess: access, emailChanged } = wording;
  const { recoveryStopped: stopped, signInStopped } = wording;

  // Plain text has no <bdi>: first strong isolates (Unicode UAX 9) do the same. Left to right, our values do without.
  const isolate = (sentence: string) =>
    direction === "rtl" ? sentence.replace(/\{\{.*?\}\}/g, "\u2068$&\u2069") : sentence;
  const lines = (sentences: readonly string[], bullet: (index: number) => string) =>
    sentences.map((sentence, index) => `${bullet(index)} ${isolate(sentence)}`).join("\n");
  const numbers = (index: number) => `${index + 1}.`;
  const dashes = () => "-";

  const lastHtml = (caution: string, stop: Stop) => {
    const offer = stop.html.replace("[", '<a href="{{ stopLink }}">').replace("]", "</a>");
    return `<p class="last">${mark(caution)}{% if stopLink %}${gap}${offer}{% endif %}</p>`;
  };
  const lastText = (caution: string, stop: Stop) =>
    `${isolate(caution)}\n{% if stopLink %}\n${stop.text}\n{{ stopLink }}\n{% endif %}`;

  // In a text that runs from right to left the password still starts where the lines start.
  const secret =
    direction === "rtl"
      ? '<dd class="secret" translate="no"><bdi dir="ltr">{{ password }}</bdi></dd>'
      : '<dd class="secret" translate="no" dir="ltr">{{ password }}</dd>';
  const notAsked = `{% if actorIsYou %}${passwordChangeLink.notAsked}{% else %}${wording.unexpected}{% endif %}`;
  const notYou = `{% if actorIsYou %}${passwordChanged.notYou}{% else %}${wording.unexpected}{% endif %}`;
  const base = { locale, direction, footer: isolate(wording.footer) };

  // No way to the link: the notice tells of it, and stops it.
  const linkNotice = ({ subject, title, lead }: LinkNotice): MailTemplate => ({
    ...base,
    subject,
    preheader: access.preheader,
    html: `
<h1>${title}</h1>
${greet(hello)}
<p>${mark(lead)}</p>
<p>${mark(passwordChangeLink.validity)}</p>
<hr>
<h2>${wording.unexpected}</h2>
${lastHtml(wording.contactSoon, passwordChangeLink.stop)}
`,
    text: `
${isolate(hello)}

${isolate(lead)}

${isolate(passwordChangeLink.validity)}

${wording.unexpected}

${lastText(wording.contactSoon, passwordChangeLink.stop)}`,
  });

  return {
    "access-info": {
      ...base,
      subject: accessInfo.subject,
      preheader: accessInfo.preheader,
      html: `
<h1>${accessInfo.title}</h1>
${greet(hello)}
<p>${mark(accessInfo.lead)}</p>
<dl>
<dt>${accessInfo.signInAddress}</dt>
<dd>${address("signInUrl")}</dd>
<dt>${accessInfo.userName}</dt>
<dd translate="no"><bdi>{{ user.userName }}</bdi></dd>
<dt>${accessInfo.password}</dt>
${secret}
</dl>
<p>${mark(accessInfo.validity)}</p>
${button("signInUrl", wording.signIn)}
<h2>${accessInfo.howTo}</h2>
${list("ol", accessInfo.steps)}
<hr>
<h2>${wording.unexpected}</h2>
${lastHtml(accessInfo.caution, accessInfo.stop)}
`,
      text: `
${isolate(hello)}

${isolate(accessInfo.lead)}

${accessInfo.signInAddress}${colon}
{{ signInUrl }}

${accessInfo.userName}${colon}
{{ user.userName }}

${accessInfo.password}${colon}
{{ password }}

${isolate(accessInfo.validity)}

${accessInfo.howTo}

${lines(accessInfo.steps, numbers)}

${wording.unexpected}

${lastText(accessInfo.caution, accessInfo.stop)}`,
    },

    "password-change-link": {
      ...base,
      subject: passwordChangeLink.subject,
      preheader: passwordChangeLink.preheader,
      html: `
<h1>${passwordChangeLink.title}</h1>
${greet(hello)}
<p>${mark(passwordChangeLink.lead)}</p>
${button("link", passwordChangeLink.button)}
<p>${mark(passwordChangeLink.validity)}</p>
<p>${passwordChangeLink.withoutButton}</p>
${addressLine("link")}
<hr>
<h2>${notAsked}</h2>
${lastHtml(passwordChangeLink.caution, passwordChangeLink.stop)}
`,
      text: `
${isolate(hello)}

${isolate(passwordChangeLink.lead)}

${passwordChangeLink.openIt}
{{ link }}

${isolate(passwordChangeLink.validity)}

${notAsked}

${lastText(passwordChangeLink.caution, passwordChangeLink.stop)}`,
    },

    "password-changed": {
      ...base,
      subject: passwordChanged.subject,
      preheader: passwordChanged.preheader,
      html: `
<h1>${passwordChanged.title}</h1>
${greet(hello)}
{% if actorIsYou -%}
<p>${mark(passwordChanged.byYou)}</p>
{%- else -%}
<p>${mark(passwordChanged.byAdministrator)}</p>
{%- endif %}
<p>${passwordChanged.signedOut}</p>
${button("signInUrl", wording.signIn)}
${addressLine("signInUrl")}
<hr>
<h2>${notYou}</h2>
${lastHtml(wording.contactSoon, wording.stopNotice)}
`,
      text: `
${isolate(hello)}

{% if actorIsYou -%}
${isolate(passwordChanged.byYou)}
{%- else -%}
${isolate(passwordChanged.byAdministrator)}
{%- endif %}

${accessInfo.signInAddress}${colon}
{{ signInUrl }}

${passwordChanged.signedOut}

${notYou}

${lastText(wording.contactSoon, wording.stopNotice)}`,
    },

    "administrator-changed-your-access": {
      ...base,
      subject: access.subject,
      preheader: access.preheader,
      html: `
<h1>${access.title}</h1>
${greet(hello)}
<p>${mark(access.lead)}</p>
<p>${mark(access.about)}</p>
<hr>
<h2>${wording.unexpected}</h2>
${lastHtml(wording.contactSoon, wording.stopNotice)}
`,
      text: `
${isolate(hello)}

${isolate(access.lead)}

${isolate(access.about)}

${wording.unexpected}

${lastText(wording.contactSoon, wording.stopNotice)}`,
    },

    "link-copied": linkNotice(wording.linkCopied),

    "link-extended": linkNotice(wording.linkExtended),

    "email-changed": {
      ...base,
      subject: emailChanged.subject,
      preheader: emailChanged.preheader,
      html: `
<h1>${emailChanged.title}</h1>
${greet(hello)}
<p>${mark(emailChanged.lead)}</p>
<p>${mark(emailChanged.about)}</p>
<hr>
<h2>${wording.unexpected}</h2>
${lastHtml(wording.contactSoon, emailChanged.stop)}
`,
      text: `
${isolate(hello)}

${isolate(emailChanged.lead)}

${isolate(emailChanged.about)}

${wording.unexpected}

${lastText(wording.contactSoon, emailChanged.stop)}`,
    },

    "recovery-stopped": {
      ...base,
      footer: isolate(stopped.footer),
      subject: stopped.subject,
      preheader: stopped.preheader,
      html: `
<h1>${stopped.title}</h1>
<p>${stopped.hello}</p>
<p>${mark(stopped.lead)}</p>
<h2>${stopped.done}</h2>
${list("ul", stopped.doneItems)}
<h2>${stopped.next}</h2>
${list("ol", stopped.nextItems)}
${button("recordUrl", stopped.openRecord)}
${addressLine("recordUrl")}
`,
      text: `
${stopped.hello}

${isolate(stopped.lead)}

${stopped.done}

${lines(stopped.doneItems, dashes)}

${stopped.next}

${lines(stopped.nextItems, numbers)}

${stopped.openRecord}${colon}
{{ recordUrl }}`,
    },

    "sign-in-stopped": {
      ...base,
      subject: signInStopped.subject,
      preheader: signInStopped.preheader,
      html: `
<h1>${signInStopped.title}</h1>
{% if recordUrl -%}
<p>${stopped.hello}</p>
{%- else -%}
${greet(hello)}
{%- endif %}
<p>${mark(signInStopped.lead)}</p>
${list("ul", signInStopped.items)}
{% if recordUrl -%}
${button("recordUrl", stopped.openRecord)}
${addressLine("recordUrl")}
{%- else -%}
${button("signInUrl", wording.signIn)}
${addressLine("signInUrl")}
{%- endif %}
`,
      text: `
{% if recordUrl -%}
${stopped.hello}
{%- else -%}
${isolate(hello)}
{%- endif %}

${isolate(signInStopped.lead)}

${lines(signInStopped.items, dashes)}

{% if recordUrl -%}
${stopped.openRecord}${colon}
{{ recordUrl }}
{%- else -%}
${accessInfo.signInAddress}${colon}
{{ signInUrl }}
{%- endif %}`,
    },
  };
}
