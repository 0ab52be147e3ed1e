/** The nonce of this very response, for libraries that add style sheets: the server writes it into the page. */
export const cspNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
