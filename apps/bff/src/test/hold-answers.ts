import type { TestApp } from "./start.ts";

/** Answers of the mail service that are on their way, until a test lets them come. */
export type HeldAnswers = {
  /** Resolves when the mail service has answered, and nobody knows it yet. */
  came: Promise<void>;
  /** Lets this answer and all others come. */
  release(): void;
};

/** Lets the mail service take mails from now on, and holds its answers back. */
export function holdAnswers({ mailer }: Pick<TestApp, "mailer">): HeldAnswers {
  const send = mailer.send.bind(mailer);
  const came = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  mailer.send = async (...request) => {
    const attempt = await send(...request);
    came.resolve();
    await released.promise;
    return attempt;
  };
  return { came: came.promise, release: released.resolve };
}
