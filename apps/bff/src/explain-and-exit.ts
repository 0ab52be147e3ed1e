import { ProblemError } from "@latchkey/contract/problem.ts";
import { passwordRuleText, type PasswordRule } from "@latchkey/contract/password-policy.ts";
import { NewerSchemaError } from "./db/migrate.ts";
import { DatabaseFileError } from "./db/open.ts";
import { hasCode } from "./db/transaction.ts";
import { EnvError } from "./env.ts";
import { describeError } from "./ports/log.ts";

/** Ends the process with code 1 and says on standard error what was wrong and what to do. */
export function explainAndExit(error: unknown): never {
  process.stderr.write(`Latchkey can not go on.\n${explain(error)}\n`);
  process.exit(1);
}

/** What was wrong and what to do, in sentences, whatever was thrown. */
export function explain(error: unknown): string {
  if (error instanceof EnvError || error instanceof DatabaseFileError) return error.message;
  // By name: where Resend sends the mails, the mailbox is not even loaded.
  if (error instanceof Error && error.name === "MailLogError") return error.message;
  if (error instanceof NewerSchemaError) {
    return `The database was written by a newer Latchkey (it knows ${error.message}). Start that version, or put back a backup from before the upgrade.`;
  }
  if (error instanceof ProblemError) return explainProblem(error);
  if (hasCode(error, /^SQLITE_(?:CORRUPT|NOTADB)/))
    return "The database is damaged. Stop Latchkey, move its file aside and put back a backup.";
  if (hasCode(error, /^SQLITE_/))
    return `The database can't be used (${error.code}). Check the path, the owner and the disk of its file, and run: pnpm latchkey doctor`;
  return (isSystemError(error) ? explainSystemError(error) : null) ?? explainUnexpected(error);
}

function explainProblem({ type, problem }: ProblemError): string {
  if (type === "password-refused") {
    const rules = (problem.rules ?? []).map((rule) => passwordRuleText[rule as PasswordRule]);
    return `SETUP_ADMIN_PASSWORD: It does not meet the rules (${rules.join("; ")}). Example: SETUP_ADMIN_PASSWORD="a long sentence of yours"`;
  }
  if (type === "storage-full") {
    return "The database can't be written to. Make room on the disk, check the owner of its file, and start again.";
  }
  if (type === "database-busy") {
    return "Another program holds the database. Stop it (lsof tells which it is), and start again.";
  }
  return `${problem.title} Start again; if it comes back, run: pnpm latchkey doctor`;
}

/** What Node.js says of a call to the system that failed. */
type SystemError = Error & {
  code: string;
  syscall: string;
  path?: string;
  port?: number;
  address?: string;
  hostname?: string;
};

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}

function explainSystemError(error: SystemError): string | null {
  const { path, port, address, hostname } = error;
  if (hostname !== undefined) return explainListening(error.code, hostname);
  if (port !== undefined) return explainListening(error.code, `${address ?? ""}:${port}`, port);
  if (error.code === "EEXIST" && error.syscall === "open")
    return `${path} can't be read: it is a link that leads nowhere. Put back what it led to, or remove it.`;
  return explainFile(error.code, path ?? "A file or folder");
}

function explainListening(code: string, where: string, port?: number): string | null {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program. Stop it, or choose others: PORT=3100 MAILBOX_PORT=3101`;
    case "EACCES":
    case "EPERM":
      return `This user may not listen at port ${port}. Choose one from 1024 up: PORT=3000 MAILBOX_PORT=3001`;
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
    case "EINVAL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `This machine has no address ${where}. Give one of its own: HOST=127.0.0.1, or HOST=0.0.0.0 for all`;
    default:
      return null;
  }
}

function explainFile(code: string, path: string): string | null {
  switch (code) {
    case "ENOTDIR":
    case "EEXIST":
      return `${path} is a file where a folder is needed, or lies below one. Move that file away, or choose another folder (DATA_DIR, DATABASE_URL).`;
    case "EISDIR":
      return `${path} is a folder where a file is needed. Move it away, or choose another path.`;
    case "ENOENT":
      return `${path} is not there and can't be made. Check the path (DATA_DIR, DATABASE_URL).`;
    case "EACCES":
    case "EPERM":
      return `${path} can't be used by the user who runs this. Give it to them (chown), or choose another folder (DATA_DIR, DATABASE_URL).`;
    case "EROFS":
      return `${path} lies on a disk that can't be written to. Choose another folder (DATA_DIR, DATABASE_URL).`;
    case "ENOSPC":
    case "EDQUOT":
      return `There is no room for ${path}. Make room on the disk, and start again.`;
    case "ENAMETOOLONG":
    case "ELOOP":
      return `${path} can't be followed: it is too long, or its links lead in a circle. Choose another path.`;
    case "EMFILE":
    case "ENFILE":
      return "Too many files are open. Raise the limit (ulimit -n), and start again.";
    case "EIO":
      return `The disk fails at ${path}. Look at the system's log, and put the data on a disk that is sound.`;
    default:
      return null;
  }
}

function explainUnexpected(error: unknown): string {
  const { error: name, code, stack } = describeError(error);
  const place = String(stack ?? "").split(" | ")[0]!;
  const what = [name, code, place].filter(Boolean).join(" ");
  return `An unexpected fault (${what}). Run: pnpm latchkey doctor. If it finds nothing, report this line.`;
}
