import { useLayoutEffect, useRef } from "react";
import { useLocation } from "react-router-dom";
import { pageBefore } from "./leave-page.ts";

/**
 * After a change of page, moves the focus to its heading, so that a screen reader says where one is; while a skeleton stands
 * there, the focus waits on the page itself. A field that the page has focused keeps the focus, and so does a search or filter
 * that changes only the query.
 */
export function RouteAnnouncer() {
  const { pathname } = useLocation();
  const lastPathname = useRef(pageBefore() ?? pathname);
  // Before the page is seen: a key that was pressed since gives the focus to something else.
  useLayoutEffect(() => {
    if (lastPathname.current === pathname) return;
    lastPathname.current = pathname;
    const main = document.querySelector("main");
    if (main === null || hasFocusInside(main)) return;
    const heading = main.querySelector("h1");
    focusOn(heading ?? main);
    if (heading !== null) return;
    const observer = new MutationObserver(() => {
      const late = main.querySelector("h1");
      if (late === null) return;
      observer.disconnect();
      if (document.activeElement === main) focusOn(late);
    });
    observer.observe(main, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [pathname]);
  return null;
}

function hasFocusInside(main: HTMLElement): boolean {
  return document.activeElement !== main && main.contains(document.activeElement);
}

function focusOn(element: HTMLElement) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
