import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Ukrainian. */
export const messages = accountTranslation({
  save: "Зберегти",
  stay: "Залишитися",
  signOut: "Вийти",
  skipToContent: "Перейти до вмісту",
  outOfDate: "Показані дані можуть бути застарілими",

  "replaced.title": "Latchkey оновлено",
  "replaced.text":
    "Ця сторінка належить до попередньої версії, і частини її вже немає. Завантажте її знову, щоб продовжити. Введене збережеться, крім паролів і посилань.",
  "replaced.reload": "Завантажити знову",
  "replaced.later": "Пізніше",

  "signInAgain.title": "Увійдіть, щоб продовжити",
  "signInAgain.text":
    "Ваш сеанс завершено. На цій сторінці нічого не втрачено: увійдіть і повторіть останню дію.",
  "signInAgain.stopped":
    "Забагато неправильних паролів поспіль, тому самого пароля тут уже недостатньо. Скористайтеся посиланням «Забули пароль?» або зверніться до іншої особи з адміністрації системи.",
  "leave.title": "Вийти без збереження?",
  "leave.text": "Ваші зміни ще не збережено. Якщо залишити цю сторінку, вони зникнуть.",
  "leave.button": "Залишити сторінку",
  "signOut.title": "Завершити сеанс без збереження?",
  "signOut.text": "Ваші зміни ще не збережено. Якщо завершити сеанс, вони зникнуть.",
  "signOut.failed": "Ваш сеанс і досі відкритий",
  "menu.profile": "Ваш профіль і пароль",

  "forced.lead": "Ви увійшли як {user} з тимчасовим паролем. Щоб продовжити, створіть власний.",
  "forced.done": "Ви увійшли з новим паролем.",
  continue: "Продовжити",

  profile: "Профіль",
  userName: "Ім’я користувача",
  firstName: "Ім’я",
  lastName: "Прізвище",
  email: "Ел. пошта",
  type: "Тип",
  "type.system-administrator": "Адміністрація системи",
  "type.regular": "Звичайний",
  "profile.note": "Щоб виправити ці дані, зверніться до адміністрації системи.",
  "profile.ownRecord": "Виправити ці дані у власному записі користувача",

  preferences: "Налаштування",
  asInBrowser: "Як у браузері",
  timeZone: "Часовий пояс",
  theme: "Тема",
  "theme.system": "Системна",
  "theme.light": "Світла",
  "theme.dark": "Темна",
  "theme.failed": "Тему не збережено",
  oneSignKeys: "Клавіші з одного знака",
  "oneSignKeys.note":
    "/ знаходить користувача, ? показує клавіші. Вимкніть їх, якщо диктуєте комп’ютеру або натискаєте клавіші випадково.",
  "preferences.note": "Від цього залежать листи до вас, а також мова і час на екрані.",
  saved: "Збережено",

  currentPassword: "Поточний пароль",
  enterCurrentPassword: "Введіть поточний пароль.",
  change: "Змінити",
  "change.note": "Усі ваші сеанси буде завершено, і потрібно буде увійти знову.",

  sessions: "Сеанси",
  "sessions.loading": "Завантаження сеансів",
  "sessions.failed": "Не вдалося завантажити сеанси",
  "sessions.endOthers": "Завершити всі інші",
  "sessions.endedOthers": "Усі інші сеанси завершено",
  "sessions.ended":
    "{count, plural, one {Завершено # сеанс.} few {Завершено # сеанси.} many {Завершено # сеансів.} other {Завершено # сеансу.}}",
  "sessions.notEnded": "Сеанси не завершено",
  "sessions.none": "Немає відкритих сеансів.",
  "session.thisOne": "Цей сеанс",
  "session.end": "Завершити",
  "session.notEnded": "Сеанс не завершено",
  "session.unknownAddress": "Невідома адреса",
  "session.unknownBrowser": "Невідомий браузер",
  "session.browserOn": "{browser}, {system}",
});
