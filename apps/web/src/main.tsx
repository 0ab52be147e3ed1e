import "./shared/zod-without-eval.ts";
import "@latchkey/ui/styles.css";
import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { Providers } from "./app/providers.tsx";
import { speakToVisitor } from "./languages/open-speech.ts";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root.");
// Browsers that don't know this are told so by index.html, as are all when nothing shows for long.
if (CSS.supports("color", "light-dark(red, red)")) void start(createRoot(root));

/** The router has begun to load the page by now; nothing shows before there are words for it. */
async function start(shown: Root) {
  const { speech } = await speakToVisitor();
  shown.render(
    <StrictMode>
      <Providers speech={speech} />
    </StrictMode>,
  );
}
