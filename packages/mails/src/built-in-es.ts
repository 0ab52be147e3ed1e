import { builtInMails } from "./built-in-mails.ts";

// Usted. Contraseña, iniciar sesión, enlace, cuenta, sesión, nombre de usuario.
// "La administración del sistema" names the role without a gender.

/** The built-in mails in Spanish. */
export const builtInEs = builtInMails({
  locale: "es",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Hola, {{ user.name }}:",
  footer:
    "Enviado por {{ productName }}{% if companyName %} para {{ companyName }}{% endif %}. " +
    `Si necesita ayuda, póngase en contacto con {{ support }}.`,
  signIn: "Iniciar sesión",
  unexpected: "¿No esperaba este mensaje?",
  contactSoon: `Póngase en contacto de inmediato con {{ support }}.`,
  stopNotice: {
    html: "También puede [avisar de que no ha sido usted]: así se cierran sus sesiones y se alerta a la administración del sistema.",
    text: "Si no ha sido usted, abra este enlace. Así se cierran sus sesiones y se alerta a la administración del sistema:",
  },
  accessInfo: {
    subject: "Sus datos de acceso a {{ productName }}",
    preheader:
      "Inicie sesión con su contraseña temporal y elija una propia. Tiene de plazo hasta el {{ expiresAt }}.",
    title: "Sus datos de acceso",
    lead:
      "{{ actor | capitalize }} ha creado una contraseña temporal para su cuenta de {{ productName }}. " +
      "Inicie sesión con ella y elija enseguida su propia contraseña.",
    signInAddress: "Dirección de acceso",
    userName: "Nombre de usuario",
    password: "Contraseña temporal",
    validity:
      "La contraseña temporal es válida hasta el {{ expiresAt }} y solo sirve para elegir una nueva. " +
      "Sustituye a cualquier contraseña que tuviera antes.",
    howTo: "Cómo iniciar sesión",
    steps: [
      "Abra la dirección de acceso indicada arriba.",
      "Introduzca su nombre de usuario y la contraseña temporal.",
      "Cuando se le pida, elija una nueva contraseña que solo usted conozca.",
    ],
    caution: `No use la contraseña y póngase en contacto con {{ support }}.`,
    stop: {
      html:
        "También puede [avisar de que no ha sido usted]: así se anula la contraseña temporal, " +
        "se cierran sus sesiones y se alerta a la administración del sistema.",
      text:
        "Si no ha sido usted, abra este enlace. Así se anula la contraseña temporal, " +
        "se cierran sus sesiones y se alerta a la administración del sistema:",
    },
  },
  passwordChangeLink: {
    subject: "Elija una nueva contraseña para {{ productName }}",
    preheader:
      "{{ actor | capitalize }} ha solicitado un enlace para cambiar su contraseña. Es válido hasta el {{ expiresAt }}.",
    title: "Elija una nueva contraseña",
    lead:
      "{{ actor | capitalize }} ha solicitado este enlace, con el que puede elegir una nueva contraseña " +
      "para su cuenta {{ user.userName }} de {{ productName }}.",
    openIt: "Ábralo en su navegador:",
    button: "Elegir una nueva contraseña",
    validity:
      "El enlace funciona una sola vez y es válido hasta el {{ expiresAt }}. " +
      "Su contraseña actual sigue siendo válida hasta que elija una nueva.",
    withoutButton: "Si el botón no funciona, copie esta dirección en su navegador:",
    notAsked: "¿No lo ha solicitado usted?",
    caution: `No use el enlace y póngase en contacto con {{ support }}. Su contraseña no cambia.`,
    stop: {
      html:
        "También puede [avisar de que no ha sido usted]: así se anula el enlace, " +
        "se cierran sus sesiones y se alerta a la administración del sistema.",
      text:
        "Si no ha sido usted, abra este enlace. Así se detiene el cambio de contraseña, " +
        "se cierran sus sesiones y se alerta a la administración del sistema:",
    },
  },
  passwordChanged: {
    subject: "Se ha cambiado su contraseña de {{ productName }}",
    preheader: `{{ actor | capitalize }} la ha cambiado. Si no lo esperaba, póngase en contacto de inmediato con {{ support }}.`,
    title: "Se ha cambiado su contraseña",
    byYou:
      "Usted ha cambiado la contraseña de su cuenta {{ user.userName }} de {{ productName }}. " +
      "A partir de ahora, inicie sesión con su nueva contraseña.",
    byAdministrator:
      "{{ actor | capitalize }} ha establecido una contraseña temporal para su cuenta {{ user.userName }} de {{ productName }}. " +
      "Solicítela si todavía no la tiene y elija su propia contraseña nada más iniciar sesión.",
    signedOut:
      "Por su seguridad, se han cerrado todas sus sesiones. " +
      "Los enlaces y las contraseñas temporales de mensajes anteriores ya no son válidos.",
    notYou: "¿No ha sido usted?",
  },
  administratorChangedYourAccess: {
    subject: "La administración del sistema ha modificado su acceso a {{ productName }}",
    preheader: `Si lo esperaba, no tiene que hacer nada. Si no, póngase en contacto con {{ support }}.`,
    title: "Se ha modificado su acceso",
    lead:
      "La administración del sistema ha modificado la forma en que se puede usar su cuenta {{ user.userName }} de {{ productName }}. " +
      "Si lo esperaba, no tiene que hacer nada.",
    about:
      "Un cambio así puede afectar a su dirección de correo electrónico, su nombre de usuario, su tipo de usuario o sus equipos, " +
      "sus sesiones abiertas o el hecho de que su cuenta esté activa. " +
      `Para saber qué se ha modificado, póngase en contacto con {{ support }}.`,
  },
  linkCopied: {
    subject: "Se ha creado un enlace para cambiar su contraseña de {{ productName }}",
    title: "Se ha creado un enlace para usted",
    lead:
      "La administración del sistema ha creado un enlace con el que se puede elegir una nueva contraseña para su cuenta {{ user.userName }} de {{ productName }}. " +
      "No se ha enviado por correo electrónico: la administración del sistema se lo entrega directamente, y quien lo tenga puede usarlo.",
  },
  linkExtended: {
    subject: "Su enlace para cambiar la contraseña de {{ productName }} es válido por más tiempo",
    title: "Su enlace es válido por más tiempo",
    lead:
      "La administración del sistema ha ampliado la validez del enlace con el que puede elegir una nueva contraseña " +
      "para su cuenta {{ user.userName }} de {{ productName }}.",
  },
  emailChanged: {
    subject: "Su cuenta de {{ productName }} tiene otra dirección de correo",
    preheader: `Si lo esperaba, no tiene que hacer nada. Si no, póngase en contacto de inmediato con {{ support }}.`,
    title: "Se ha cambiado la dirección de correo",
    lead: "Se ha cambiado la dirección de correo electrónico de su cuenta {{ user.userName }} de {{ productName }}. Si lo esperaba, no tiene que hacer nada.",
    about: "Los mensajes sobre la cuenta ya no se envían a las direcciones que tenía antes.",
    stop: {
      html: "También puede [avisar de que no ha sido usted]: así se quita de la cuenta la nueva dirección, se cierran sus sesiones y se alerta a la administración del sistema.",
      text: "Si no ha sido usted, abra este enlace. Así se quita de la cuenta la nueva dirección, se cierran sus sesiones y se alerta a la administración del sistema:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} ha detenido una recuperación de acceso en {{ productName }}",
    preheader:
      "Se han anulado enlaces abiertos, contraseñas temporales y sesiones. Llame a la persona a un número conocido.",
    title: "Se ha detenido una recuperación de acceso",
    hello: "Hola:",
    lead:
      "{{ user.name }} ({{ user.userName }}) ha indicado «no he sido yo» respecto a un mensaje de {{ productName }}. " +
      "Momento del aviso: {{ stoppedAt }}. Es posible que otra persona esté intentando entrar en la cuenta.",
    done: "Qué se ha hecho",
    doneItems: [
      "Los enlaces abiertos y las contraseñas temporales o pendientes de la cuenta ya no son válidos.",
      "Tampoco es válida una contraseña que se acabe de elegir con ellos.",
      "Se han cerrado todas las sesiones abiertas con la cuenta.",
      "«¿Ha olvidado su contraseña?» no envía ningún enlace a la cuenta hasta el {{ expiresAt }}.",
    ],
    next: "Qué hacer ahora",
    nextItems: [
      "Llame a la persona a un número que ya conozca, no a uno que figure en un mensaje o en una llamada.",
      "Consulte el historial en la ficha: quién solicitó la recuperación y desde dónde.",
      "Devuelva el acceso cuando tenga la certeza. Se le pedirá un motivo, que queda guardado en el registro de auditoría.",
    ],
    openRecord: "Abrir la ficha de usuario",
    footer:
      "Enviado por {{ productName }}{% if companyName %} para {{ companyName }}{% endif %} a la administración del sistema.",
  },
  signInStopped: {
    subject: "Demasiadas contraseñas incorrectas para {{ user.userName }} en {{ productName }}",
    preheader: "Desde {{ stoppedAt }} la contraseña ya no basta en un navegador nuevo. Nadie ha entrado así.",
    title: "Se ha detenido el inicio de sesión",
    lead: "Se ha escrito muchas veces seguidas una contraseña incorrecta para {{ user.name }} ({{ user.userName }}). Desde {{ stoppedAt }} la contraseña ya no basta para entrar en esta cuenta de {{ productName }} con un navegador nuevo. Nadie ha entrado de este modo.",
    items: [
      "Los navegadores en los que ya se usó la cuenta funcionan como siempre.",
      "En cualquier otro, «¿Ha olvidado su contraseña?» en la página de inicio de sesión, o un enlace o una contraseña temporal de la administración, vuelve a abrir el acceso.",
      "Es posible que alguien esté probando contraseñas: elija una que no se use en ningún otro sitio.",
    ],
  },
});
