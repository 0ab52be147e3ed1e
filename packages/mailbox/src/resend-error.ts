/** The names of Resend's errors that the mailbox gives. */
export type ResendErrorName =
  | "application_error"
  | "concurrent_idempotent_requests"
  | "daily_quota_exceeded"
  | "internal_server_error"
  | "invalid_from_address"
  | "invalid_idempotency_key"
  | "invalid_idempotent_request"
  | "method_not_allowed"
  | "missing_api_key"
  | "missing_required_field"
  | "monthly_quota_exceeded"
  | "not_found"
  | "rate_limit_exceeded"
  | "restricted_api_key"
  | "suspended_api_key"
  | "validation_error";

/** An error as Resend answers it; thrown anywhere in its API and turned into the JSON body there. */
export class ResendError extends Error {
  override readonly name: ResendErrorName;
  readonly statusCode: number;

  constructor(statusCode: number, name: ResendErrorName, message: string) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
  }
}
