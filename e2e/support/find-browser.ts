import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "playwright";

/** Where Linux, macOS and Windows keep Chromium or Chrome. The shell without a window comes first: it takes half the time. */
const systemPaths = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/**
 * The path of a Chromium that starts: the one that `CHROMIUM_PATH` names, the system's, or Playwright's own. Where there is
 * none it is installed, and the terminal says so. Throws when `CHROMIUM_PATH` names nothing that runs, or nothing could be
 * installed.
 */
export function findBrowser(): string {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && !starts(named))
    throw new Error(`CHROMIUM_PATH: ${named} is no browser that starts.`);
  const found = named ?? firstThatStarts() ?? install();
  // Playwright reads its configuration again in every worker; one search is enough.
  process.env["CHROMIUM_PATH"] = found;
  return found;
}

function firstThatStarts(): string | undefined {
  return [...systemPaths, chromium.executablePath()].find(starts);
}

/** Some systems put a script there that only says what to install, so existing is not enough. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  // Windows' Chrome opens a window instead of telling its version.
  if (process.platform === "win32") return true;
  try {
    return /\d+\.\d+/.test(
      execFileSync(path, ["--version"], { encoding: "utf8", stdio: "pipe", timeout: 30_000 }),
    );
  } catch {
    return false;
  }
}

function install(): string {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && isDebian()) {
    console.log("e2e: no browser found; installing Debian's chromium-headless-shell with apt-get");
    run("apt-get", "update");
    run("apt-get", "install", "--yes", "--no-install-recommends", "chromium-headless-shell");
  } else {
    console.log("e2e: no browser found; installing Playwright's Chromium");
    run("playwright", "install", ...(isRoot ? ["--with-deps"] : []), "chromium");
  }
  const installed = firstThatStarts();
  if (installed === undefined) {
    throw new Error(
      "The installed browser does not start. Install Chromium yourself and name it in CHROMIUM_PATH.",
    );
  }
  return installed;
}

function run(command: string, ...parameters: string[]) {
  execFileSync(command, parameters, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

function isDebian(): boolean {
  return existsSync("/etc/os-release") && /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"));
}

if (import.meta.main) console.log(`e2e: using ${findBrowser()}`);
