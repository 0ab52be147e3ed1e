import { SoloPage, type SoloPageProps } from "@latchkey/ui/solo-page.tsx";
import { LanguageSwitch } from "../languages/language-switch.tsx";

/** A page of one card that opens without signing in; its visitors choose the language. */
export function PublicPage(props: Omit<SoloPageProps, "end">) {
  return <SoloPage {...props} end={<LanguageSwitch />} />;
}
