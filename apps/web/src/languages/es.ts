import { translation } from "./catalogue.ts";

// Usted. Contraseña, iniciar sesión, enlace, cuenta, nombre de usuario, la administración del sistema, as in the mails.
/** The words of every page in Spanish. */
export const messages = translation({
  loading: "Cargando",
  language: "Idioma",
  show: "Mostrar",
  showPassword: "Mostrar la contraseña",
  close: "Cerrar",
  dismiss: "Descartar",
  cancel: "Cancelar",
  met: "cumplida",
  notMet: "no cumplida",
  notMetYet: "aún no cumplida",
  tryAgainNow: "Ya puede volver a intentarlo.",
  checkField: "Revise este campo.",
  retry: "Reintentar",
  startPage: "Ir a la página de inicio",

  "error.title": "No se ha podido cargar esta página",
  "error.nothing": "Aquí no hay nada",
  "error.signIn": "Inicie sesión",
  "error.request": "Solicitud {id}",
  "notFound.name": "No encontrada",
  "notFound.title": "No hay ninguna página en esta dirección",
  "notFound.lead": "Compruebe la dirección o vuelva a empezar desde la página de inicio.",

  "problem.malformed-request":
    "El servidor no ha podido leer la solicitud. Vuelva a cargar la página e inténtelo de nuevo.",
  "problem.not-signed-in": "Su sesión ya no está abierta. Inicie sesión e inténtelo de nuevo.",
  "problem.sign-in-refused":
    "El nombre de usuario, el correo electrónico o la contraseña no son correctos. Compruébelos e inténtelo de nuevo.",
  "problem.sign-in-stopped":
    "Ha habido demasiadas contraseñas incorrectas seguidas, por lo que aquí la contraseña ya no basta. Use «¿Ha olvidado su contraseña?» o pregunte a la administración del sistema.",
  "problem.temporary-password-expired":
    "Esta contraseña temporal ha caducado. Solicite una nueva a la administración del sistema o use «¿Ha olvidado su contraseña?».",
  "problem.password-change-required": "Elija primero una nueva contraseña.",
  "problem.password-change-not-required": "Su contraseña ya se ha cambiado. Continúe en la página de inicio.",
  "problem.forbidden": "Solo la administración del sistema puede hacer esto.",
  "problem.origin-refused":
    "La solicitud procedía de otra dirección. Abra Latchkey en su propia dirección e inténtelo de nuevo.",
  "problem.not-found": "Aquí ya no hay nada. Vuelva a la lista.",
  "problem.version-conflict":
    "Este registro se ha modificado entretanto, por otra persona o en otra pestaña. Vuelva a cargarlo y repita el cambio.",
  "problem.body-too-large": "El texto es demasiado largo. Acórtelo e inténtelo de nuevo.",
  "problem.unsupported-media-type":
    "El servidor no ha podido leer la solicitud. Vuelva a cargar la página e inténtelo de nuevo.",
  "problem.invalid-fields": "Hay campos que debe revisar.",
  "problem.password-refused": "Elija una contraseña que cumpla todas las reglas.",
  "problem.current-password-wrong": "La contraseña actual no es correcta. Introdúzcala de nuevo.",
  "problem.too-many-attempts": "Ha habido demasiados intentos. Espere un momento e inténtelo de nuevo.",
  "problem.internal":
    "Se ha producido un problema en el servidor. Inténtelo de nuevo; si continúa, avise a quien gestiona el servidor.",
  "problem.server-busy":
    "El servidor está ocupado en este momento. Espere unos segundos e inténtelo de nuevo.",
  "problem.database-busy": "El servidor está ocupado. Inténtelo de nuevo dentro de un momento.",
  "problem.storage-full":
    "El servidor no puede escribir en su disco, así que no se ha cambiado nada. Avise a quien gestiona el servidor.",
  tooManySeconds:
    "Ha habido demasiados intentos. Vuelva a intentarlo dentro de {count, plural, one {# segundo} other {# segundos}}.",
  tooManyMinutes:
    "Ha habido demasiados intentos. Vuelva a intentarlo dentro de {count, plural, one {# minuto} other {# minutos}}.",
  unreachable: "El servidor no ha respondido. Compruebe su conexión e inténtelo de nuevo.",
  broken: "Se ha producido un problema en esta página. Vuelva a cargarla e inténtelo de nuevo.",

  signIn: "Iniciar sesión",
  userNameOrEmail: "Nombre de usuario o correo electrónico",
  password: "Contraseña",
  forgotPasswordLink: "¿Ha olvidado su contraseña?",
  enterUserNameOrEmail: "Introduzca su nombre de usuario o su correo electrónico.",
  enterPassword: "Introduzca su contraseña.",
  "signIn.changed":
    "Se ha cambiado su contraseña. Se han cerrado todas sus sesiones; inicie sesión con la nueva contraseña.",

  "forgot.title": "Contraseña olvidada",
  "forgot.lead":
    "Introduzca su nombre de usuario o su correo electrónico. Recibirá un mensaje con un enlace para elegir una nueva contraseña; hasta entonces, la actual sigue siendo válida.",
  "forgot.send": "Enviar enlace",
  "forgot.back": "Volver al inicio de sesión",
  "forgot.asked": "Consulte su correo",
  "forgot.askedLead":
    "Si existe una cuenta con este nombre o esta dirección, hay un mensaje con un enlace en camino. El enlace es válido durante 60 minutos.",
  "forgot.typed": "Ha introducido {name}",
  "forgot.correct": "Corregir",
  "forgot.onceMore": "Se ha solicitado otra vez. Use el enlace del último mensaje.",
  "forgot.noMail": "¿No ha llegado ningún mensaje al cabo de unos minutos?",
  "forgot.spam": "Mire en la carpeta de correo no deseado.",
  "forgot.ask": "Pregunte a la administración del sistema.",
  "forgot.again": "Enviar de nuevo",

  chooseNewPassword: "Elija una nueva contraseña",
  newPassword: "Nueva contraseña",
  confirmNewPassword: "Confirmar la nueva contraseña",
  changePassword: "Cambiar la contraseña",
  passwordChanged: "Se ha cambiado su contraseña.",
  enterNewPassword: "Introduzca una nueva contraseña.",
  enterSameTwice: "Introduzca la misma contraseña en los dos campos.",
  "rule.too-short": "{count, plural, one {# carácter como mínimo} other {# caracteres como mínimo}}",
  "rule.too-long": "{count, plural, one {# carácter como máximo} other {# caracteres como máximo}}",
  "rule.common": "No debe ser una contraseña que use mucha gente",
  "rule.own-words":
    "No debe estar formada por su nombre, nombre de usuario o correo electrónico, ni por el nombre de este producto",
  "rule.pattern": "No solo repeticiones, secuencias o filas del teclado, como aaaa, 1234 o qwerty",
  "rule.ill-formed": "Solo caracteres completos: escríbala de nuevo",
  "rule.unchanged": "No debe ser su contraseña actual ni una temporal",
  "rule.match": "Las dos entradas coinciden",

  "reset.lead":
    "Para {user}. {askedBy, select, administrator {La administración del sistema ha enviado este enlace} user {Usted ha solicitado este enlace} other {Quien gestiona este servidor ha creado este enlace}}; validez hasta: {when}.",
  "reset.note":
    "Se cerrarán todas sus sesiones y deberá iniciar sesión con la nueva contraseña. Si no lo ha solicitado, cierre la página: su contraseña no cambia.",
  "reset.done": "Se han cerrado todas sus sesiones. Inicie sesión con la nueva contraseña.",
  "link.unknown": "Este enlace no funciona.",
  "link.unknownAdvice":
    "Quizá no se copió completo. Ábralo otra vez desde donde lo recibió. Para obtener un nuevo enlace, diríjase a la administración del sistema o use «¿Ha olvidado su contraseña?».",
  "link.cut": "Falta el final de este enlace.",
  "link.used": "Este enlace ya se ha utilizado.",
  "link.usedAdvice":
    "Si lo utilizó usted, inicie sesión con la contraseña que eligió. Si no, avise de inmediato a la administración del sistema o use «¿Ha olvidado su contraseña?».",
  "link.expired": "Este enlace ha caducado.",
  "link.expiredAdvice":
    "Su contraseña no cambia. Para obtener un nuevo enlace, diríjase a la administración del sistema o use «¿Ha olvidado su contraseña?».",
  "link.replaced": "Este enlace se ha sustituido por otro más reciente.",
  "link.replacedAdvice":
    "Abra el enlace más reciente. Para obtener un nuevo enlace, diríjase a la administración del sistema o use «¿Ha olvidado su contraseña?».",
  "link.revoked": "Este enlace se ha retirado.",
  "link.revokedAdvice":
    "Su contraseña no cambia. Si todavía necesita una nueva, diríjase a la administración del sistema o use «¿Ha olvidado su contraseña?».",

  "stop.name": "No he sido yo",
  "stop.unknownAdvice":
    "Quizá no se copió completo. Ábralo otra vez desde el mensaje. Si es posible que otra persona quiera entrar en su cuenta, llame de inmediato a la administración del sistema o use «¿Ha olvidado su contraseña?».",
  "stop.expiredAdvice":
    "No se ha cambiado nada. Si es posible que otra persona quiera entrar en su cuenta, llame de inmediato a la administración del sistema, que también puede detenerlo, o use «¿Ha olvidado su contraseña?».",
  "stop.title": "¿No ha sido usted?",
  "stop.lead":
    "Se trata del mensaje enviado a {user}, fecha: {when}. {mail, select, access {Contenía una contraseña temporal} link {Contenía un enlace para cambiar la contraseña} changed {Avisaba de que se ha cambiado la contraseña} copied {Avisaba de que la administración del sistema ha creado un enlace para cambiar la contraseña} extended {Avisaba de que un enlace para cambiar la contraseña sirve durante más tiempo} address {Avisaba de que se ha cambiado la dirección de correo electrónico} other {Avisaba de que la administración del sistema ha modificado su acceso}}. Si no lo esperaba, deténgalo.",
  "stop.note": "Si el mensaje es correcto, cierre esta página: no cambia nada.",
  "stop.whatHappens": "Qué ocurrirá de inmediato",
  "stop.linksEnd":
    "Los enlaces y las contraseñas temporales de la cuenta dejarán de ser válidos, también los de otros mensajes.",
  "stop.passwordEnds":
    "La contraseña actual dejará de ser válida: es temporal o se eligió a través de aquello de lo que trata este mensaje.",
  "stop.passwordStays": "Su propia contraseña no cambia.",
  "stop.addressGoes": "La nueva dirección de correo se quita de la cuenta.",
  "stop.sessionsEnd": "Se cerrarán todas las sesiones abiertas con la cuenta, también las suyas.",
  "stop.blocked": "«¿Ha olvidado su contraseña?» no enviará ningún enlace. Fin del bloqueo: {when}.",
  "stop.alerts": "Se avisará por correo electrónico a la administración del sistema.",
  "stop.button": "Detenerlo",
  "stop.stopped": "Se ha detenido.",
  "stop.stoppedLead":
    "Los enlaces y las contraseñas temporales de {user} ya no son válidos y se han cerrado todas las sesiones. {told, select, yes {Se ha avisado por correo electrónico a la administración del sistema.} other {No se ha podido avisar por correo electrónico a nadie más de la administración del sistema.}}",
  onlyAdministrator:
    "Si nadie más se encarga de la administración del sistema, quien gestiona el servidor puede crearle un nuevo enlace con {command}.",
  "stop.hasPassword":
    "Su propia contraseña sigue siendo válida. Si es posible que otra persona la conozca, inicie sesión y cámbiela.",
  "stop.noPassword":
    "Para recuperar el acceso, solicite una nueva contraseña a la administración del sistema.",
  "stop.noPasswordSupport":
    "Para recuperar el acceso, solicite una nueva contraseña al servicio de asistencia ({contact}).",
  "stop.already": "Ya se había detenido.",
  "stop.alreadyLead":
    "Alguien que tiene este mensaje ya lo detuvo para {user} ({when}). Ahora no se ha cambiado nada más.",
  "stop.alreadyNext":
    "Para recuperar el acceso, diríjase a la administración del sistema o inicie sesión si tiene una contraseña propia.",
  "stop.alreadyNextSupport":
    "Para recuperar el acceso, diríjase al servicio de asistencia ({contact}) o inicie sesión si tiene una contraseña propia.",
  "stop.next": "Qué hacer ahora",
  "stop.call":
    "Llame a la administración del sistema, a un número que ya conozca, y cuente lo que ha ocurrido.",
  "stop.callSupport":
    "Llame al servicio de asistencia ({contact}), a un número que ya conozca, y cuente lo que ha ocurrido.",
  "stop.elsewhere": "Si usa la misma contraseña en otros sitios, cámbiela también allí.",
});
