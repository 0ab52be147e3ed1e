import { chooseLanguage, directionOf } from "@latchkey/contract/choose-language.ts";
import type { Language } from "@latchkey/contract/languages.ts";

/** What a page says while its script has not begun: to browsers that are too old for it, and where it does not load or may not run. */
type PlainWords = { old: string; late: string; noScript: string };

const words: Record<Language, PlainWords> = {
  en: {
    old: "This page needs a newer browser. Update yours, or open the address in a current version of Chrome, Edge, Firefox or Safari.",
    late: "This page has not loaded. Check your connection, then load it again.",
    noScript: "This page needs JavaScript. Turn it on for this site, then load the page again.",
  },
  de: {
    old: "Diese Seite braucht einen neueren Browser. Aktualisieren Sie Ihren, oder öffnen Sie die Adresse in einer aktuellen Version von Chrome, Edge, Firefox oder Safari.",
    late: "Diese Seite wurde nicht geladen. Prüfen Sie Ihre Verbindung, und laden Sie sie dann neu.",
    noScript:
      "Diese Seite braucht JavaScript. Schalten Sie es für diese Website ein, und laden Sie die Seite dann neu.",
  },
  fr: {
    old: "Cette page nécessite un navigateur plus récent. Mettez le vôtre à jour ou ouvrez l’adresse dans une version actuelle de Chrome, Edge, Firefox ou Safari.",
    late: "Cette page n’a pas été chargée. Vérifiez votre connexion, puis rechargez-la.",
    noScript: "Cette page nécessite JavaScript. Activez-le pour ce site, puis rechargez la page.",
  },
  es: {
    old: "Esta página necesita un navegador más reciente. Actualice el suyo o abra la dirección en una versión actual de Chrome, Edge, Firefox o Safari.",
    late: "Esta página no se ha cargado. Compruebe su conexión y vuelva a cargarla.",
    noScript: "Esta página necesita JavaScript. Actívelo para este sitio y vuelva a cargar la página.",
  },
  pt: {
    old: "Esta página precisa de um navegador mais recente. Atualize o seu ou abra o endereço numa versão atual do Chrome, Edge, Firefox ou Safari.",
    late: "Esta página não foi carregada. Verifique a sua conexão e recarregue-a.",
    noScript: "Esta página precisa de JavaScript. Ative-o para este site e recarregue a página.",
  },
  it: {
    old: "Questa pagina richiede un browser più recente. Aggiorni il Suo o apra l’indirizzo in una versione attuale di Chrome, Edge, Firefox o Safari.",
    late: "Questa pagina non è stata caricata. Controlli la connessione e la ricarichi.",
    noScript: "Questa pagina richiede JavaScript. Lo attivi per questo sito e ricarichi la pagina.",
  },
  nl: {
    old: "Deze pagina heeft een nieuwere browser nodig. Werk uw browser bij of open het adres in een actuele versie van Chrome, Edge, Firefox of Safari.",
    late: "Deze pagina is niet geladen. Controleer uw verbinding en laad de pagina opnieuw.",
    noScript: "Deze pagina heeft JavaScript nodig. Schakel het in voor deze site en laad de pagina opnieuw.",
  },
  pl: {
    old: "Ta strona wymaga nowszej przeglądarki. Prosimy zaktualizować przeglądarkę lub otworzyć adres w aktualnej wersji Chrome, Edge, Firefox lub Safari.",
    late: "Strona nie została załadowana. Prosimy sprawdzić połączenie i załadować ją ponownie.",
    noScript: "Ta strona wymaga JavaScriptu. Prosimy włączyć go dla tej witryny i załadować stronę ponownie.",
  },
  tr: {
    old: "Bu sayfa daha yeni bir tarayıcı gerektiriyor. Tarayıcınızı güncelleyin veya adresi güncel bir Chrome, Edge, Firefox ya da Safari sürümünde açın.",
    late: "Bu sayfa yüklenmedi. Bağlantınızı kontrol edin ve sayfayı yeniden yükleyin.",
    noScript: "Bu sayfa JavaScript gerektiriyor. Bu site için açın ve sayfayı yeniden yükleyin.",
  },
  uk: {
    old: "Для цієї сторінки потрібен новіший браузер. Оновіть його або відкрийте адресу в актуальній версії Chrome, Edge, Firefox чи Safari.",
    late: "Сторінку не завантажено. Перевірте з’єднання та завантажте її знову.",
    noScript:
      "Для цієї сторінки потрібен JavaScript. Увімкніть його для цього сайту та завантажте сторінку знову.",
  },
  ja: {
    old: "このページを表示するには、より新しいブラウザーが必要です。ブラウザーを更新するか、最新の Chrome、Edge、Firefox、Safari でこのアドレスを開いてください。",
    late: "ページを読み込めませんでした。接続を確認してから、再読み込みしてください。",
    noScript: "このページには JavaScript が必要です。このサイトで有効にしてから、再読み込みしてください。",
  },
  "zh-Hans": {
    old: "此页面需要较新的浏览器。请更新您的浏览器，或使用最新版本的 Chrome、Edge、Firefox 或 Safari 打开此地址。",
    late: "此页面未能加载。请检查网络连接，然后重新加载。",
    noScript: "此页面需要 JavaScript。请为此网站启用它，然后重新加载页面。",
  },
  ar: {
    old: "تحتاج هذه الصفحة إلى متصفح أحدث. حدّث متصفحك أو افتح العنوان في إصدار حديث من Chrome أو Edge أو Firefox أو Safari.",
    late: "لم يتم تحميل هذه الصفحة. تحقق من اتصالك ثم أعد تحميلها.",
    noScript: "تحتاج هذه الصفحة إلى JavaScript. فعّله لهذا الموقع ثم أعد تحميل الصفحة.",
  },
};

/** No browser asks for more; a header with thousands would be work. */
const mostTags = 10;

/**
 * The plain part of a page, without script, in the language that a browser asks for first among ours (`Accept-Language`, RFC
 * 9110, 12.5.4). Which of it shows says the style in index.html.
 */
export function plainPage(acceptLanguage: string | undefined): string {
  const language = chooseLanguage({ browser: preferredTags(acceptLanguage ?? "") });
  const { old, late, noScript } = words[language];
  return `<main class="plain" lang="${language}" dir="${directionOf(language)}">
      <h1>Latchkey</h1>
      <p class="old">${old}</p>
      <p class="late">${late}</p>
      <p class="no-script">${noScript}</p>
    </main>`;
}

/** The tags of the header, the preferred ones first. */
function preferredTags(header: string): string[] {
  return header
    .split(",", mostTags)
    .map((part) => {
      const [tag = "", weight] = part.split(/;\s*q=/);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number.parseFloat(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
