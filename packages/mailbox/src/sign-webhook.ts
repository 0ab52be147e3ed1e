import { createHmac } from "node:crypto";

/**
 * Reads signing secrets, `whsec_` and base64 each, separated by commas while they are being rotated. Throws when one is not
 * a secret.
 */
export function readWebhookSecrets(secrets: string): Buffer[] {
  return secrets.split(",").map((text) => {
    const encoded = text.trim().replace(/^whsec_/, "");
    if (encoded === "" || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded))
      throw new Error("A webhook secret is “whsec_” and base64; several are separated by commas.");
    return Buffer.from(encoded, "base64");
  });
}

/** The headers of one attempt, signed with every secret (Standard Webhooks, under Svix's names); `at` is in milliseconds. */
export function signWebhook(secrets: Buffer[], id: string, at: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")}`,
  );
  return { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signatures.join(" ") };
}
