import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Simplified Chinese. */
export const messages = accountTranslation({
  save: "保存",
  stay: "留在此页",
  signOut: "退出登录",
  skipToContent: "跳到内容",
  outOfDate: "您看到的内容可能不是最新的",

  "replaced.title": "Latchkey 已更新",
  "replaced.text":
    "此页面属于上一个版本，其中一部分已不存在。请重新加载以继续。您输入的内容会保留，密码和链接除外。",
  "replaced.reload": "重新加载",
  "replaced.later": "稍后",

  "signInAgain.title": "登录以继续",
  "signInAgain.text": "您的会话已结束。此页面上的内容不会丢失：请登录，然后重复上一步操作。",
  "signInAgain.stopped":
    "连续多次输入了错误的密码，因此在这里仅凭密码已无法继续。请使用“忘记密码？”，或联系其他系统管理员。",
  "leave.title": "不保存就离开？",
  "leave.text": "您的更改尚未保存。离开此页面将放弃这些更改。",
  "leave.button": "离开",
  "signOut.title": "不保存就退出登录？",
  "signOut.text": "您的更改尚未保存。退出登录将放弃这些更改。",
  "signOut.failed": "您仍处于登录状态",
  "menu.profile": "您的个人资料和密码",

  "forced.lead": "您已使用临时密码以 {user} 的身份登录。请设置您自己的密码以继续。",
  "forced.done": "您已使用新密码登录。",
  continue: "继续",

  profile: "个人资料",
  userName: "用户名",
  firstName: "名字",
  lastName: "姓氏",
  email: "电子邮件",
  type: "类型",
  "type.system-administrator": "系统管理员",
  "type.regular": "普通",
  "profile.note": "如需更正，请联系您的系统管理员。",
  "profile.ownRecord": "在您自己的用户记录中更正",

  preferences: "偏好设置",
  asInBrowser: "与浏览器一致",
  timeZone: "时区",
  theme: "主题",
  "theme.system": "跟随系统",
  "theme.light": "浅色",
  "theme.dark": "深色",
  "theme.failed": "主题未保存",
  "preferences.note": "发给您的邮件以及屏幕上的语言和时间以此为准。",
  saved: "已保存",

  currentPassword: "当前密码",
  enterCurrentPassword: "请输入您的当前密码。",
  change: "更改",
  "change.note": "您的所有会话都将结束，您需要重新登录。",

  sessions: "会话",
  "sessions.loading": "正在加载会话",
  "sessions.failed": "无法加载会话",
  "sessions.endOthers": "结束所有其他会话",
  "sessions.endedOthers": "已在其他所有位置退出登录",
  "sessions.ended": "{count, plural, other {已结束 # 个会话。}}",
  "sessions.notEnded": "会话未结束",
  "sessions.none": "没有打开的会话。",
  "session.thisOne": "当前会话",
  "session.end": "结束",
  "session.notEnded": "会话未结束",
  "session.unknownAddress": "未知地址",
  "session.unknownBrowser": "未知浏览器",
  "session.browserOn": "{system} 上的 {browser}",
});
