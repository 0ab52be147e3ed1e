import { queryOptions } from "@tanstack/react-query";
import type { VersionedStore } from "./versioned-store.ts";

/** The versions of what a store keeps. */
export const versionsQuery = <Content>(store: VersionedStore<Content>) =>
  queryOptions({
    queryKey: ["versioned", "versions", ...store.name],
    queryFn: () => store.listVersions(),
  });

/** What a version said. Versions never change. */
export const versionQuery = <Content>(store: VersionedStore<Content>, number: number) =>
  queryOptions({
    queryKey: ["versioned", "version", ...store.name, number],
    queryFn: () => store.readVersion(number),
    staleTime: Infinity,
  });
