import { translation } from "./catalogue.ts";

// Brazilian words (senha, nome de usuário) in sentences that read well in Portugal: no você, no gerund. Iniciar sessão, link,
// conta, a administração do sistema, as in the mails.
/** The words of every page in Portuguese. */
export const messages = translation({
  loading: "Carregamento em curso",
  language: "Idioma",
  show: "Mostrar",
  showPassword: "Mostrar a senha",
  close: "Fechar",
  dismiss: "Dispensar",
  cancel: "Cancelar",
  met: "cumprida",
  notMet: "não cumprida",
  notMetYet: "ainda não cumprida",
  tryAgainNow: "Já pode tentar de novo.",
  checkField: "Verifique este campo.",
  retry: "Tentar de novo",
  startPage: "Ir para a página inicial",

  "error.title": "Não foi possível carregar esta página",
  "error.nothing": "Não há nada aqui",
  "error.signIn": "Inicie sessão",
  "error.request": "Pedido {id}",
  "notFound.name": "Não encontrada",
  "notFound.title": "Não há nenhuma página neste endereço",
  "notFound.lead": "Verifique o endereço ou recomece na página inicial.",

  "problem.malformed-request":
    "O servidor não conseguiu ler o pedido. Carregue a página novamente e tente de novo.",
  "problem.not-signed-in": "A sua sessão já não está aberta. Inicie sessão e tente de novo.",
  "problem.sign-in-refused":
    "O nome de usuário, o e-mail ou a senha não está correto. Verifique e tente de novo.",
  "problem.sign-in-stopped":
    "Houve senhas incorretas demais seguidas; por isso, aqui a senha sozinha já não basta. Use “Esqueceu a senha?” ou fale com a administração do sistema.",
  "problem.temporary-password-expired":
    "Esta senha temporária expirou. Peça uma nova à administração do sistema ou use “Esqueceu a senha?”.",
  "problem.password-change-required": "Escolha primeiro uma nova senha.",
  "problem.password-change-not-required": "A sua senha já foi alterada. Continue na página inicial.",
  "problem.forbidden": "Só a administração do sistema pode fazer isto.",
  "problem.origin-refused":
    "O pedido veio de outro endereço. Abra o Latchkey no próprio endereço e tente de novo.",
  "problem.not-found": "Já não há nada aqui. Volte à lista.",
  "problem.version-conflict":
    "Este registro foi alterado nesse meio-tempo, por outra pessoa ou em outra aba. Carregue-o novamente e repita a sua alteração.",
  "problem.body-too-large": "O texto é longo demais. Encurte-o e tente de novo.",
  "problem.unsupported-media-type":
    "O servidor não conseguiu ler o pedido. Carregue a página novamente e tente de novo.",
  "problem.invalid-fields": "Há campos que precisam da sua atenção.",
  "problem.password-refused": "Escolha uma senha que cumpra todas as regras.",
  "problem.current-password-wrong": "A senha atual não está correta. Insira-a novamente.",
  "problem.too-many-attempts": "Houve tentativas demais. Aguarde um momento e tente de novo.",
  "problem.internal":
    "Ocorreu um problema no servidor. Tente de novo; se continuar assim, avise quem opera o servidor.",
  "problem.server-busy": "O servidor está ocupado neste momento. Aguarde alguns segundos e tente de novo.",
  "problem.database-busy": "O servidor está ocupado. Tente de novo dentro de um momento.",
  "problem.storage-full":
    "O servidor não consegue gravar no disco, por isso nada foi alterado. Avise quem opera o servidor.",
  tooManySeconds:
    "Houve tentativas demais. Tente de novo dentro de {count, plural, one {# segundo} other {# segundos}}.",
  tooManyMinutes:
    "Houve tentativas demais. Tente de novo dentro de {count, plural, one {# minuto} other {# minutos}}.",
  unreachable: "O servidor não respondeu. Verifique a sua conexão e tente de novo.",
  broken: "Ocorreu um problema nesta página. Carregue-a novamente e tente de novo.",

  signIn: "Iniciar sessão",
  userNameOrEmail: "Nome de usuário ou e-mail",
  password: "Senha",
  forgotPasswordLink: "Esqueceu a senha?",
  enterUserNameOrEmail: "Insira o seu nome de usuário ou e-mail.",
  enterPassword: "Insira a sua senha.",
  "signIn.changed":
    "A sua senha foi alterada. Todas as suas sessões foram encerradas; inicie sessão com a nova senha.",

  "forgot.title": "Senha esquecida",
  "forgot.lead":
    "Insira o seu nome de usuário ou e-mail. Um e-mail com um link permite escolher uma nova senha; até lá, a atual continua válida.",
  "forgot.send": "Enviar link",
  "forgot.back": "Voltar ao início de sessão",
  "forgot.asked": "Consulte o seu e-mail",
  "forgot.askedLead":
    "Se existe uma conta com este nome ou endereço, um e-mail com um link está a caminho. O link é válido por 60 minutos.",
  "forgot.typed": "Foi inserido: {name}",
  "forgot.correct": "Corrigir",
  "forgot.onceMore": "Pedido mais uma vez. Use o link do e-mail mais recente.",
  "forgot.noMail": "Nenhum e-mail depois de alguns minutos?",
  "forgot.spam": "Procure na pasta de spam.",
  "forgot.ask": "Pergunte à administração do sistema.",
  "forgot.again": "Enviar novamente",

  chooseNewPassword: "Escolha uma nova senha",
  newPassword: "Nova senha",
  confirmNewPassword: "Confirmar a nova senha",
  changePassword: "Alterar a senha",
  passwordChanged: "A sua senha foi alterada.",
  enterNewPassword: "Insira uma nova senha.",
  enterSameTwice: "Insira a mesma senha nos dois campos.",
  "rule.too-short": "{count, plural, one {No mínimo # caractere} other {No mínimo # caracteres}}",
  "rule.too-long": "{count, plural, one {No máximo # caractere} other {No máximo # caracteres}}",
  "rule.common": "Não pode ser uma senha que muitas pessoas usam",
  "rule.own-words":
    "Não pode ser formada pelo seu nome, nome de usuário ou e-mail, nem pelo nome deste produto",
  "rule.pattern": "Não só repetições, sequências ou fileiras do teclado, como aaaa, 1234 ou qwerty",
  "rule.ill-formed": "Somente caracteres inteiros: digite-a de novo",
  "rule.unchanged": "Não pode ser a sua senha atual nem uma temporária",
  "rule.match": "As duas entradas coincidem",

  "reset.lead":
    "Para {user}. {askedBy, select, administrator {A administração do sistema enviou este link} user {Este link foi criado a seu pedido} other {Quem opera este servidor criou este link}}; válido até {when}.",
  "reset.note":
    "Todas as suas sessões serão encerradas e será preciso iniciar sessão com a nova senha. Se não pediu isto, feche a página: a sua senha não muda.",
  "reset.done": "Todas as suas sessões foram encerradas. Inicie sessão com a nova senha.",
  "link.unknown": "Este link não funciona.",
  "link.unknownAdvice":
    "Talvez não tenha sido copiado por inteiro. Abra-o novamente de onde o recebeu. Para obter um novo link, fale com a administração do sistema ou use “Esqueceu a senha?”.",
  "link.cut": "Falta o final deste link.",
  "link.used": "Este link já foi utilizado.",
  "link.usedAdvice":
    "Se o utilizou, inicie sessão com a senha que escolheu. Se não, avise imediatamente a administração do sistema ou use “Esqueceu a senha?”.",
  "link.expired": "Este link expirou.",
  "link.expiredAdvice":
    "A sua senha não muda. Para obter um novo link, fale com a administração do sistema ou use “Esqueceu a senha?”.",
  "link.replaced": "Este link foi substituído por um mais recente.",
  "link.replacedAdvice":
    "Abra o link mais recente. Para obter um novo link, fale com a administração do sistema ou use “Esqueceu a senha?”.",
  "link.revoked": "Este link foi retirado.",
  "link.revokedAdvice":
    "A sua senha não muda. Se ainda precisar de uma nova, fale com a administração do sistema ou use “Esqueceu a senha?”.",

  "stop.name": "Não reconheço esta ação",
  "stop.unknownAdvice":
    "Talvez não tenha sido copiado por inteiro. Abra-o novamente a partir do e-mail. Se é possível que outra pessoa queira entrar na sua conta, ligue imediatamente para a administração do sistema ou use “Esqueceu a senha?”.",
  "stop.expiredAdvice":
    "Nada foi alterado. Se é possível que outra pessoa queira entrar na sua conta, ligue imediatamente para a administração do sistema, que também pode interromper tudo, ou use “Esqueceu a senha?”.",
  "stop.title": "Não reconhece esta ação?",
  "stop.lead":
    "Trata-se do e-mail enviado a {user}, data: {when}. {mail, select, access {Trazia uma senha temporária} link {Trazia um link para alterar a senha} changed {Avisava que a senha foi alterada} copied {Avisava que a administração do sistema criou um link para alterar a senha} extended {Avisava que um link para alterar a senha vale por mais tempo} address {Avisava que o endereço de e-mail foi alterado} other {Avisava que a administração do sistema alterou o seu acesso}}. Se não o esperava, interrompa.",
  "stop.note": "Se está tudo certo com o e-mail, feche esta página: nada muda.",
  "stop.whatHappens": "O que acontece de imediato",
  "stop.linksEnd":
    "Os links e as senhas temporárias da conta deixam de ser válidos, também os de outros e-mails.",
  "stop.passwordEnds":
    "A senha atual deixa de ser válida: é temporária ou foi escolhida por meio daquilo de que trata este e-mail.",
  "stop.passwordStays": "A sua própria senha não muda.",
  "stop.addressGoes": "O novo endereço de e-mail é retirado da conta.",
  "stop.sessionsEnd": "Todas as sessões abertas com a conta são encerradas, também as suas.",
  "stop.blocked": "“Esqueceu a senha?” não envia nenhum link até {when}.",
  "stop.alerts": "A administração do sistema é avisada por e-mail.",
  "stop.button": "Interromper",
  "stop.stopped": "Foi interrompido.",
  "stop.stoppedLead":
    "Os links e as senhas temporárias de {user} já não são válidos e todas as sessões foram encerradas. {told, select, yes {A administração do sistema foi avisada por e-mail.} other {Não foi possível avisar mais ninguém da administração do sistema por e-mail.}}",
  onlyAdministrator:
    "Se mais ninguém cuida da administração do sistema, quem opera o servidor pode criar um novo link com {command}.",
  "stop.hasPassword":
    "A sua própria senha continua válida. Se é possível que outra pessoa a conheça, inicie sessão e altere-a.",
  "stop.noPassword": "Para recuperar o acesso, peça uma nova senha à administração do sistema.",
  "stop.noPasswordSupport": "Para recuperar o acesso, peça uma nova senha ao suporte ({contact}).",
  "stop.already": "Isto já tinha sido interrompido.",
  "stop.alreadyLead":
    "Alguém com este e-mail já interrompeu tudo para {user} ({when}). Nada mais foi alterado agora.",
  "stop.alreadyNext":
    "Para recuperar o acesso, fale com a administração do sistema ou inicie sessão, se tiver uma senha própria.",
  "stop.alreadyNextSupport":
    "Para recuperar o acesso, fale com o suporte ({contact}) ou inicie sessão, se tiver uma senha própria.",
  "stop.next": "O que fazer agora",
  "stop.call":
    "Ligue para a administração do sistema, para um número que já conheça, e conte o que aconteceu.",
  "stop.callSupport":
    "Ligue para o suporte ({contact}), para um número que já conheça, e conte o que aconteceu.",
  "stop.elsewhere": "Se usa a mesma senha em outros lugares, altere-a também lá.",
});
