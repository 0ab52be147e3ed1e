import { translation } from "./catalogue.ts";

// です・ます. パスワード、サインイン、リンク、アカウント、セッション、ユーザー名、システム管理者, as in the mails.
/** The words of every page in Japanese. */
export const messages = translation({
  loading: "読み込み中",
  language: "言語",
  show: "表示",
  showPassword: "パスワードを表示",
  close: "閉じる",
  dismiss: "通知を閉じる",
  cancel: "キャンセル",
  met: "満たしています",
  notMet: "満たしていません",
  notMetYet: "まだ満たしていません",
  tryAgainNow: "もう一度お試しいただけます。",
  checkField: "この項目を確認してください。",
  retry: "再試行",
  startPage: "スタートページへ",

  "error.title": "このページを読み込めませんでした",
  "error.nothing": "ここには何もありません",
  "error.signIn": "サインインしてください",
  "error.request": "リクエスト {id}",
  "notFound.name": "見つかりません",
  "notFound.title": "このアドレスにページはありません",
  "notFound.lead": "アドレスを確認するか、スタートページからやり直してください。",

  "problem.malformed-request":
    "サーバーがリクエストを読み取れませんでした。ページを再読み込みして、もう一度お試しください。",
  "problem.not-signed-in": "セッションが終了しました。サインインして、もう一度お試しください。",
  "problem.sign-in-refused":
    "ユーザー名、メールアドレスまたはパスワードが正しくありません。確認して、もう一度お試しください。",
  "problem.sign-in-stopped":
    "誤ったパスワードが続けて何度も入力されたため、ここではパスワードだけでは先に進めません。「パスワードをお忘れですか？」を使うか、システム管理者にお問い合わせください。",
  "problem.temporary-password-expired":
    "この一時パスワードは有効期限が切れています。システム管理者に新しい一時パスワードを依頼するか、「パスワードをお忘れですか？」をご利用ください。",
  "problem.password-change-required": "まず新しいパスワードを設定してください。",
  "problem.password-change-not-required":
    "パスワードはすでに変更されています。スタートページへお進みください。",
  "problem.forbidden": "この操作はシステム管理者のみ行えます。",
  "problem.origin-refused":
    "リクエストが別のアドレスから送信されました。Latchkey を本来のアドレスで開いて、もう一度お試しください。",
  "problem.not-found": "ここにはもう何もありません。一覧に戻ってください。",
  "problem.version-conflict":
    "このレコードは、ほかの人によって、または別のタブで変更されました。再読み込みして、もう一度変更してください。",
  "problem.body-too-large": "文字数が多すぎます。短くして、もう一度お試しください。",
  "problem.unsupported-media-type":
    "サーバーがリクエストを読み取れませんでした。ページを再読み込みして、もう一度お試しください。",
  "problem.invalid-fields": "確認が必要な項目があります。",
  "problem.password-refused": "すべての条件を満たすパスワードを設定してください。",
  "problem.current-password-wrong": "現在のパスワードが正しくありません。もう一度入力してください。",
  "problem.too-many-attempts": "試行回数が多すぎます。しばらく待ってから、もう一度お試しください。",
  "problem.internal":
    "サーバーで問題が発生しました。もう一度お試しください。解決しない場合は、サーバーの運用担当者にご連絡ください。",
  "problem.server-busy": "サーバーが混み合っています。数秒待ってから、もう一度お試しください。",
  "problem.database-busy": "サーバーが混み合っています。少し待ってから、もう一度お試しください。",
  "problem.storage-full":
    "サーバーがディスクに書き込めないため、何も変更されていません。サーバーの運用担当者にご連絡ください。",
  tooManySeconds: "試行回数が多すぎます。{count, plural, other {# 秒}}後にもう一度お試しください。",
  tooManyMinutes: "試行回数が多すぎます。{count, plural, other {# 分}}後にもう一度お試しください。",
  unreachable: "サーバーから応答がありません。接続を確認して、もう一度お試しください。",
  broken: "このページで問題が発生しました。再読み込みして、もう一度お試しください。",

  signIn: "サインイン",
  userNameOrEmail: "ユーザー名またはメールアドレス",
  password: "パスワード",
  forgotPasswordLink: "パスワードをお忘れですか？",
  enterUserNameOrEmail: "ユーザー名またはメールアドレスを入力してください。",
  enterPassword: "パスワードを入力してください。",
  "signIn.changed":
    "パスワードが変更されました。すべてのセッションからサインアウトしました。新しいパスワードでサインインしてください。",

  "forgot.title": "パスワードをお忘れの場合",
  "forgot.lead":
    "ユーザー名またはメールアドレスを入力してください。メールでお送りするリンクから新しいパスワードを設定できます。それまでは現在のパスワードが有効です。",
  "forgot.send": "リンクを送信",
  "forgot.back": "サインインに戻る",
  "forgot.asked": "メールをご確認ください",
  "forgot.askedLead":
    "入力された名前またはアドレスのアカウントがある場合は、リンクを記載したメールをお送りしています。リンクの有効期間は 60 分です。",
  "forgot.typed": "入力内容：{name}",
  "forgot.correct": "修正",
  "forgot.onceMore": "もう一度リクエストしました。最新のメールのリンクをお使いください。",
  "forgot.noMail": "数分待ってもメールが届かない場合",
  "forgot.spam": "迷惑メールフォルダーをご確認ください。",
  "forgot.ask": "システム管理者にお問い合わせください。",
  "forgot.again": "再送信",

  chooseNewPassword: "新しいパスワードを設定してください",
  newPassword: "新しいパスワード",
  confirmNewPassword: "新しいパスワード（確認）",
  changePassword: "パスワードを変更",
  passwordChanged: "パスワードが変更されました。",
  enterNewPassword: "新しいパスワードを入力してください。",
  enterSameTwice: "両方の欄に同じパスワードを入力してください。",
  "rule.too-short": "{count, plural, other {# 文字以上}}",
  "rule.too-long": "{count, plural, other {# 文字以下}}",
  "rule.common": "多くの人が使っているパスワードではない",
  "rule.own-words": "ご自身の名前、ユーザー名、メールアドレス、またはこの製品の名前だけで作られていない",
  "rule.pattern": "aaaa、1234、qwerty のような繰り返し、連番、キー配列だけではない",
  "rule.ill-formed": "壊れた文字を含まない（入力し直してください）",
  "rule.unchanged": "現在のパスワードや一時パスワードと異なる",
  "rule.match": "2 つの入力が一致している",

  "reset.lead":
    "対象：{user}。{askedBy, select, administrator {管理者がこのリンクを送信しました} user {お客様ご自身がこのリンクをリクエストしました} other {サーバーの運用担当者がこのリンクを作成しました}}。有効期限：{when}",
  "reset.note":
    "変更すると、すべてのセッションからサインアウトし、新しいパスワードでのサインインが必要になります。お心当たりがない場合は、このページを閉じてください。パスワードは変更されません。",
  "reset.done": "すべてのセッションからサインアウトしました。新しいパスワードでサインインしてください。",
  "link.unknown": "このリンクは機能しません。",
  "link.unknownAdvice":
    "リンク全体がコピーされていない可能性があります。メールからもう一度開いてください。新しいリンクが必要な場合は、システム管理者に依頼するか、「パスワードをお忘れですか？」をご利用ください。",
  "link.cut": "このリンクの末尾が欠けています。",
  "link.used": "このリンクはすでに使用されています。",
  "link.usedAdvice":
    "ご自身で使用した場合は、設定したパスワードでサインインしてください。お心当たりがない場合は、すぐにシステム管理者に連絡するか、「パスワードをお忘れですか？」をご利用ください。",
  "link.expired": "このリンクは有効期限が切れています。",
  "link.expiredAdvice":
    "パスワードは変更されていません。新しいリンクが必要な場合は、システム管理者に依頼するか、「パスワードをお忘れですか？」をご利用ください。",
  "link.replaced": "このリンクは新しいリンクに置き換えられました。",
  "link.replacedAdvice":
    "最新のメールのリンクを開いてください。新しいリンクが必要な場合は、システム管理者に依頼するか、「パスワードをお忘れですか？」をご利用ください。",
  "link.revoked": "このリンクは取り消されました。",
  "link.revokedAdvice":
    "パスワードは変更されていません。引き続き新しいパスワードが必要な場合は、システム管理者に依頼するか、「パスワードをお忘れですか？」をご利用ください。",

  "stop.name": "心当たりがない",
  "stop.unknownAdvice":
    "リンク全体がコピーされていない可能性があります。メールからもう一度開いてください。第三者がアカウントに侵入しようとしている可能性がある場合は、すぐにシステム管理者に電話するか、「パスワードをお忘れですか？」をご利用ください。",
  "stop.expiredAdvice":
    "何も変更されていません。第三者がアカウントに侵入しようとしている可能性がある場合は、すぐにシステム管理者に電話してください。管理者も停止できます。または「パスワードをお忘れですか？」をご利用ください。",
  "stop.title": "お心当たりがありませんか？",
  "stop.lead":
    "{when} に {user} 宛てに送信されたメールについてです。{mail, select, access {一時パスワードを記載したメールです} link {パスワード変更用のリンクを記載したメールです} changed {パスワードが変更されたことをお知らせするメールです} other {管理者がアクセスを変更したことをお知らせするメールです}}。お心当たりがない場合は、停止してください。",
  "stop.note": "メールに問題がない場合は、このページを閉じてください。何も変更されません。",
  "stop.whatHappens": "すぐに行われること",
  "stop.linksEnd": "このアカウントのリンクと一時パスワードは、ほかのメールのものも含めて無効になります。",
  "stop.passwordEnds":
    "現在のパスワードは無効になります。一時的なものか、このメールに関わる手続きで設定されたものであるためです。",
  "stop.passwordStays": "ご自身で設定したパスワードは変更されません。",
  "stop.addressGoes": "新しいメールアドレスはアカウントから外されます。",
  "stop.sessionsEnd": "このアカウントのセッションは、お客様ご自身のものも含めてすべて終了します。",
  "stop.blocked": "「パスワードをお忘れですか？」からのリンクの送信は {when} まで停止されます。",
  "stop.alerts": "システム管理者にメールで通知されます。",
  "stop.button": "停止する",
  "stop.stopped": "停止しました。",
  "stop.stoppedLead":
    "{user} のリンクと一時パスワードは無効になり、すべてのセッションが終了しました。{told, select, yes {システム管理者にメールで通知しました。} other {ほかのシステム管理者にはメールで通知できませんでした。}}",
  onlyAdministrator:
    "システム管理者がお客様お一人の場合は、サーバーの運用担当者が {command} で新しいリンクを作成できます。",
  "stop.hasPassword":
    "ご自身で設定したパスワードは引き続き有効です。ほかの人に知られている可能性がある場合は、サインインして変更してください。",
  "stop.noPassword": "再びアクセスするには、システム管理者に新しいパスワードを依頼してください。",
  "stop.noPasswordSupport":
    "再びアクセスするには、サポート窓口（{contact}）に新しいパスワードを依頼してください。",
  "stop.already": "すでに停止されています。",
  "stop.alreadyLead":
    "このメールを持つ人が、{user} についてすでに停止しました（{when}）。今回、これ以上の変更はありません。",
  "stop.alreadyNext":
    "再びアクセスするには、システム管理者にご連絡ください。ご自身のパスワードがある場合は、サインインしてください。",
  "stop.alreadyNextSupport":
    "再びアクセスするには、サポート窓口（{contact}）にご連絡ください。ご自身のパスワードがある場合は、サインインしてください。",
  "stop.next": "次に行うこと",
  "stop.call": "以前から知っている電話番号でシステム管理者に電話し、起きたことを伝えてください。",
  "stop.callSupport":
    "以前から知っている電話番号でサポート窓口（{contact}）に電話し、起きたことを伝えてください。",
  "stop.elsewhere": "同じパスワードをほかでも使っている場合は、そちらも変更してください。",
});
