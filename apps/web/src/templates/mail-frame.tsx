import { useEffect, useRef, useState } from "react";
import styles from "./mail-frame.module.css";

/** As wide as a phone, or as a window on a desktop. */
export type FrameWidth = "phone" | "desktop";

type MailFrameProps = { src: string; theme: "light" | "dark"; width: FrameWidth };

const widths: Record<FrameWidth, number> = { phone: 375, desktop: 680 };
const height = 680;

/**
 * The HTML part of a mail in a frame that may do nothing. A wide one is made smaller to fit. A new document shows when it is
 * whole, so that nothing flashes while somebody types.
 */
export function MailFrame({ src, theme, width }: MailFrameProps) {
  const [shown, setShown] = useState(src);
  const stage = useRef<HTMLDivElement>(null);
  const room = useWidthOf(stage);
  const wide = widths[width];
  const scale = room > 0 ? Math.min(1, room / wide) : 1;
  const sources = shown === src ? [src] : [shown, src];
  return (
    <div ref={stage} className={styles.stage} style={{ height: height * scale }}>
      {sources.map((source) => (
        <iframe
          key={source}
          className={styles.frame}
          data-theme={theme}
          data-waiting={source === shown ? undefined : ""}
          style={{ width: wide, height, transform: `translateX(-50%) scale(${scale})` }}
          title={source === src ? "The mail" : "The mail before"}
          aria-hidden={source === src ? undefined : true}
          sandbox=""
          src={source}
          onLoad={() => {
            if (source === src) setShown(src);
          }}
        />
      ))}
    </div>
  );
}

function useWidthOf(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
