import type { MailTemplate } from "./parse-template.ts";
import type { TemplateKey } from "@latchkey/contract/template-names.ts";

const support = '{{ supportContact | default: "your System Administrator" }}';
const hello = "Hello {{ user.firstName | default: user.name }},";
// Names and dates may run in another direction than the sentence around them.
const helloHtml = "<p>Hello <bdi>{{ user.firstName | default: user.name }}</bdi>,</p>";
const momentHtml = "<strong><bdi>{{ expiresAt }}</bdi></strong>";
const accountHtml = '<strong translate="no"><bdi>{{ user.userName }}</bdi></strong>';

const english = {
  locale: "en",
  direction: "ltr",
  footer:
    "Sent by {{ productName }}{% if companyName %} for {{ companyName }}{% endif %}. " +
    `For help, contact ${support}.`,
} as const;

const accessInfo: MailTemplate = {
  ...english,
  subject: "Your sign-in details for {{ productName }}",
  preheader: "Sign in with your temporary password and choose your own by {{ expiresAt }}.",
  html: `
<h1>Your sign-in details</h1>
${helloHtml}
<p>{{ actor | capitalize }} made a temporary password for your {{ productName }} account. Sign in with it and choose your own password right away.</p>
<dl>
<dt>Sign-in address</dt>
<dd><a href="{{ signInUrl }}">{{ signInUrl }}</a></dd>
<dt>User Name</dt>
<dd translate="no"><bdi>{{ user.userName }}</bdi></dd>
<dt>Temporary password</dt>
<dd class="secret" translate="no" dir="ltr">{{ password }}</dd>
</dl>
<p>The temporary password works until ${momentHtml}, and only for choosing a new one. It replaces any password you had before.</p>
<p class="action"><a class="button" href="{{ signInUrl }}">Sign in</a></p>
<h2>How to sign in</h2>
<ol>
<li>Open the sign-in address above.</li>
<li>Enter your user name and the temporary password.</li>
<li>When you are asked, choose a new password that only you know.</li>
</ol>
<hr>
<h2>Did you not expect this?</h2>
<p class="last">Do not use the password, and contact ${support}.{% if stopLink %} You can also <a href="{{ stopLink }}">say that this wasn't you</a>: that stops the temporary password, ends your sessions and alerts the administrators.{% endif %}</p>
`,
  text: `
${hello}

{{ actor | capitalize }} made a temporary password for your {{ productName }} account. Sign in with it and choose your own password right away.

Sign-in address:
{{ signInUrl }}

User Name:
{{ user.userName }}

Temporary password:
{{ password }}

The temporary password works until {{ expiresAt }}, and only for choosing a new one. It replaces any password you had before.

How to sign in

1. Open the sign-in address above.
2. Enter your user name and the temporary password.
3. When you are asked, choose a new password that only you know.

Did you not expect this?

Do not use the password, and contact ${support}.
{% if stopLink %}
If this wasn't you, open this link. It stops the temporary password, ends your sessions and alerts the administrators:
{{ stopLink }}
{% endif %}`,
};

const passwordChangeLink: MailTemplate = {
  ...english,
  subject: "Choose a new password for {{ productName }}",
  preheader:
    "{{ actor | capitalize }} asked for a link to change your password. It works until {{ expiresAt }}.",
  html: `
<h1>Choose a new password</h1>
${helloHtml}
<p>{{ actor | capitalize }} asked for this link, with which you can choose a new password for your {{ productName }} account ${accountHtml}.</p>
<p class="action"><a class="button" href="{{ link }}">Choose a new password</a></p>
<p>The link works once, until ${momentHtml}. Your current password stays valid until you have chosen a new one.</p>
<p>If the button does not work, copy this address into your browser:</p>
<p class="address"><a href="{{ link }}">{{ link }}</a></p>
<hr>
<h2>{% if actorIsYou %}Did you not ask for this?{% else %}Did you not expect this?{% endif %}</h2>
<p class="last">Do not use the link, and contact ${support}. Your password stays as it is.{% if stopLink %} You can also <a href="{{ stopLink }}">say that this wasn't you</a>: that stops the link, ends your sessions and alerts the administrators.{% endif %}</p>
`,
  text: `
${hello}

{{ actor | capitalize }} asked for this link, with which you can choose a new password for your {{ productName }} account {{ user.userName }}. Open it in your browser:

{{ link }}

The link works once, until {{ expiresAt }}. Your current password stays valid until you have chosen a new one.

{% if actorIsYou %}Did you not ask for this?{% else %}Did you not expect this?{% endif %}

Do not use the link, and contact ${support}. Your password stays as it is.
{% if stopLink %}
If this wasn't you, open this link. It stops the password change, ends your sessions and alerts the administrators:
{{ stopLink }}
{% endif %}`,
};

const passwordChanged: MailTemplate = {
  ...english,
  subject: "Your {{ productName }} password was changed",
  preheader: `{{ actor | capitalize }} changed it. If you did not expect this, contact ${support} right away.`,
  html: `
<h1>Your password was changed</h1>
${helloHtml}
{% if actorIsYou -%}
<p>You changed the password of your {{ productName }} account ${accountHtml}. Sign in with your new password from now on.</p>
{%- else -%}
<p>{{ actor | capitalize }} set a temporary password for your {{ productName }} account ${accountHtml}. Ask them for it if you do not have it yet, and choose your own password right after signing in.</p>
{%- endif %}
<p>For your safety you have been signed out everywhere, and links and temporary passwords from earlier mails no longer work.</p>
<p class="action"><a class="button" href="{{ signInUrl }}">Sign in</a></p>
<p class="address"><a href="{{ signInUrl }}">{{ signInUrl }}</a></p>
<hr>
<h2>{% if actorIsYou %}Was this not you?{% else %}Did you not expect this?{% endif %}</h2>
<p class="last">Contact ${support} right away.{% if stopLink %} You can also <a href="{{ stopLink }}">say that this wasn't you</a>: that ends your sessions and alerts the administrators.{% endif %}</p>
`,
  text: `
${hello}

{% if actorIsYou -%}
You changed the password of your {{ productName }} account {{ user.userName }}. Sign in with your new password from now on:
{%- else -%}
{{ actor | capitalize }} set a temporary password for your {{ productName }} account {{ user.userName }}. Ask them for it if you do not have it yet, and choose your own password right after signing in:
{%- endif %}

{{ signInUrl }}

For your safety you have been signed out everywhere, and links and temporary passwords from earlier mails no longer work.

{% if actorIsYou %}Was this not you?{% else %}Did you not expect this?{% endif %}

Contact ${support} right away.
{% if stopLink %}
If this wasn't you, open this link. It ends your sessions and alerts the administrators:
{{ stopLink }}
{% endif %}`,
};

const administratorChangedYourAccess: MailTemplate = {
  ...english,
  subject: "An administrator changed your access to {{ productName }}",
  preheader: `If you expected this, there is nothing to do. If not, contact ${support}.`,
  html: `
<h1>Your access was changed</h1>
${helloHtml}
<p>An administrator changed how your {{ productName }} account ${accountHtml} can be used. If you expected this, there is nothing to do.</p>
<p>Such a change can be about your email address, your user name, your type or teams, your open sessions, or whether your account is active. To learn what was changed, contact ${support}.</p>
<hr>
<h2>Did you not expect this?</h2>
<p class="last">Contact ${support} right away.{% if stopLink %} You can also <a href="{{ stopLink }}">say that this wasn't you</a>: that ends your sessions and alerts the administrators.{% endif %}</p>
`,
  text: `
${hello}

An administrator changed how your {{ productName }} account {{ user.userName }} can be used. If you expected this, there is nothing to do.

Such a change can be about your email address, your user name, your type or teams, your open sessions, or whether your account is active. To learn what was changed, contact ${support}.

Did you not expect this?

Contact ${support} right away.
{% if stopLink %}
If this wasn't you, open this link. It ends your sessions and alerts the administrators:
{{ stopLink }}
{% endif %}`,
};

const recoveryStopped: MailTemplate = {
  ...english,
  footer:
    "Sent by {{ productName }}{% if companyName %} for {{ companyName }}{% endif %} to its System Administrators.",
  subject: "{{ user.userName }} stopped a recovery in {{ productName }}",
  preheader:
    "Their open links, temporary passwords and sessions were ended. Call them back on a known number.",
  html: `
<h1>A recovery was stopped</h1>
<p>Hello,</p>
<p><strong><bdi>{{ user.name }}</bdi></strong> (${accountHtml}) said “this wasn't me” about a mail from {{ productName }}, on <strong><bdi>{{ stoppedAt }}</bdi></strong>. Somebody else may be trying to get into the account.</p>
<h2>What was done</h2>
<ul>
<li>Every open link and every pending or temporary password of the account no longer works.</li>
<li>A password that was just chosen through them no longer works either.</li>
<li>Everybody who was signed in to the account was signed out.</li>
<li>Forgot Password? sends no link to the account until ${momentHtml}.</li>
</ul>
<h2>What to do next</h2>
<ol>
<li>Call the person back on a number that you know already, not on one from a mail or a call.</li>
<li>Look at the history on the record: who asked for the recovery, and from where.</li>
<li>Give the access back when you are sure. You are asked for a reason, which is kept in the audit trail.</li>
</ol>
<p class="action"><a class="button" href="{{ recordUrl }}">Open the user record</a></p>
<p class="address"><a href="{{ recordUrl }}">{{ recordUrl }}</a></p>
`,
  text: `
Hello,

{{ user.name }} ({{ user.userName }}) said “this wasn't me” about a mail from {{ productName }}, on {{ stoppedAt }}. Somebody else may be trying to get into the account.

What was done

- Every open link and every pending or temporary password of the account no longer works.
- A password that was just chosen through them no longer works either.
- Everybody who was signed in to the account was signed out.
- Forgot Password? sends no link to the account until {{ expiresAt }}.

What to do next

1. Call the person back on a number that you know already, not on one from a mail or a call.
2. Look at the history on the record: who asked for the recovery, and from where.
3. Give the access back when you are sure. You are asked for a reason, which is kept in the audit trail.

Open the user record:
{{ recordUrl }}`,
};

/** The mails that come with the product, by language (BCP 47). Every language is complete. */
export const builtInTemplates = {
  en: {
    "access-info": accessInfo,
    "password-change-link": passwordChangeLink,
    "password-changed": passwordChanged,
    "administrator-changed-your-access": administratorChangedYourAccess,
    "recovery-stopped": recoveryStopped,
  },
} as const satisfies Record<string, Record<TemplateKey, MailTemplate>>;
