import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Spanish. */
export const messages = accountTranslation({
  save: "Guardar",
  stay: "Quedarse",
  signOut: "Cerrar sesión",
  skipToContent: "Ir al contenido",
  outOfDate: "Es posible que lo que ve no esté actualizado",

  "replaced.title": "Latchkey se ha actualizado",
  "replaced.text":
    "Esta página es de la versión anterior y una parte ya no existe. Vuelva a cargarla para continuar. Lo que ha escrito se conserva, salvo contraseñas y enlaces.",
  "replaced.reload": "Volver a cargar",
  "replaced.later": "Más tarde",

  "signInAgain.title": "Inicie sesión para continuar",
  "signInAgain.text":
    "Su sesión ha terminado. No se pierde nada de esta página: inicie sesión y repita lo último que hizo.",
  "signInAgain.stopped":
    "Ha habido demasiadas contraseñas incorrectas seguidas, por lo que aquí la contraseña ya no basta. Use «¿Ha olvidado su contraseña?» o pregunte a otra persona de la administración del sistema.",
  "leave.title": "¿Salir sin guardar?",
  "leave.text": "Sus cambios aún no se han guardado. Si sale de esta página, se perderán.",
  "leave.button": "Salir",
  "signOut.title": "¿Cerrar sesión sin guardar?",
  "signOut.text": "Sus cambios aún no se han guardado. Si cierra sesión, se perderán.",
  "signOut.failed": "Su sesión sigue abierta",
  "menu.profile": "Su perfil y su contraseña",

  "forced.lead":
    "Ha iniciado sesión como {user} con una contraseña temporal. Elija una propia para continuar.",
  "forced.done": "Su sesión está abierta con la nueva contraseña.",
  continue: "Continuar",

  profile: "Perfil",
  userName: "Nombre de usuario",
  firstName: "Nombre",
  lastName: "Apellidos",
  email: "Correo electrónico",
  type: "Tipo",
  "type.system-administrator": "Administración del sistema",
  "type.regular": "Estándar",
  "profile.note": "Para corregir alguno de estos datos, diríjase a la administración del sistema.",
  "profile.ownRecord": "Corregir estos datos en su registro de usuario",

  preferences: "Preferencias",
  asInBrowser: "Como en el navegador",
  timeZone: "Zona horaria",
  theme: "Tema",
  "theme.system": "Sistema",
  "theme.light": "Claro",
  "theme.dark": "Oscuro",
  "theme.failed": "No se ha guardado el tema",
  oneSignKeys: "Teclas de un solo signo",
  "oneSignKeys.note":
    "/ busca un usuario, ? muestra las teclas. Desactívelas si dicta al ordenador o pulsa teclas sin querer.",
  "preferences.note": "De esto dependen los mensajes que recibe y el idioma y las horas en pantalla.",
  saved: "Guardado",

  currentPassword: "Contraseña actual",
  enterCurrentPassword: "Introduzca su contraseña actual.",
  change: "Cambiar",
  "change.note": "Se cerrarán todas sus sesiones y deberá iniciar sesión de nuevo.",

  sessions: "Sesiones",
  "sessions.loading": "Cargando las sesiones",
  "sessions.failed": "No se han podido cargar las sesiones",
  "sessions.endOthers": "Cerrar todas las demás",
  "sessions.endedOthers": "Se ha cerrado la sesión en los demás sitios",
  "sessions.ended": "{count, plural, one {Se ha cerrado # sesión.} other {Se han cerrado # sesiones.}}",
  "sessions.notEnded": "No se han cerrado las sesiones",
  "sessions.none": "No hay ninguna sesión abierta.",
  "session.thisOne": "Esta sesión",
  "session.end": "Cerrar",
  "session.notEnded": "No se ha cerrado la sesión",
  "session.unknownAddress": "Dirección desconocida",
  "session.unknownBrowser": "Navegador desconocido",
  "session.browserOn": "{browser} en {system}",
});
