import { builtInMails } from "./built-in-mails.ts";

// Brazilian words (senha, nome de usuário), as `pt` means in CLDR, in sentences that read well in Portugal: no você, no gerund,
// no contato. Iniciar sessão, link, conta, sessão. "A administração do sistema" names the role without a gender.

/** The built-in mails in Portuguese. */
export const builtInPt = builtInMails({
  locale: "pt",
  direction: "ltr",
  colon: ":",
  gap: " ",
  hello: "Olá, {{ user.name }},",
  footer:
    "Enviado por {{ productName }}{% if companyName %} para {{ companyName }}{% endif %}. " +
    `Se precisar de ajuda, fale com {{ support }}.`,
  signIn: "Iniciar sessão",
  unexpected: "Não esperava esta mensagem?",
  contactSoon: `Fale imediatamente com {{ support }}.`,
  stopNotice: {
    html: "Também pode [avisar que não reconhece esta ação]: as suas sessões são encerradas e a administração do sistema é alertada.",
    text: "Se não reconhece esta ação, abra este link. As suas sessões são encerradas e a administração do sistema é alertada:",
  },
  accessInfo: {
    subject: "Os seus dados de acesso a {{ productName }}",
    preheader: "Inicie sessão com a sua senha temporária e escolha uma senha própria até {{ expiresAt }}.",
    title: "Os seus dados de acesso",
    lead:
      "A administração do sistema criou uma senha temporária para a sua conta em {{ productName }}. " +
      "Inicie sessão com ela e escolha de imediato uma senha própria.",
    signInAddress: "Endereço de acesso",
    userName: "Nome de usuário",
    password: "Senha temporária",
    validity:
      "A senha temporária é válida até {{ expiresAt }} e serve apenas para escolher uma nova. " +
      "Ela substitui qualquer senha que tivesse antes.",
    howTo: "Como iniciar sessão",
    steps: [
      "Abra o endereço de acesso indicado acima.",
      "Indique o seu nome de usuário e a senha temporária.",
      "Quando for solicitado, escolha uma nova senha que mais ninguém conheça.",
    ],
    caution: `Não use a senha e fale com {{ support }}.`,
    stop: {
      html:
        "Também pode [avisar que não reconhece esta ação]: a senha temporária é anulada, " +
        "as suas sessões são encerradas e a administração do sistema é alertada.",
      text:
        "Se não reconhece esta ação, abra este link. A senha temporária é anulada, " +
        "as suas sessões são encerradas e a administração do sistema é alertada:",
    },
  },
  passwordChangeLink: {
    subject: "Escolha uma nova senha para {{ productName }}",
    preheader:
      "{% if actorIsYou %}A seu pedido, enviamos{% else %}A administração do sistema pediu{% endif %} um link " +
      "para alterar a sua senha. É válido até {{ expiresAt }}.",
    title: "Escolha uma nova senha",
    lead:
      "{% if actorIsYou %}A seu pedido, enviamos{% else %}A administração do sistema pediu{% endif %} este link, " +
      "com o qual pode escolher uma nova senha para a sua conta {{ user.userName }} em {{ productName }}.",
    openIt: "Abra-o no seu navegador:",
    button: "Escolher uma nova senha",
    validity:
      "O link funciona uma única vez e é válido até {{ expiresAt }}. " +
      "A sua senha atual continua válida até que escolha uma nova.",
    withoutButton: "Se o botão não funcionar, copie este endereço para o seu navegador:",
    notAsked: "Não fez este pedido?",
    caution: `Não use o link e fale com {{ support }}. A sua senha não muda.`,
    stop: {
      html:
        "Também pode [avisar que não reconhece esta ação]: o link é anulado, " +
        "as suas sessões são encerradas e a administração do sistema é alertada.",
      text:
        "Se não reconhece esta ação, abra este link. A alteração da senha é anulada, " +
        "as suas sessões são encerradas e a administração do sistema é alertada:",
    },
  },
  passwordChanged: {
    subject: "A sua senha de {{ productName }} foi alterada",
    preheader:
      "{% if actorIsYou %}Foi alterada a seu pedido.{% else %}Foi alterada pela administração do sistema.{% endif %} " +
      `Se não esperava isto, fale imediatamente com {{ support }}.`,
    title: "A sua senha foi alterada",
    byYou:
      "A senha da sua conta {{ user.userName }} em {{ productName }} foi alterada a seu pedido. " +
      "A partir de agora, inicie sessão com a sua nova senha.",
    byAdministrator:
      "A administração do sistema definiu uma senha temporária para a sua conta {{ user.userName }} em {{ productName }}. " +
      "Peça essa senha, se ainda não a tem, e escolha uma senha própria logo depois de iniciar sessão.",
    signedOut:
      "Para sua segurança, todas as suas sessões foram encerradas. " +
      "Os links e as senhas temporárias de mensagens anteriores já não são válidos.",
    notYou: "Não reconhece esta ação?",
  },
  administratorChangedYourAccess: {
    subject: "A administração do sistema alterou o seu acesso a {{ productName }}",
    preheader: `Se já esperava isto, não é necessário fazer nada. Caso contrário, fale com {{ support }}.`,
    title: "O seu acesso foi alterado",
    lead:
      "A administração do sistema alterou a forma como a sua conta {{ user.userName }} em {{ productName }} pode ser usada. " +
      "Se já esperava isto, não é necessário fazer nada.",
    about:
      "Uma alteração destas pode dizer respeito ao seu endereço de e-mail, ao seu nome de usuário, ao tipo da sua conta ou às suas equipes, " +
      "às suas sessões abertas ou à ativação da sua conta. " +
      `Para saber o que foi alterado, fale com {{ support }}.`,
  },
  linkCopied: {
    subject: "Foi criado um link para alterar a sua senha de {{ productName }}",
    title: "Foi criado um link para a sua conta",
    lead:
      "A administração do sistema criou um link com o qual se pode escolher uma nova senha para a sua conta {{ user.userName }} em {{ productName }}. " +
      "O link não foi enviado por e-mail: a administração do sistema entrega-o diretamente, e quem o tiver pode usá-lo.",
  },
  linkExtended: {
    subject: "O seu link para alterar a senha de {{ productName }} é válido por mais tempo",
    title: "O seu link é válido por mais tempo",
    lead:
      "A administração do sistema prolongou a validade do link com o qual pode escolher uma nova senha " +
      "para a sua conta {{ user.userName }} em {{ productName }}.",
  },
  emailChanged: {
    subject: "A sua conta em {{ productName }} tem outro endereço de e-mail",
    preheader: `Se já esperava isto, não é necessário fazer nada. Caso contrário, fale imediatamente com {{ support }}.`,
    title: "O endereço de e-mail foi alterado",
    lead: "O endereço de e-mail da sua conta {{ user.userName }} em {{ productName }} foi alterado. Se já esperava isto, não é necessário fazer nada.",
    about: "As mensagens sobre a conta já não são enviadas para os endereços anteriores.",
    stop: {
      html: "Também pode [avisar que não reconhece esta ação]: o novo endereço é retirado da conta, as suas sessões são encerradas e a administração do sistema é alertada.",
      text: "Se não reconhece esta ação, abra este link. O novo endereço é retirado da conta, as suas sessões são encerradas e a administração do sistema é alertada:",
    },
  },
  recoveryStopped: {
    subject: "{{ user.userName }} interrompeu uma recuperação de acesso em {{ productName }}",
    preheader:
      "Links abertos, senhas temporárias e sessões foram anulados. Ligue para a pessoa por um número conhecido.",
    title: "Uma recuperação de acesso foi interrompida",
    hello: "Olá,",
    lead:
      "{{ user.name }} ({{ user.userName }}) indicou “não reconheço esta ação” a respeito de uma mensagem de {{ productName }}. " +
      "Momento do aviso: {{ stoppedAt }}. É possível que outra pessoa tente entrar na conta.",
    done: "O que foi feito",
    doneItems: [
      "Os links abertos e as senhas temporárias ou pendentes da conta já não são válidos.",
      "Uma senha que tenha acabado de ser escolhida por meio deles também já não é válida.",
      "Todas as sessões abertas com a conta foram encerradas.",
      "“Esqueceu a senha?” não envia nenhum link para a conta até {{ expiresAt }}.",
    ],
    next: "O que fazer agora",
    nextItems: [
      "Ligue para a pessoa por um número que já conheça, e não por um que venha de uma mensagem ou de uma chamada.",
      "Consulte o histórico no registro: quem pediu a recuperação e de onde.",
      "Devolva o acesso quando tiver a certeza. Será pedido um motivo, que fica guardado na trilha de auditoria.",
    ],
    openRecord: "Abrir o registro da conta",
    footer:
      "Enviado por {{ productName }}{% if companyName %} para {{ companyName }}{% endif %} à administração do sistema.",
  },
  signInStopped: {
    subject: "Senhas incorretas demais para {{ user.userName }} em {{ productName }}",
    preheader: "Desde {{ stoppedAt }} a senha já não basta em um navegador novo. Ninguém entrou desse modo.",
    title: "A entrada foi interrompida",
    lead: "Uma senha incorreta foi digitada muitas vezes seguidas para {{ user.name }} ({{ user.userName }}). Desde {{ stoppedAt }} a senha sozinha já não basta para entrar nesta conta de {{ productName }} a partir de um navegador novo. Ninguém entrou desse modo.",
    items: [
      "Os navegadores em que a conta já foi usada funcionam como sempre.",
      "Em qualquer outro, “Esqueceu a senha?” na página de entrada, ou um link ou uma senha temporária da administração, reabre o acesso.",
      "É possível que alguém esteja tentando adivinhar: escolha uma senha que não seja usada em nenhum outro lugar.",
    ],
  },
});
