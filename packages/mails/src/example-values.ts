import type { TemplateKey } from "@latchkey/contract/template-names.ts";
import type { TemplateValues } from "./template-values.ts";

const everyMail: TemplateValues = {
  user: {
    firstName: "Jane",
    lastName: "Okafor",
    name: "Jane Okafor",
    userName: "jane.okafor",
    email: "jane.okafor@acme.example",
  },
  link: null,
  password: null,
  expiresAt: null,
  signInUrl: "https://access.acme.example/sign-in",
  productName: "Latchkey",
  companyName: "Acme Ltd",
  supportContact: "the service desk, +49 30 1234 567",
  actor: "an administrator",
  readerIsAdministrator: false,
  stopLink: "https://access.acme.example/stop#s70PtOkEn",
  recordUrl: null,
  stoppedAt: null,
};

/** One complete set of values for every template. */
export const exampleValues: Readonly<Record<TemplateKey, TemplateValues>> = {
  "access-info": { ...everyMail, password: "quiet-harbour-lamp-49-otter", expiresAt: "2026-11-24T14:58:12Z" },
  "password-change-link": {
    ...everyMail,
    link: "https://access.acme.example/reset-password#l1nKtOkEn",
    expiresAt: "2026-11-24T14:58:12Z",
  },
  "password-changed": { ...everyMail, actor: "you" },
  "administrator-changed-your-access": everyMail,
  "link-copied": { ...everyMail, expiresAt: "2026-11-24T14:58:12Z" },
  "link-extended": { ...everyMail, expiresAt: "2026-11-24T14:58:12Z" },
  "email-changed": everyMail,
  "recovery-stopped": {
    ...everyMail,
    actor: "you",
    readerIsAdministrator: true,
    stopLink: null,
    recordUrl: "https://access.acme.example/users/019ab0c2-5a10-7e3f-8d11-4c2f6b7a9e01",
    stoppedAt: "2026-11-23T14:58:12Z",
    expiresAt: "2026-11-24T14:58:12Z",
  },
  "sign-in-stopped": { ...everyMail, actor: "you", stopLink: null, stoppedAt: "2026-11-23T14:58:12Z" },
};
