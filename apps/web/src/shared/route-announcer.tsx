import { useEffect, useRef } from "react";
import { useLocation } from "react-router-dom";

/**
 * After a change of page, moves the focus to its heading, so that a screen reader says where one is. A field that the
 * page itself has focused keeps the focus, and so does a search or filter that changes only the query.
 */
export function RouteAnnouncer() {
  const { pathname } = useLocation();
  const lastPathname = useRef(pathname);
  useEffect(() => {
    if (lastPathname.current === pathname) return;
    lastPathname.current = pathname;
    const main = document.querySelector("main");
    if (main === null || main.contains(document.activeElement)) return;
    const heading = main.querySelector("h1") ?? main;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
