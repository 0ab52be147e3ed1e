import "@latchkey/ui/styles.css";
import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { LonePage, openByPath } from "./app/lone-page.tsx";
import { speakToVisitor } from "./languages/open-speech.ts";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root.");
// Browsers that don't know this are told so by index.html, as are all when nothing shows for long.
if (CSS.supports("color", "light-dark(red, red)")) void start(createRoot(root));

/** What the page needs has begun to load by then; nothing shows before there are words for it. */
async function start(shown: Root) {
  const open = openByPath[window.location.pathname];
  if (open === undefined) {
    const [{ Providers, openRouter }, { speech }] = await Promise.all([
      import("./app/providers.tsx"),
      speakToVisitor(),
    ]);
    return shown.render(
      <StrictMode>
        <Providers speech={speech} router={openRouter()} />
      </StrictMode>,
    );
  }
  const begun = open();
  const { speech } = await speakToVisitor();
  shown.render(
    <StrictMode>
      <LonePage speech={speech} open={open} begun={begun} />
    </StrictMode>,
  );
}
