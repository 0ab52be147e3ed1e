import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Japanese. */
export const messages = accountTranslation({
  save: "保存",
  stay: "とどまる",
  signOut: "サインアウト",
  skipToContent: "本文へスキップ",
  outOfDate: "表示されている内容は最新ではない可能性があります",

  "replaced.title": "Latchkey が更新されました",
  "replaced.text":
    "このページは前のバージョンのもので、一部が利用できなくなりました。続けるには再読み込みしてください。入力した内容は、パスワードとリンクを除いて保持されます。",
  "replaced.reload": "再読み込み",
  "replaced.later": "後で",

  "signInAgain.title": "続けるにはサインインしてください",
  "signInAgain.text":
    "セッションが終了しました。このページの内容は失われていません。サインインして、最後の操作をもう一度行ってください。",
  "signInAgain.stopped":
    "誤ったパスワードが続けて何度も入力されたため、ここではパスワードだけでは先に進めません。「パスワードをお忘れですか？」を使うか、ほかのシステム管理者にお問い合わせください。",
  "leave.title": "保存せずに移動しますか？",
  "leave.text": "変更はまだ保存されていません。このページを離れると失われます。",
  "leave.button": "移動する",
  "signOut.title": "保存せずにサインアウトしますか？",
  "signOut.text": "変更はまだ保存されていません。サインアウトすると失われます。",
  "signOut.failed": "まだサインインしています",
  "menu.profile": "プロフィールとパスワード",

  "forced.lead":
    "{user} として一時パスワードでサインインしました。続けるには、ご自身のパスワードを設定してください。",
  "forced.done": "新しいパスワードでサインインしています。",
  continue: "続ける",

  profile: "プロフィール",
  userName: "ユーザー名",
  firstName: "名",
  lastName: "姓",
  email: "メール",
  type: "種別",
  "type.system-administrator": "システム管理者",
  "type.regular": "標準",
  "profile.note": "修正が必要な場合は、システム管理者に依頼してください。",
  "profile.ownRecord": "ご自身のユーザーレコードで修正する",

  preferences: "設定",
  asInBrowser: "ブラウザーに合わせる",
  timeZone: "タイムゾーン",
  theme: "テーマ",
  "theme.system": "システム",
  "theme.light": "ライト",
  "theme.dark": "ダーク",
  "theme.failed": "テーマを保存できませんでした",
  oneSignKeys: "1 文字のキー",
  "oneSignKeys.note":
    "「/」はユーザーを検索し、「?」はキーの一覧を表示します。音声で操作する場合や、誤ってキーを押してしまう場合は、オフにしてください。",
  "preferences.note": "お客様へのメールと、画面の言語や日時に適用されます。",
  saved: "保存しました",

  currentPassword: "現在のパスワード",
  enterCurrentPassword: "現在のパスワードを入力してください。",
  change: "変更",
  "change.note": "すべてのセッションからサインアウトし、再度サインインが必要になります。",

  sessions: "セッション",
  "sessions.loading": "セッションを読み込み中",
  "sessions.failed": "セッションを読み込めませんでした",
  "sessions.endOthers": "ほかをすべて終了",
  "sessions.endedOthers": "ほかのすべての場所でサインアウトしました",
  "sessions.ended": "{count, plural, other {# 件のセッションを終了しました。}}",
  "sessions.notEnded": "セッションを終了できませんでした",
  "sessions.none": "サインイン中のセッションはありません。",
  "session.thisOne": "このセッション",
  "session.end": "終了",
  "session.notEnded": "セッションを終了できませんでした",
  "session.unknownAddress": "不明なアドレス",
  "session.unknownBrowser": "不明なブラウザー",
  "session.browserOn": "{browser}（{system}）",
});
