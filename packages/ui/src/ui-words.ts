import { createContext, useContext } from "react";

/** The words that components bring themselves. */
export type UiWords = {
  show: string;
  showPassword: string;
  /** A rule that is kept, that is broken, and one that is not judged yet. */
  met: string;
  notMet: string;
  notMetYet: string;
  close: string;
  dismiss: string;
  cancel: string;
};

/** Those words in the language of the page; English where nothing says another. */
export const UiWordsContext = createContext<UiWords>({
  show: "Show",
  showPassword: "Show password",
  met: "met",
  notMet: "not met",
  notMetYet: "not met yet",
  close: "Close",
  dismiss: "Dismiss",
  cancel: "Cancel",
});

/** The words that components bring themselves, in the language of the page. */
export const useUiWords = (): UiWords => useContext(UiWordsContext);
