import { Fragment, type ReactNode } from "react";
import styles from "./segmented-links.module.css";

/** One view of a {@link SegmentedLinks}. */
export type SegmentedLink = { key: string; label: string; href: string; current: boolean };

/** What a rendered link must be given. */
export type SegmentedLinkProps = {
  className: string | undefined;
  "aria-current": "page" | undefined;
  children: ReactNode;
};

/** Props of {@link SegmentedLinks}. */
export type SegmentedLinksProps = {
  /** The name of the landmark. */
  label: string;
  links: readonly SegmentedLink[];
  /** Returns a router's link; plain `<a>` otherwise. */
  renderLink?: (link: SegmentedLink, props: SegmentedLinkProps) => ReactNode;
};

/** Links to the views of a list, side by side: Active, Inactive, All. */
export function SegmentedLinks({ label, links, renderLink }: SegmentedLinksProps) {
  return (
    <nav className={styles.links} aria-label={label}>
      {links.map((link) => {
        const props = {
          className: styles.link,
          "aria-current": link.current ? ("page" as const) : undefined,
          children: link.label,
        };
        return (
          <Fragment key={link.key}>
            {renderLink?.(link, props) ?? (
              <a href={link.href} {...props}>
                {link.label}
              </a>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}
