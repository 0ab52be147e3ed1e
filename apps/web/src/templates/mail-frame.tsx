import { type RefObject, useEffect, useRef, useState } from "react";
import styles from "./mail-frame.module.css";

/** As wide as a phone, or as a window on a desktop. */
export type FrameWidth = "phone" | "desktop";

type MailFrameProps = { src: string; theme: "light" | "dark"; width: FrameWidth };

/** How wide the frame is on a stage of that width, in CSS pixels. A stage that is hardly wider than a phone is one. */
function frameWidth(width: FrameWidth, stage: number): number {
  if (width === "phone") return stage > 440 ? 375 : Math.max(320, stage);
  return Math.min(900, Math.max(680, stage));
}

/**
 * The HTML part of a mail in a frame that may do nothing. A wide one is made smaller to fit. A new document shows when it is
 * whole, so that nothing flashes while somebody types.
 */
export function MailFrame({ src, theme, width }: MailFrameProps) {
  const [shown, setShown] = useState(src);
  const stage = useRef<HTMLDivElement>(null);
  const room = useSizeOf(stage);
  const wide = frameWidth(width, room.width);
  const scale = Math.min(1, room.width / wide) || 1;
  const sources = shown === src ? [src] : [shown, src];
  return (
    <div ref={stage} className={styles.stage}>
      {sources.map((source) => (
        <iframe
          key={source}
          className={styles.frame}
          data-theme={theme}
          data-waiting={source === shown ? undefined : ""}
          style={{
            width: wide,
            height: room.height / scale,
            left: Math.max(0, (room.width - wide * scale) / 2),
            transform: `scale(${scale})`,
          }}
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

function useSizeOf(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
