/** The registry leaves out for which machines the packages of Node are: only the one for this machine is installed. */
function readPackage(manifest) {
  const [, os, cpu] = /^node-(?:bin-)?(darwin|linux|win)-(arm64|x64)$/.exec(manifest.name ?? "") ?? [];
  if (os === undefined) return manifest;
  return { ...manifest, os: [os === "win" ? "win32" : os], cpu: [cpu] };
}

export const hooks = { readPackage };
