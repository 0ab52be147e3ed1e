import { builtInMails } from "./built-in-mails.ts";

// 您. 密码、登录、链接、账户、会话、用户名、管理员.

/** The built-in mails in Simplified Chinese. */
export const builtInZhHans = builtInMails({
  locale: "zh-Hans",
  direction: "ltr",
  colon: "：",
  gap: "",
  hello: "{{ user.name }}，您好：",
  footer:
    "本邮件由 {{ productName }} {% if companyName %}代表 {{ companyName }} {% endif %}发送。" +
    `如需帮助，请联系{{ support }}。`,
  signIn: "登录",
  unexpected: "您对这封邮件感到意外？",
  contactSoon: `请立即联系{{ support }}。`,
  stopNotice: {
    html: "您也可以[表明这不是您本人的操作]：您的会话将被结束，管理员将收到提醒。",
    text: "如果这不是您本人的操作，请打开以下链接。您的会话将被结束，管理员将收到提醒：",
  },
  accessInfo: {
    subject: "您的 {{ productName }} 登录信息",
    preheader: "请使用临时密码登录，并设置您自己的密码。有效期至 {{ expiresAt }}。",
    title: "您的登录信息",
    lead:
      "{{ actor }}为您的 {{ productName }} 账户创建了临时密码。" +
      "请使用该密码登录，并立即设置您自己的密码。",
    signInAddress: "登录地址",
    userName: "用户名",
    password: "临时密码",
    validity: "临时密码的有效期至 {{ expiresAt }}，且仅可用于设置新密码。它将取代您之前的任何密码。",
    howTo: "如何登录",
    steps: ["打开上述登录地址。", "输入您的用户名和临时密码。", "按照提示设置一个只有您知道的新密码。"],
    caution: `请不要使用该密码，并联系{{ support }}。`,
    stop: {
      html: "您也可以[表明这不是您本人的操作]：临时密码将失效，您的会话将被结束，管理员将收到提醒。",
      text: "如果这不是您本人的操作，请打开以下链接。临时密码将失效，您的会话将被结束，管理员将收到提醒：",
    },
  },
  passwordChangeLink: {
    subject: "请为 {{ productName }} 设置新密码",
    preheader: "{{ actor }}申请了用于更改密码的链接。有效期至 {{ expiresAt }}。",
    title: "设置新密码",
    lead: "{{ actor }}申请了此链接。您可以通过它为您的 {{ productName }} 账户 {{ user.userName }} 设置新密码。",
    openIt: "请在浏览器中打开：",
    button: "设置新密码",
    validity: "此链接仅可使用一次，有效期至 {{ expiresAt }}。在您设置新密码之前，当前密码仍然有效。",
    withoutButton: "如果按钮无法使用，请将以下地址复制到浏览器中：",
    notAsked: "您没有申请此链接？",
    caution: `请不要使用此链接，并联系{{ support }}。您的密码将保持不变。`,
    stop: {
      html: "您也可以[表明这不是您本人的操作]：此链接将失效，您的会话将被结束，管理员将收到提醒。",
      text: "如果这不是您本人的操作，请打开以下链接。密码更改将被取消，您的会话将被结束，管理员将收到提醒：",
    },
  },
  passwordChanged: {
    subject: "您的 {{ productName }} 密码已更改",
    preheader: `{{ actor }}更改了密码。如果这出乎您的意料，请立即联系{{ support }}。`,
    title: "您的密码已更改",
    byYou: "您更改了 {{ productName }} 账户 {{ user.userName }} 的密码。从现在起，请使用新密码登录。",
    byAdministrator:
      "{{ actor }}为您的 {{ productName }} 账户 {{ user.userName }} 设置了临时密码。" +
      "如果您尚未收到，请向管理员索取，并在登录后立即设置您自己的密码。",
    signedOut: "为了您的安全，您的所有会话均已结束，之前邮件中的链接和临时密码也已失效。",
    notYou: "这不是您本人的操作？",
  },
  administratorChangedYourAccess: {
    subject: "管理员更改了您对 {{ productName }} 的访问权限",
    preheader: `如果您已知晓此事，则无需任何操作。否则，请联系{{ support }}。`,
    title: "您的访问权限已更改",
    lead:
      "管理员更改了您的 {{ productName }} 账户 {{ user.userName }} 的使用方式。" +
      "如果您已知晓此事，则无需任何操作。",
    about:
      "此类更改可能涉及您的电子邮件地址、用户名、账户类型或团队、打开的会话，或者账户是否启用。" +
      `如需了解具体更改内容，请联系{{ support }}。`,
  },
  linkCopied: {
    subject: "已为您创建用于更改 {{ productName }} 密码的链接",
    title: "已为您创建链接",
    lead:
      "管理员创建了一个链接，可用于为您的 {{ productName }} 账户 {{ user.userName }} 设置新密码。" +
      "该链接未通过电子邮件发送，而是由管理员直接交给您；任何持有该链接的人都可以使用它。",
  },
  linkExtended: {
    subject: "您用于更改 {{ productName }} 密码的链接已延期",
    title: "您的链接已延期",
    lead: "管理员延长了用于为您的 {{ productName }} 账户 {{ user.userName }} 设置新密码的链接的有效期。",
  },
  emailChanged: {
    subject: "您的 {{ productName }} 账户更换了电子邮件地址",
    preheader: `如果您已知晓此事，则无需任何操作。否则，请立即联系{{ support }}。`,
    title: "电子邮件地址已更改",
    lead: "您的 {{ productName }} 账户 {{ user.userName }} 的电子邮件地址已更改。如果您已知晓此事，则无需任何操作。",
    about: "有关该账户的邮件不再发送到以前的地址。",
    stop: {
      html: "您也可以[表明这不是您本人的操作]：新地址将从账户中移除，您的会话将被结束，管理员将收到提醒。",
      text: "如果这不是您本人的操作，请打开以下链接。新地址将从账户中移除，您的会话将被结束，管理员将收到提醒：",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} 停止了 {{ productName }} 中的一次账户恢复",
    preheader: "未使用的链接、临时密码和会话均已失效。请拨打已知的号码回电核实。",
    title: "一次账户恢复已被停止",
    hello: "您好：",
    lead:
      "{{ user.name }}（{{ user.userName }}）就 {{ productName }} 的一封邮件表示“这不是我本人的操作”，" +
      "时间为 {{ stoppedAt }}。可能有他人正在试图进入该账户。",
    done: "已采取的措施",
    doneItems: [
      "该账户所有未使用的链接以及所有待生效或临时的密码均已失效。",
      "刚刚通过它们设置的密码也已失效。",
      "该账户的所有会话均已结束。",
      "在 {{ expiresAt }} 之前，“忘记密码？”不会向该账户发送链接。",
    ],
    next: "后续步骤",
    nextItems: [
      "请拨打您原本就知道的号码回电，不要使用邮件或来电中提供的号码。",
      "查看用户记录中的历史：是谁、从何处申请了账户恢复。",
      "确认无误后再恢复访问。系统会要求您填写原因，并将其保存在审计日志中。",
    ],
    openRecord: "打开用户记录",
    footer:
      "本邮件由 {{ productName }} {% if companyName %}代表 {{ companyName }} {% endif %}发送给系统管理员。",
  },
  signInStopped: {
    subject: "{{ productName }} 中 {{ user.userName }} 的密码输错次数过多",
    preheader: "自 {{ stoppedAt }} 起，在新的浏览器中仅凭密码已无法登录。没有人借此进入。",
    title: "登录已被停止",
    lead: "有人为 {{ user.name }}（{{ user.userName }}）连续多次输入了错误的密码。自 {{ stoppedAt }} 起，在新的浏览器中仅凭密码已无法登录此 {{ productName }} 账户。没有人借此进入。",
    items: [
      "曾使用过该账户的浏览器一切照常。",
      "在其他浏览器中，可使用登录页面上的“忘记密码？”，或管理员提供的链接或临时密码重新登录。",
      "可能有人在猜测密码：请设置一个从未在别处使用过的密码。",
    ],
  },
});
