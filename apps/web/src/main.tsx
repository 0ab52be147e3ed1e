import "./shared/zod-without-eval.ts";
import "@latchkey/ui/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers.tsx";
import { speakToVisitor } from "./languages/open-speech.ts";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root.");
// The router has begun to load the page by now; nothing shows before there are words for it.
speakToVisitor().then(
  ({ speech }) =>
    createRoot(root).render(
      <StrictMode>
        <Providers speech={speech} />
      </StrictMode>,
    ),
  () => {
    root.textContent = "This page could not be loaded. Load it again.";
  },
);
