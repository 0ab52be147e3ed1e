import type { Fault } from "./faults.ts";
import { ResendError } from "./resend-error.ts";

/** What Resend answers when there is a name for what is wrong: status, name, message. */
const errors: Partial<Record<Fault["kind"], ConstructorParameters<typeof ResendError>>> = {
  down: [
    503,
    "application_error",
    "Internal server error. We are unable to process your request right now, please try again later.",
  ],
  "server-error": [500, "internal_server_error", "An unexpected error occurred."],
  "rate-limited": [
    429,
    "rate_limit_exceeded",
    "Too many requests. See the rate limit response headers for more information.",
  ],
  "daily-quota": [429, "daily_quota_exceeded", "You have reached your daily email sending quota."],
  "monthly-quota": [429, "monthly_quota_exceeded", "You have reached your monthly email sending quota."],
  "invalid-key": [401, "validation_error", "API key is invalid"],
  "restricted-key": [401, "restricted_api_key", "This API key is restricted to only send emails."],
  "suspended-key": [403, "suspended_api_key", "This API key is suspended."],
  "unverified-domain": [
    403,
    "validation_error",
    "The domain is not verified. Please, add and verify your domain on https://resend.com/domains",
  ],
  "sandbox-sender": [
    403,
    "validation_error",
    "You can only send testing emails to your own email address. To send emails to other recipients, please verify a domain at resend.com/domains, and change the `from` address to an email using this domain.",
  ],
  "bad-address": [
    422,
    "validation_error",
    "Invalid `to` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
  ],
  "concurrent-key": [
    409,
    "concurrent_idempotent_requests",
    "Same idempotency key used while original request is still in progress.",
  ],
  "changed-body": [
    409,
    "invalid_idempotent_request",
    "Same idempotency key used with a different request payload.",
  ],
};

/** The error that Resend answers for this kind of fault, or null when the fault is none that has an answer. */
export function faultError(kind: Fault["kind"]): ResendError | null {
  const error = errors[kind];
  return error === undefined ? null : new ResendError(...error);
}
