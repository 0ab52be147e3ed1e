import { Button } from "@latchkey/ui/button.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useAccountMessages } from "../languages/use-messages.ts";
import { isReplaced } from "../shared/is-replaced.ts";
import { reloadKeepingTyping } from "../shared/kept-typing.ts";
import styles from "./replaced-screens.module.css";

/**
 * Says why a part of the page did not load when it was wanted: an update has taken the place of these screens, and loading the
 * page anew helps; or the server is out of reach. Stands around all that loads on demand, menus and prompts included.
 */
export function ReplacedScreens() {
  const say = useAccountMessages();
  const toast = useToast();
  const [replaced, setReplaced] = useState(false);

  useEffect(() => {
    let isExplaining = false;
    async function explain() {
      if (isExplaining) return;
      isExplaining = true;
      try {
        if (await isReplaced()) setReplaced(true);
        else toast({ tone: "bad", title: say("broken") });
      } catch {
        toast({ tone: "bad", title: say("unreachable") });
      }
      isExplaining = false;
    }
    const listen = () => void explain();
    // Vite's own: https://vite.dev/guide/build#load-error-handling
    window.addEventListener("vite:preloadError", listen);
    return () => window.removeEventListener("vite:preloadError", listen);
  }, [say, toast]);

  // Made only now, and not before: an open prompt would have hidden it from assistive technology.
  return replaced ? createPortal(<Question onClose={() => setReplaced(false)} />, document.body) : null;
}

function Question({ onClose }: { onClose: () => void }) {
  const say = useAccountMessages();
  const id = useId();
  const [reloading, setReloading] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const reload = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    reload.current?.focus();
  }, []);
  return (
    // The browser's own, above every prompt: nothing of it can be missing.
    <dialog
      ref={dialog}
      className={styles.question}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={onClose}
    >
      <h2 id={`${id}-title`} className={styles.title}>
        {say("replaced.title")}
      </h2>
      <p id={`${id}-text`}>{say("replaced.text")}</p>
      <form method="dialog" className={styles.actions}>
        <Button type="submit">{say("replaced.later")}</Button>
        <Button
          ref={reload}
          variant="primary"
          pending={reloading}
          onClick={() => {
            setReloading(true);
            void reloadKeepingTyping();
          }}
        >
          {say("replaced.reload")}
        </Button>
      </form>
    </dialog>
  );
}
