import type { LintFinding } from "@latchkey/contract/templates.ts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { sameContent } from "../versioned/use-versioned-edit.ts";
import { settleMilliseconds } from "./preview-card.tsx";
import type { LintQuery } from "./queries.ts";
import { useSettledValue } from "../shared/use-settled-value.ts";

/** What lint says of what is on screen, a moment after every change; `saved` is what its record says it of. */
export function useFindings<Content>(
  content: Content,
  saved: { content: Content; findings: LintFinding[] },
  lintQuery: (content: Content) => LintQuery,
) {
  const settled = useSettledValue(content, settleMilliseconds);
  const isSaved = sameContent(settled, saved.content);
  const { data, isFetching } = useQuery({
    ...lintQuery(settled),
    enabled: !isSaved,
    placeholderData: keepPreviousData,
  });
  const findings = isSaved ? saved.findings : (data?.findings ?? saved.findings);
  return { findings, pending: settled !== content || (isFetching && !isSaved) };
}
