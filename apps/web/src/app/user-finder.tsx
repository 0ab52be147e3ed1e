import { Finder } from "@latchkey/ui/finder.tsx";
import { type ReactNode, useMemo } from "react";
import { useNavigate } from "react-router-dom";
import { goToRecord } from "../users/errand.ts";
import { openFound } from "../users/open-found.ts";
import { usePeople } from "../users/use-people.tsx";

type UserFinderProps = {
  label: string;
  kbd?: ReactNode;
  /** The key that leads to the field, if one does. */
  keyShortcuts?: string;
  text: string;
  onTextChange: (text: string) => void;
};

/** **Find a user** in use: takes the place and the focus of the field, and offers people while one types, recent ones first. */
export function UserFinder({ text, onTextChange, ...field }: UserFinderProps) {
  const navigate = useNavigate();
  const { people, status } = usePeople(text);
  const isRecent = text.trim() === "";
  const groups = useMemo(() => [{ label: isRecent ? "Recent" : "Users", items: people }], [isRecent, people]);
  return (
    <Finder
      {...field}
      autoFocus
      text={text}
      onTextChange={onTextChange}
      groups={groups}
      status={status}
      onChoose={({ userId }, { isSecond }) => goToRecord(navigate, userId, isSecond ? "actions" : undefined)}
      onEnter={({ isSecond }) => void openFound(navigate, text, isSecond)}
    />
  );
}
