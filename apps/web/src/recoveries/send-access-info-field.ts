/** The name of the checkbox that asks for the mail: not a field of the user, but it can be wrong all the same. */
export const sendAccessInfoField = "sendAccessInfo";
