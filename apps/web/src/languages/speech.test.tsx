import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { accountTranslation, translation } from "./catalogue.ts";
import { messages as german } from "./de.ts";
import { messages as french } from "./fr.ts";
import { messages as frenchAccount } from "./fr-account.ts";
import { speak } from "./speech.tsx";

const { say } = speak("de", "de", german);

it("puts elements where the placeholders are", () => {
  const sentence = say.rich("stop.blocked", { when: <time>morgen</time> });
  expect(renderToStaticMarkup(<p>{sentence}</p>)).toBe(
    "<p>„Passwort vergessen?“ sendet keinen Link bis <time>morgen</time>.</p>",
  );
});

it("chooses between words by a value, beside elements", () => {
  const sentence = say.rich("reset.lead", {
    user: <strong>jane</strong>,
    askedBy: "user",
    when: <time>heute, 15:04</time>,
  });
  expect(renderToStaticMarkup(<p>{sentence}</p>)).toBe(
    "<p>Für <strong>jane</strong>. Sie haben diesen Link angefordert; er gilt bis <time>heute, 15:04</time>.</p>",
  );
});

it("knows which messages there are, and says no others", () => {
  expect([say.has("signIn"), say.has("toString")]).toEqual([true, false]);
  expect(() => say("profile")).toThrow("profile");
});

it("does not compile with a message or a value that is missing, unknown or of another kind", () => {
  const wrong = [
    // @ts-expect-error -- there is no such message
    () => say("sign-in"),
    // @ts-expect-error -- the value is missing
    () => say("rule.too-short"),
    // @ts-expect-error -- the value is called otherwise
    () => say("rule.too-short", { amount: 15 }),
    // @ts-expect-error -- a number is counted
    () => say("rule.too-short", { count: "15" }),
    // @ts-expect-error -- the message is told nothing
    () => say("signIn", { count: 15 }),
    // @ts-expect-error -- elements stand in rich sentences only
    () => say("forgot.typed", { name: <b>jane</b> }),
    // @ts-expect-error -- a message is missing
    () => translation({ signIn: "Se connecter" }),
    // @ts-expect-error -- this message is in no other catalogue
    () => translation({ ...french, signInn: "Se connecter" }),
    // @ts-expect-error -- this one is told another value
    () => translation({ ...french, "forgot.typed": "Vous avez saisi {nom}" }),
    // @ts-expect-error -- this one leaves out what it is told
    () => accountTranslation({ ...frenchAccount, "session.browserOn": "{browser}" }),
  ];
  expect(wrong).toHaveLength(10);
});
