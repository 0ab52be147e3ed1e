import { accountTranslation } from "./catalogue.ts";

/** The words behind the sign-in in Portuguese. */
export const messages = accountTranslation({
  save: "Salvar",
  stay: "Ficar",
  signOut: "Encerrar sessão",
  skipToContent: "Ir para o conteúdo",
  outOfDate: "O que vê pode estar desatualizado",

  "replaced.title": "O Latchkey foi atualizado",
  "replaced.text":
    "Esta página é da versão anterior e uma parte já não existe. Recarregue-a para continuar. O que escreveu é mantido, exceto senhas e links.",
  "replaced.reload": "Recarregar",
  "replaced.later": "Mais tarde",

  "signInAgain.title": "Inicie sessão para continuar",
  "signInAgain.text":
    "A sua sessão terminou. Nada nesta página se perde: inicie sessão e repita o que fez por último.",
  "signInAgain.stopped":
    "Houve senhas incorretas demais seguidas; por isso, aqui a senha sozinha já não basta. Use “Esqueceu a senha?” ou fale com outra pessoa da administração do sistema.",
  "leave.title": "Sair sem salvar?",
  "leave.text": "As suas alterações ainda não foram salvas. Ao sair desta página, perdem-se.",
  "leave.button": "Sair",
  "signOut.title": "Encerrar sessão sem salvar?",
  "signOut.text": "As suas alterações ainda não foram salvas. Ao encerrar a sessão, perdem-se.",
  "signOut.failed": "A sua sessão continua aberta",
  "menu.profile": "O seu perfil e a sua senha",

  "forced.lead":
    "Iniciou sessão como {user} com uma senha temporária. Escolha uma senha própria para continuar.",
  "forced.done": "A sua sessão está aberta com a nova senha.",
  continue: "Continuar",

  profile: "Perfil",
  userName: "Nome de usuário",
  firstName: "Nome",
  lastName: "Sobrenome",
  email: "E-mail",
  type: "Tipo",
  "type.system-administrator": "Administração do sistema",
  "type.regular": "Padrão",
  "profile.note": "Para corrigir algum destes dados, fale com a administração do sistema.",
  "profile.ownRecord": "Corrigir estes dados no seu registro de usuário",

  preferences: "Preferências",
  asInBrowser: "Como no navegador",
  timeZone: "Fuso horário",
  theme: "Tema",
  "theme.system": "Sistema",
  "theme.light": "Claro",
  "theme.dark": "Escuro",
  "theme.failed": "O tema não foi salvo",
  oneSignKeys: "Teclas de um só sinal",
  "oneSignKeys.note":
    "/ encontra um usuário, ? mostra as teclas. Desative-as se dita ao computador ou pressiona teclas sem querer.",
  "preferences.note": "Os e-mails que recebe, o idioma e as horas na tela seguem estas escolhas.",
  saved: "Salvo",

  currentPassword: "Senha atual",
  enterCurrentPassword: "Insira a sua senha atual.",
  change: "Alterar",
  "change.note": "Todas as suas sessões serão encerradas e será preciso iniciar sessão novamente.",

  sessions: "Sessões",
  "sessions.loading": "Carregamento das sessões",
  "sessions.failed": "Não foi possível carregar as sessões",
  "sessions.endOthers": "Encerrar todas as outras",
  "sessions.endedOthers": "As outras sessões foram encerradas",
  "sessions.ended": "{count, plural, one {# sessão foi encerrada.} other {# sessões foram encerradas.}}",
  "sessions.notEnded": "As sessões não foram encerradas",
  "sessions.none": "Nenhuma sessão aberta.",
  "session.thisOne": "Esta sessão",
  "session.end": "Encerrar",
  "session.notEnded": "A sessão não foi encerrada",
  "session.unknownAddress": "Endereço desconhecido",
  "session.unknownBrowser": "Navegador desconhecido",
  "session.browserOn": "{browser} em {system}",
});
